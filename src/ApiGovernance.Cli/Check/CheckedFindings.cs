using ApiGovernance.Linting.Baselines;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Check;

/// <summary>A verdict as findings, for the reports: the one place that knows how the one becomes the other.</summary>
internal static class CheckedFindings
{
    /// <summary>What a verdict is told as that no finding explains.</summary>
    public const string GateRule = "change-gate";

    /// <param name="name">The contract's file.</param>
    /// <param name="inForce">The findings of the contract in force by itself; null when they are not known.</param>
    public static (IReadOnlyList<Finding> Findings, IReadOnlyList<Finding> Absent) Of(ContractVerdict verdict, string name, IReadOnlyList<Finding>? inForce)
    {
        IReadOnlyList<Finding> findings = [.. verdict.Findings.Select(finding => finding.ToFinding())];
        if (verdict.Outcome is not ("pass" or "needs-approval") && !findings.Any(finding => finding.Blocks))
            findings = Blocked(findings, verdict, name);
        if (inForce is null)
            return (findings, []);
        (IReadOnlyList<Finding> judged, IReadOnlyList<BaselineEntry> gone) = Baseline.Of(Directory.GetCurrentDirectory(), inForce).Apply(findings, [name]);
        HashSet<string> mended = [.. gone.Select(entry => entry.Fingerprint)];
        return (judged, [.. inForce.Where(finding => mended.Contains(finding.Fingerprint)).DistinctBy(finding => finding.Fingerprint)]);
    }

    /// <summary>Without a finding that explains it, a refusal must not be lost in reports of findings.</summary>
    private static Finding[] Blocked(IReadOnlyList<Finding> findings, ContractVerdict verdict, string name)
    {
        Finding[] marked = [.. findings.Select(finding => finding.Counts && finding.Severity == Severity.Error ? finding with { Blocks = true } : finding)];
        return marked.Any(finding => finding.Blocks) ? marked :
        [
            .. marked,
            new Finding
            {
                Kind = FindingKind.Policy,
                RuleId = GateRule,
                Severity = Severity.Error,
                Message = verdict.Summary,
                Source = new SourceSpan(name, 1, 1, 1, 1),
                Blocks = true,
            },
        ];
    }
}
