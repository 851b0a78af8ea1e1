using ApiGovernance.Catalog.Canonical.Conformance;
using ApiGovernance.Catalog.Canonical.Overlap;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Governance;

public enum VerdictOutcome
{
    Pass,

    /// <summary>At least one finding of <see cref="Verdict.Blocking"/>.</summary>
    Blocked,

    /// <summary>The document, or a part of it, could not be analysed: what is not known is not let through.</summary>
    NotChecked,

    /// <summary>Nothing blocks, and somebody else has to approve it before it is in force.</summary>
    NeedsApproval,
}

/// <summary>What the gate says, and why.</summary>
public sealed record Verdict
{
    public required VerdictOutcome Outcome { get; init; }

    /// <summary>All findings by file, line, column, rule and pointer; waived ones carry their waiver.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Those of <see cref="Findings"/> that block.</summary>
    public required IReadOnlyList<Finding> Blocking { get; init; }

    /// <summary>Those of <see cref="Findings"/> which say that something could not be analysed.</summary>
    public IReadOnlyList<Finding> NotChecked { get; init; } = [];

    /// <summary>What each engine was asked, in the order in which they are asked; empty when the document could not be read.</summary>
    public IReadOnlyList<VerdictCheck> Checks { get; init; } = [];

    /// <summary>What the comparison with other APIs came to; null when there was none.</summary>
    public OverlapReport? Overlap { get; init; }

    /// <summary>Whose approval is asked; null when nobody's.</summary>
    public ApprovalState? Approval { get; init; }

    /// <summary>Who was seen calling what would break, the busiest first.</summary>
    public required IReadOnlyList<ConsumerImpact> Impact { get; init; }

    /// <summary>Whom the breaking changes hit, by consumer and by change; null when nobody looked at calls.</summary>
    public ImpactReport? ImpactReport { get; init; }

    /// <summary>How the contract stands to the canonical model; null when there is none.</summary>
    public ConformanceReport? Conformance { get; init; }

    public required VerdictEvidence Evidence { get; init; }

    /// <summary>One sentence for a person.</summary>
    public required string Summary { get; init; }

    /// <summary>The contract as it was read; null when it was not checked.</summary>
    public ApiContract? Contract { get; init; }

    public bool IsPass => Outcome == VerdictOutcome.Pass;

    /// <summary>In the shape of the catalog API.</summary>
    public ContractVerdict ToContractVerdict(string api, string version, ApiStage stage, DateTimeOffset at) =>
        new(OutcomeName(Outcome), api, version, stage, Summary, at)
        {
            Findings = [.. Findings.Select(finding => CatalogFinding.From(finding) with { Blocks = Blocking.Contains(finding) })],
            Impact = Impact,
            ImpactReport = ImpactReport,
            ConformanceScore = Conformance?.Score,
            Approval = Approval,
            Evidence = Evidence,
        };

    /// <summary><c>pass</c>, <c>blocked</c>, <c>needs-approval</c> or <c>not-checked</c>.</summary>
    public static string OutcomeName(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.Pass => "pass",
        VerdictOutcome.Blocked => "blocked",
        VerdictOutcome.NeedsApproval => "needs-approval",
        _ => "not-checked",
    };
}
