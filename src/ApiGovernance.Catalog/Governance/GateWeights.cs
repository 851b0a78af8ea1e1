using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Catalog.Governance;

/// <summary>How much a finding weighs: by its engine, the stage, and the waivers.</summary>
internal static class GateWeights
{
    /// <summary>The finding as the gate reports it.</summary>
    public static Finding Weigh(Finding finding, GateInput input)
    {
        Finding named = finding.Api is null ? finding with { Api = input.Api } : finding;
        Finding own = WaiverApplication.Suppress(named, input.Policies.Waivers, input.Today, TitleOf(input));
        if (own.Suppression is not null)
            return own;

        // Before a version is active its contract is still being found; what breaks is shown but stops nobody.
        return IsBreaking(own) && !GovernanceGate.IsBinding(input.Stage) ? own with { Severity = Severity.Warning } : own;
    }

    public static string? TitleOf(GateInput input) => input.Revision.Root.Root["info"]?["title"]?.AsString;

    public static bool IsBreaking(Finding finding) =>
        finding is { Kind: FindingKind.Change, Severity: Severity.Error, Suppression: null };

    public static bool Blocks(Finding finding, GateInput input)
    {
        if (finding.Suppression is not null || !GovernanceGate.IsPublished(input.Stage))
            return false;
        return finding.Kind == FindingKind.Lint
            ? finding.Severity < input.Policies.Lifecycle.MaxLintSeverity
            : finding.Severity == Severity.Error;
    }

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
