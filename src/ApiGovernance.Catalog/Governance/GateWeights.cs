using ApiGovernance.Catalog.Usage;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Catalog.Governance;

/// <summary>How much a finding weighs: by its engine, the stage, and the waivers.</summary>
internal static class GateWeights
{
    /// <summary>The finding as the gate reports it.</summary>
    public static Finding Weigh(Finding finding, GateInput input)
    {
        Finding own = WaiverApplication.Suppress(GateFindings.Named(finding, input), input.Waivers, input.Today, TitleOf(input));
        if (own.Suppression is not null)
            return own;

        if (input.Callers is { } callers)
            own = UnusedBreakRule.Apply(own, input.Policies.Compatibility.UnusedBreaks, callers);

        // Before a version is active its contract is still being found; what breaks is shown but stops nobody.
        return IsBreaking(own) && !GovernanceGate.IsBinding(input.Stage) ? own with { Severity = Severity.Warning } : own;
    }

    public static string? TitleOf(GateInput input) => input.Revision.Root.Root["info"]?["title"]?.AsString;

    public static bool IsBreaking(Finding finding) =>
        finding is { Kind: FindingKind.Change, Severity: Severity.Error, Suppression: null };

    /// <summary>Whether callers feel it. Whom a waived break hits is what those who waive and approve it must know.</summary>
    public static bool IsFelt(Finding finding, GateInput input) =>
        IsBreaking(finding) || (finding is { Kind: FindingKind.Change, Severity: Severity.Error } && GovernanceGate.IsBinding(input.Stage));

    /// <param name="notChecked">The finding says that something could not be analysed.</param>
    public static bool Blocks(Finding finding, GateInput input, bool notChecked)
    {
        if (!finding.Counts || !GovernanceGate.IsPublished(input.Stage))
            return false;
        GatePolicy gate = input.Policies.Gate;
        if (notChecked && CouldBlock(finding.Kind, input))
            return gate.NotCheckedBlocks;
        return finding.Kind switch
        {
            FindingKind.Lint => finding.Severity < input.Lifecycle.MaxLintSeverity,
            FindingKind.Conformance => finding.Severity < gate.MaxConformanceSeverity,
            FindingKind.Overlap => finding.Severity < gate.MaxOverlapSeverity,
            _ => finding.Severity == Severity.Error,
        };
    }

    /// <summary>What is not known holds back only where what would be found could: a comparison binds from active on, and so forth.</summary>
    public static bool CouldBlock(FindingKind kind, GateInput input) => kind switch
    {
        FindingKind.Change => GovernanceGate.IsBinding(input.Stage),
        FindingKind.Conformance => Severity.Error < input.Policies.Gate.MaxConformanceSeverity,
        FindingKind.Overlap => Severity.Warning < input.Policies.Gate.MaxOverlapSeverity,
        _ => true,
    };

    /// <summary>In the order of the text, without repetitions: a verdict must not depend on which engine ran first.</summary>
    public static IEnumerable<Finding> Arrange(IEnumerable<Finding> findings) => findings
        .DistinctBy(finding => (finding.Kind, finding.RuleId, finding.Message, finding.Pointer, finding.Source))
        .OrderBy(finding => finding.Source?.File, StringComparer.Ordinal)
        .ThenBy(finding => finding.Source?.Line)
        .ThenBy(finding => finding.Source?.Column)
        .ThenBy(finding => finding.RuleId, StringComparer.Ordinal)
        .ThenBy(finding => finding.Pointer, StringComparer.Ordinal)
        .ThenBy(finding => finding.Message, StringComparer.Ordinal);
}
