using ApiGovernance.Linting.Baselines;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting;

/// <summary>
/// Runs rulesets over a document. A finding stands where the value was written (through references, in the right file), or at the
/// closest existing parent of what is missing. The result is ordered and free of duplicates, and equal on every run.
/// </summary>
public static class Linter
{
    public static IReadOnlyList<Finding> Lint(DocumentBundle bundle, Ruleset ruleset) => Run(bundle, [ruleset]).Findings;

    /// <summary>The rules that a run would ask of the document, without running them.</summary>
    public static IReadOnlyList<RuleRun> RulesFor(DocumentBundle bundle, IReadOnlyList<Ruleset> rulesets)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(rulesets);
        return [.. Asked([.. rulesets.Select(ruleset => ruleset.For(bundle))], RuleFormats.Of(bundle.Root.Root), profile: false).Select(rule => rule.Result())];
    }

    /// <param name="profile">Measure the time of each rule.</param>
    public static LintResult Run(DocumentBundle bundle, IReadOnlyList<Ruleset> rulesets, bool profile = false)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(rulesets);
        FormatSet formats = RuleFormats.Of(bundle.Root.Root);
        IReadOnlyList<Ruleset> effective = [.. rulesets.Select(ruleset => ruleset.For(bundle))];
        List<RuleProgress> rules = Asked(effective, formats, profile);
        foreach (bool resolved in new[] { true, false })
        {
            List<RuleProgress> asked = [.. rules.Where(rule => rule.Rule.Resolved == resolved)];
            if (asked.Count > 0)
                new LintWalk(new DocumentView(bundle, resolved)).Run(asked);
        }

        IEnumerable<Finding> ofRulesets = effective.SelectMany(ruleset => ruleset.Findings);
        if (UnrecognizedFormat.Of(bundle, formats, effective) is { } unrecognized)
            ofRulesets = ofRulesets.Append(unrecognized);
        IReadOnlyList<Finding> findings = FindingIdentities.Assign(Ordered(ofRulesets.Concat(rules.SelectMany(rule => rule.Findings))), bundle);
        return new LintResult(findings, [.. rules.Select(rule => rule.Result())])
        {
            Fixes = [.. rules.SelectMany(rule => rule.Fixes).DistinctBy(fix => (fix.Finding.Fingerprint, fix.What))],
        };
    }

    private static List<RuleProgress> Asked(IReadOnlyList<Ruleset> effective, FormatSet formats, bool profile) =>
    [
        .. effective.SelectMany(ruleset => ruleset.Rules).Where(rule => rule.Formats?.Overlaps(formats) != false)
            .Select(rule => new RuleProgress(rule, rule.Given.For(formats), profile)),
    ];

    private static IReadOnlyList<Finding> Ordered(IEnumerable<Finding> findings) =>
    [
        .. findings.DistinctBy(finding => (finding.RuleId, finding.Source, finding.Pointer, finding.Message))
            .OrderBy(finding => finding.Source?.File, StringComparer.Ordinal).ThenBy(finding => finding.Source?.Line)
            .ThenBy(finding => finding.Source?.Column).ThenBy(finding => finding.RuleId, StringComparer.Ordinal).ThenBy(finding => finding.Message, StringComparer.Ordinal),
    ];
}
