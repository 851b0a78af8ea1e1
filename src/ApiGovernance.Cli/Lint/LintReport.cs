using ApiGovernance.Cli.Output;
using ApiGovernance.Linting;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.Lint;

/// <summary>Makes one report of the documents of a run: what several of them share is told once, and what was not applied is not forgotten.</summary>
internal static class LintReport
{
    // What a rule that cannot be applied, or was given up, is told as.
    private const string RulesetFindings = "ruleset-";

    /// <param name="judged">The findings of all documents in their order, then those that belong to none.</param>
    /// <param name="ruleErrors">How a rule that cannot be applied weighs.</param>
    public static Report Of(
        IReadOnlyList<LintedDocument> documents, LintRulesets rulesets, IReadOnlyList<Finding> judged, IReadOnlyList<string> notes, Severity? failAt, Severity ruleErrors)
    {
        IReadOnlyList<Finding> all = Once([.. rulesets.Problems, .. judged]);
        Finding Weighed(Finding finding) => IsNotApplied(finding) ? finding with { Severity = ruleErrors } : finding;
        SourceExcerpts? excerpts = null;
        foreach (SourceExcerpts own in documents.Select(document => document.Excerpts).OfType<SourceExcerpts>())
            (excerpts ??= new SourceExcerpts()).Add(own);
        return new Report
        {
            Title = "lint",
            Inputs = [.. documents.Select(document => document.Input.Name)],
            Findings = [.. all.Select(Weighed)],
            ToolVersion = ReportOptions.ToolVersion,
            FailAt = failAt,
            Notes = notes,
            Rules = Rules(documents, rulesets),
            Documents = [.. PerDocument(documents, [.. judged.Select(Weighed)])],
            NotApplied = [.. all.Where(IsNotApplied).Select(finding => new RuleNotApplied(RuleOf(finding), finding.Message, finding.Source))],
            Excerpts = excerpts,
        };
    }

    /// <summary>A rule that is not known to hold because it could not be asked.</summary>
    private static bool IsNotApplied(Finding finding) => finding is { Kind: FindingKind.Policy, Severity: Severity.Error } && finding.RuleId.StartsWith(RulesetFindings, StringComparison.Ordinal);

    /// <summary>A file that several documents refer to has its findings once; who decided about one of them decided about the defect.</summary>
    private static IReadOnlyList<Finding> Once(IReadOnlyList<Finding> findings) =>
    [
        .. findings.GroupBy(finding => (finding.Kind, finding.RuleId, finding.Source, finding.Pointer, finding.Message, finding.Source is null ? finding.Fingerprint : ""))
            .Select(same => same.FirstOrDefault(finding => finding.Suppression is not null) ?? same.FirstOrDefault(finding => !finding.Counts) ?? same.First()),
    ];

    private static IEnumerable<ReportDocument> PerDocument(IReadOnlyList<LintedDocument> documents, IReadOnlyList<Finding> judged)
    {
        int at = 0;
        foreach (LintedDocument document in documents)
        {
            Finding[] own = [.. judged.Skip(at).Take(document.Findings.Count)];
            at += own.Length;
            yield return new ReportDocument(document.Input.Name, document.Title, [.. document.Rules.Select(rule => rule.Id).Distinct(StringComparer.Ordinal)], own)
            {
                IsUnreadable = document.IsUnreadable,
                GivenUp = document.Rules.Where(rule => rule.GivenUp is not null).GroupBy(rule => rule.Id, StringComparer.Ordinal)
                    .ToDictionary(rule => rule.Key, rule => rule.First().GivenUp!, StringComparer.Ordinal),
            };
        }
    }

    private static ReportRule[] Rules(IReadOnlyList<LintedDocument> documents, LintRulesets rulesets)
    {
        Dictionary<string, RuleDescription> described = new(StringComparer.Ordinal);
        foreach (RuleDescription rule in rulesets.Rulesets.SelectMany(ruleset => ruleset.Describe()).Where(rule => rule.Enabled))
            described[rule.Id] = rule;
        return
        [
            .. documents.SelectMany(document => document.Rules).DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal)
                .Select(rule => new ReportRule(rule.Id, rule.Summary, rule.Severity, rule.HelpUri)
                {
                    Help = described.GetValueOrDefault(rule.Id)?.Description,
                    Tags = described.GetValueOrDefault(rule.Id)?.Tags ?? [],
                }),
        ];
    }

    /// <summary>The rule that a mistake is in: `/rules/NAME` and what is below.</summary>
    private static string? RuleOf(Finding finding) => JsonPointer.Parse(finding.Pointer) is ["rules", { } rule, ..] ? rule : null;
}
