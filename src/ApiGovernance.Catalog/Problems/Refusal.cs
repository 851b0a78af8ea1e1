using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Problems;

/// <summary>Why something was not done: expected, so a value.</summary>
internal sealed record Refusal(CatalogProblemType Type, string Detail)
{
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Set when a contract was judged.</summary>
    public ContractVerdict? Verdict { get; init; }

    /// <summary>Set when a folder was not applied; what stands in the way is part of it.</summary>
    public CatalogPlan? Plan { get; init; }

    /// <summary>The roles that could do it; set when the caller's cannot.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    public static Refusal NotFound(string what, IEnumerable<string> known)
    {
        string[] names = [.. known.Take(20)];
        return new Refusal(CatalogProblemTypes.NotFound, $"There is no {what}." + (names.Length > 0 ? $" Registered are: {string.Join(", ", names)}." : ""));
    }
}

/// <summary>A value or a refusal.</summary>
internal sealed record Outcome<T>(T? Value, Refusal? Refusal)
    where T : class
{
    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);
}
