using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Comparison;

/// <summary>What a rule has to say.</summary>
/// <param name="Id">In the <see cref="ChangeCatalog"/>.</param>
/// <param name="At">Where it is written now, or the closest place that still is.</param>
/// <param name="Message">A sentence for people; the operation that is being compared is put before it.</param>
internal sealed record Change(string Id, ResolvedNode At, string Message)
{
    public string? Before { get; init; }

    public string? After { get; init; }

    /// <summary>Where the base writes it.</summary>
    public ResolvedNode? Was { get; init; }

    /// <summary>See <see cref="Finding.Identity"/>.</summary>
    public string? Identity { get; init; }

    /// <summary>See <see cref="Finding.Fields"/>.</summary>
    public IReadOnlyList<FieldSubject> Fields { get; init; } = [];

    /// <summary>With it the change is proven.</summary>
    public Proof? Proof { get; init; }

    /// <summary>A severity that this case has whatever the catalog says; a policy still decides.</summary>
    public Severity? AtLeast { get; init; }

    /// <summary>The operations concerned, when it is not the one that is being compared.</summary>
    public IReadOnlyList<string> Operations { get; init; } = [];
}

/// <summary>A message that was fine and is not now.</summary>
/// <param name="Sentence">The same in one sentence.</param>
internal sealed record Proof(string Sentence, WitnessExchange Exchange);
