using System.Diagnostics;
using System.Text.RegularExpressions;
using ApiGovernance.Linting.Baselines;
using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.Paths;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting;

/// <summary>
/// Runs a ruleset over a document. A finding stands where the value was written (through references, in the right file), or at the
/// closest existing parent of what is missing. The result is ordered and free of duplicates, and equal on every run.
/// </summary>
public static class Linter
{
    public static IReadOnlyList<Finding> Lint(DocumentBundle bundle, Ruleset ruleset) => Run(bundle, [ruleset]).Findings;

    /// <param name="profile">Measure the time of each rule.</param>
    public static LintResult Run(DocumentBundle bundle, IReadOnlyList<Ruleset> rulesets, bool profile = false)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(rulesets);
        List<Finding> findings = [];
        List<RuleRun> runs = [];
        DocumentView? resolved = null, written = null;
        FormatSet formats = RuleFormats.Of(bundle.Root.Root);
        IReadOnlyList<Ruleset> effective = [.. rulesets.Select(ruleset => ruleset.For(bundle))];
        findings.AddRange(effective.SelectMany(ruleset => ruleset.Findings));
        if (UnrecognizedFormat.Of(bundle, formats, effective) is { } unrecognized)
            findings.Add(unrecognized);
        foreach (LintRule rule in effective.SelectMany(ruleset => ruleset.Rules).Where(rule => rule.Formats?.Overlaps(formats) != false))
        {
            DocumentView view = rule.Resolved ? resolved ??= new DocumentView(bundle, resolved: true) : written ??= new DocumentView(bundle, resolved: false);
            int before = findings.Count, targets = 0;
            long start = profile ? Stopwatch.GetTimestamp() : 0;
            string? givenUp = null;
            try
            {
                Run(rule, rule.Given.For(formats), view, findings, ref targets);
            }
            catch (Exception error) when (error is RegexMatchTimeoutException or LintFunctionException)
            {
                // One bad rule disables itself, never the run; and it is said, because its places were not checked.
                string problem = error is RegexMatchTimeoutException ? "a regular expression of it explodes on this document" : error.Message;
                givenUp = problem;
                findings.Add(RulesetReader.RuleFinding(
                    "ruleset-rule-not-run", rule.Source, "/rules/" + JsonPointer.Escape(rule.Id),
                    $"Rule `{rule.Id}` was given up: {problem}.", "Mend the rule, or switch it off."));
            }

            runs.Add(new RuleRun(
                rule.Id, rule.Severity, rule.Description ?? rule.Id, rule.HelpUri, targets, findings.Count - before,
                profile ? Stopwatch.GetElapsedTime(start) : TimeSpan.Zero, givenUp));
        }

        return new LintResult(FindingIdentities.Assign(Ordered(findings), bundle), runs);
    }

    private static IReadOnlyList<Finding> Ordered(List<Finding> findings) =>
        [
            .. findings.DistinctBy(finding => (finding.RuleId, finding.Source, finding.Pointer, finding.Message))
                .OrderBy(finding => finding.Source?.File, StringComparer.Ordinal).ThenBy(finding => finding.Source?.Line)
                .ThenBy(finding => finding.Source?.Column).ThenBy(finding => finding.RuleId, StringComparer.Ordinal).ThenBy(finding => finding.Message, StringComparer.Ordinal),
        ];

    private static void Run(LintRule rule, IReadOnlyList<JsonPath> given, DocumentView view, List<Finding> findings, ref int targets)
    {
        List<FunctionResult> results = [];
        foreach (PathMatch match in given.SelectMany(path => path.Evaluate(view)))
        {
            foreach (RuleAction action in rule.Then)
            {
                foreach (LintTarget target in Targets(rule, view, match, action.Field))
                {
                    targets++;
                    results.Clear();
                    action.Function(target, results);
                    foreach (FunctionResult result in results)
                    {
                        if (rule.Weigh(FindingBuilder.Build(target, result), view.Bundle.Root.Path) is { } finding)
                            findings.Add(finding);
                    }
                }
            }
        }
    }

    private static IEnumerable<LintTarget> Targets(LintRule rule, DocumentView view, PathMatch match, RuleField? field) =>
        field is null || match.IsKey || !(match.Place.Node.IsObject || match.Place.Node.IsArray)
            ? [new LintTarget(rule, view, match.Place, match.Value) { IsKey = match.IsKey }]
            : field.Of(rule, view, match.Place);
}
