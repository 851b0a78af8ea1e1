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
        [$"{contract.Name}: {contract.Sentence}", .. CheckImpact.Consumers(contract.Verdict).Select(consumer => consumer.ToString())];

    /// <summary>The same for a report of test cases, which also shows what was not judged again: a run without a case looks like one that failed.</summary>
    public static Report WithUnchanged(Report report, CheckResult result)
    {
        ReportDocument[] unchanged = [.. result.Unchanged.Select(name => Skipped(name, "not judged again: the base has it as it is"))];
        return report with
        {
            Documents = [.. report.Documents, .. unchanged, .. report.Documents.Count + unchanged.Length == 0 ? new[] { Skipped(report.Title, "nothing to judge: no contract differs from the base") } : []],
        };
    }

    private static ReportDocument Skipped(string name, string reason) =>
        new(name, null, [CheckedFindings.GateRule], []) { NotAsked = new Dictionary<string, string>(StringComparer.Ordinal) { [CheckedFindings.GateRule] = reason } };

    /// <summary>An engine without rules, because it was not asked, is a case of its own name.</summary>
    private static IReadOnlyList<string> RulesOf(VerdictCheck check) => check.Rules.Count > 0 || check.NotChecked is null ? check.Rules : [ReportText.Word(check.Kind)];

    private static ReportDocument Document(CheckedContract contract, Func<Finding, Finding> weighed)
    {
        string[] rules =
        [
            .. contract.Verdict.Checks.SelectMany(RulesOf),
            // A catalog of before verdicts told what was asked.
            .. contract.Verdict.Checks.Count == 0 && contract.Passes ? new[] { CheckedFindings.GateRule } : [],
        ];
        return new ReportDocument(contract.Name, contract.Title, [.. rules.Distinct(StringComparer.Ordinal)], [.. contract.Findings.Select(weighed)])
        {
            IsUnreadable = contract.IsUnreadable,
            NotAsked = contract.Verdict.Checks.Where(check => check.NotChecked is not null).SelectMany(check => RulesOf(check).Select(rule => (rule, check.NotChecked)))
                .DistinctBy(rule => rule.rule).ToDictionary(rule => rule.rule, rule => $"not checked: {rule.NotChecked}", StringComparer.Ordinal),
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

    /// <summary>A rule that is not known to hold because it could not be asked.</summary>
    private static bool IsNotApplied(Finding finding) =>
        finding is { Kind: FindingKind.Policy, Severity: Severity.Error } && finding.RuleId.StartsWith("ruleset-", StringComparison.Ordinal);

    private static string? RuleOf(Finding finding) => JsonPointer.Parse(finding.Pointer) is ["rules", { } rule, ..] ? rule : null;
}
