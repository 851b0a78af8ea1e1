using ApiGovernance.Cli.Output;
using ApiGovernance.Diff;
using ApiGovernance.Linting;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Check;

/// <summary>The verdicts as one report for all writers of findings.</summary>
internal static class CheckReport
{
    /// <param name="failAt">What fails beside the verdicts.</param>
    /// <param name="isAdvisory">The verdicts fail nothing.</param>
    public static Report Of(CheckResult result, Severity? failAt, bool isAdvisory)
    {
        Finding Weighed(Finding finding) => isAdvisory ? finding with { Blocks = false } : finding;
        return new Report
        {
            Title = "check",
            Inputs = [.. result.Contracts.Select(contract => contract.Name)],
            Findings = [.. result.Contracts.SelectMany(contract => contract.Findings).Select(Weighed)],
            Absent = [.. result.Contracts.SelectMany(contract => contract.Absent)],
            ToolVersion = ReportOptions.ToolVersion,
            FailAt = failAt,
            Rules = Rules(result.Contracts),
            Documents = [.. result.Contracts.Select(contract => Document(contract, Weighed))],
            NotApplied = [.. result.Contracts.SelectMany(contract => contract.Findings).Where(IsNotApplied).DistinctBy(finding => finding.Fingerprint).Select(finding => new RuleNotApplied(RuleOf(finding), finding.Message, finding.Source))],
            Notes = [.. result.Notes, .. result.Contracts.SelectMany(Told)],
            IsIncomplete = result.IsNotChecked,
        };
    }

    /// <summary>A verdict in lines, for reports that have no place of their own for it.</summary>
    public static IEnumerable<string> Told(CheckedContract contract) =>
        [$"{contract.Name}: {contract.Sentence}", .. contract.Verdict.Impact.Select(Told)];

    public static string Told(ConsumerImpact impact) => $"breaks {impact.Consumer}: {impact.Operation}, {impact.Calls} calls, last {impact.LastCall:u}";

    private static ReportDocument Document(CheckedContract contract, Func<Finding, Finding> weighed)
    {
        string[] rules =
        [
            .. contract.Rules.Select(rule => rule.Id),
            // What was compared as a whole has been asked every change that breaks a caller.
            .. contract.Rules.Count > 0 && contract.Against is not null && !contract.Findings.Any(IsUndecided) ? Breaking.Select(change => change.Id) : [],
            .. contract.Rules.Count == 0 && contract.Passes ? new[] { CheckedFindings.GateRule } : [],
        ];
        return new ReportDocument(contract.Name, contract.Title, [.. rules.Distinct(StringComparer.Ordinal)], [.. contract.Findings.Select(weighed)])
        {
            IsUnreadable = contract.IsUnreadable,
            GivenUp = contract.Findings.Where(finding => IsNotApplied(finding) && RuleOf(finding) is not null)
                .GroupBy(finding => RuleOf(finding)!, StringComparer.Ordinal).ToDictionary(rule => rule.Key, rule => rule.First().Message, StringComparer.Ordinal),
        };
    }

    private static ReportRule[] Rules(IReadOnlyList<CheckedContract> contracts)
    {
        SortedDictionary<string, ReportRule> rules = new(StringComparer.Ordinal);
        foreach (RuleRun rule in contracts.SelectMany(contract => contract.Rules))
            rules.TryAdd(rule.Id, new ReportRule(rule.Id, rule.Summary, rule.Severity, rule.HelpUri));
        if (contracts.Any(contract => contract.Against is not null && !contract.IsUnreadable))
        {
            foreach (ChangeDefinition change in ChangeCatalog.All)
                rules.TryAdd(change.Id, new ReportRule(change.Id, change.Meaning, change.Severity, $"docs/reference/change-ids.md#{change.Id}"));
        }

        return [.. rules.Values];
    }

    private static IEnumerable<ChangeDefinition> Breaking => ChangeCatalog.All.Where(change => change.Severity == Severity.Error);

    private static bool IsUndecided(Finding finding) => finding is { Kind: FindingKind.Change, Compatibility: ChangeCompatibility.Undecided };

    /// <summary>A rule that is not known to hold because it could not be asked.</summary>
    private static bool IsNotApplied(Finding finding) =>
        finding is { Kind: FindingKind.Policy, Severity: Severity.Error } && finding.RuleId.StartsWith("ruleset-", StringComparison.Ordinal);

    private static string? RuleOf(Finding finding) => JsonPointer.Parse(finding.Pointer) is ["rules", { } rule, ..] ? rule : null;
}
