namespace ApiGovernance.Benchmarks.Ratios;

/// <summary>One of the things that are compared.</summary>
/// <param name="Name">The name in the tables.</param>
/// <param name="Run">One operation.</param>
internal sealed record Contender(string Name, Action Run)
{
    /// <summary>Operations one process may run at most, where a licence says so; null where none does.</summary>
    public int? Quota { get; init; }

    /// <summary>Why there is no figure; then <see cref="Run"/> is never called.</summary>
    public string? Refused { get; init; }

    public static Contender WithoutFigure(string name, string reason) => new(name, () => { }) { Refused = reason };
}
