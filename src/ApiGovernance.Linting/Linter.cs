using System.Text.RegularExpressions;
using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.Paths;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting;

/// <summary>
/// Runs a ruleset over a document. A finding stands where the value was written (through references, in the right file), or at the
/// closest existing parent of what is missing. The result is ordered and free of duplicates, and equal on every run.
/// </summary>
public static class Linter
{
    public static IReadOnlyList<Finding> Lint(DocumentBundle bundle, Ruleset ruleset)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(ruleset);
        List<Finding> findings = [];
        foreach (LintRule rule in ruleset.Rules.Where(rule => RuleFormats.Match(rule.Formats, bundle.Root.Root)))
        {
            try
            {
                findings.AddRange(Run(rule, bundle));
            }
            catch (RegexMatchTimeoutException)
            {
                // One bad rule disables itself, never the run; and it is said, because its places were not checked.
                findings.Add(RulesetReader.RuleFinding(
                    "ruleset-rule-not-run", rule.Source, "/rules/" + JsonPointer.Escape(rule.Id),
                    $"Rule `{rule.Id}` was given up: a regular expression of it explodes on this document.", "Make the expression simpler."));
            }
        }

        return
        [
            .. findings.DistinctBy(finding => (finding.RuleId, finding.Source, finding.Pointer, finding.Message))
                .OrderBy(finding => finding.Source?.File, StringComparer.Ordinal).ThenBy(finding => finding.Source?.Line)
                .ThenBy(finding => finding.Source?.Column).ThenBy(finding => finding.RuleId, StringComparer.Ordinal).ThenBy(finding => finding.Message, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<Finding> Run(LintRule rule, DocumentBundle bundle)
    {
        PathContext context = new(bundle, rule.Resolved);
        foreach (PathMatch match in rule.Given.SelectMany(path => path.Evaluate(context)))
        {
            foreach (RuleAction action in rule.Then)
            {
                foreach (RuleTarget target in RuleTarget.Of(match, action.Field))
                {
                    DocumentNode? value = action.WholeTree && rule.Resolved && target.Place is { } place ? Expansion.Expand(place, bundle) : target.Value;
                    foreach (FunctionMessage message in action.Function(value, target.Property))
                        yield return Finding(rule, target, message);
                }
            }
        }
    }

    private static Finding Finding(LintRule rule, RuleTarget target, FunctionMessage message)
    {
        string pointer = target.Pointer + message.Pointer;
        return new Finding
        {
            Kind = FindingKind.Lint,
            RuleId = rule.Id,
            Severity = rule.Severity,
            Message = RuleMessage.Fill(rule, message.Text, pointer, target.Property, (message.At ?? target.Value)?.Text),
            Source = (message.At ?? target.Value)?.Span ?? target.Closest.Span,
            Pointer = pointer,
            HelpUri = rule.HelpUri,
            Operation = target.Operation,
        };
    }
}
