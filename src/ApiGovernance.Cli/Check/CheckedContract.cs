using ApiGovernance.Linting;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Check;

/// <summary>A contract with the verdict on it.</summary>
/// <param name="Name">As it was given, or as a pattern found it.</param>
internal sealed record CheckedContract(string Name, ContractVerdict Verdict)
{
    /// <summary>What the API calls itself.</summary>
    public string? Title { get; init; }

    public CatalogPlace? Place { get; init; }

    /// <summary>What it was compared with, as it is shown; null when there is nothing in force.</summary>
    public string? Against { get; init; }

    /// <summary>The findings of the verdict, with how they stand against the contract in force where that is known.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What the contract in force has and this one has not any more.</summary>
    public IReadOnlyList<Finding> Absent { get; init; } = [];

    /// <summary>The rules of the rulesets that were asked, with what they ask for; empty when the catalog asked its own.</summary>
    public IReadOnlyList<RuleRun> Rules { get; init; } = [];

    /// <summary>Something of it was not checked, or all of it.</summary>
    public bool IsNotChecked => Verdict.Outcome == "not-checked";

    /// <summary>It could not be read, so that nothing of it was checked.</summary>
    public bool IsUnreadable => IsNotChecked && Verdict.Evidence.DeclaredVersion is null;

    /// <summary>Nothing keeps it back, except that others are to approve it.</summary>
    public bool WaitsForApproval => Verdict.Outcome == "needs-approval";

    /// <summary>Nothing keeps it back.</summary>
    public bool Passes => WaitsForApproval || Verdict.Outcome == "pass";

    /// <summary>What keeps it from passing.</summary>
    public IEnumerable<Finding> Blocking => Findings.Where(finding => finding.Blocks);

    /// <summary>The verdict's sentence, with what was compared.</summary>
    public string Sentence => string.Join(' ', new[]
    {
        Verdict.Summary,
        Against is { } against && !IsUnreadable ? $"Compared with {against}." : null,
        NotLookedAt.Count == 0 ? null : $"Not checked: {string.Join(", ", NotLookedAt.Select(check => ReportText.Word(check.Kind)))}.",
    }.OfType<string>());

    /// <summary>What of it nobody looked at, beside the comparison with the contract in force, which the verdict tells.</summary>
    public IReadOnlyList<VerdictCheck> NotLookedAt => [.. Verdict.Checks.Where(check => check is { Kind: FindingKind.Overlap or FindingKind.Conformance, NotChecked: not null, Compared: null })];
}
