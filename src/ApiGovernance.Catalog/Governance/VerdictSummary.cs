using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Governance;

/// <summary>The verdict in one or two sentences.</summary>
internal static class VerdictSummary
{
    /// <param name="isNotChecked">Says of a finding whether it tells of something that could not be analysed.</param>
    public static string Of(GateInput input, IReadOnlyList<Finding> blocking, Func<Finding, bool> isNotChecked, IReadOnlyList<Finding> findings, ImpactReport? impact)
    {
        string subject = input.Api is null ? "the contract" : $"{input.Api} {input.Version}".TrimEnd();
        if (blocking.Count == 0)
        {
            int waived = findings.Count(finding => finding.Suppression is not null);
            int warnings = findings.Count(finding => finding is { Severity: Severity.Warning, Suppression: null });
            string compared = input.Baseline is null ? "there is no contract in force to compare with" : "no change breaks a caller";
            if (input.Baseline is not null && !GovernanceGate.IsBinding(input.Stage))
                compared = "changes that break callers do not block before the stage active";
            else if (findings.Count(finding => GateWeights.IsFelt(finding, input)) is > 0 and int broken)
                compared = $"{Count(broken, "breaking change")} waived{Callers(impact, broken)}";
            return $"Passed: {subject}: {compared}; {Count(warnings, "warning")}" + (waived > 0 ? $", {waived} waived." : ".");
        }

        int unknown = blocking.Count(isNotChecked);
        int breaking = blocking.Count(finding => finding.Kind == FindingKind.Change && !isNotChecked(finding));
        int other = blocking.Count - unknown - breaking;
        string[] reasons =
        [
            .. breaking > 0 ? new[] { Count(breaking, "breaking change") } : [],
            .. other > 0 ? new[] { Count(other, "rule violation") } : [],
            .. unknown > 0 ? new[] { $"{Count(unknown, "part")} could not be checked" } : [],
        ];
        return $"{(unknown == blocking.Count ? "Not checked" : "Blocked")}: {subject}: {string.Join(" and ", reasons)}{Callers(impact, breaking)}.";
    }

    private static string Callers(ImpactReport? impact, int breaking) => breaking == 0 || impact is null ? "" : $"; {impact.Summary}";

    private static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
