using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.Paths;
using ApiGovernance.Linting.Paths.Automata;
using ApiGovernance.Linting.Paths.Filters;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.Linting.Views;

namespace ApiGovernance.Linting;

/// <summary>Runs all rules that look at one view of a document, in one walk.</summary>
internal sealed class LintWalk(DocumentView view)
{
    public void Run(IReadOnlyList<RuleProgress> rules)
    {
        // Paths whose filters ask for the whole way cannot share the walk: for them, every way to a value counts.
        foreach (IGrouping<bool, (JsonPath Path, RuleProgress Rule)> group in rules
            .SelectMany(rule => rule.Given.Select(path => (Path: path, Rule: rule)))
            .GroupBy(given => given.Path.Patterns.Any(pattern => pattern.Conditions.Any(condition => condition.UsesPath))))
        {
            Walk([.. group]);
        }
    }

    private void Walk(List<(JsonPath Path, RuleProgress Rule)> given)
    {
        while (true)
        {
            // Rules that look at the same places share a path.
            List<IGrouping<string, (JsonPath Path, RuleProgress Rule)>> paths = [.. given.Where(one => one.Rule.GivenUp is null).GroupBy(one => one.Path.Text, StringComparer.Ordinal)];
            if (paths.Count == 0)
                return;
            RuleProgress[][] asking = [.. paths.Select(path => path.Select(one => one.Rule).Distinct().ToArray())];
            try
            {
                new PathWalker(view, new PathAutomaton([.. paths.Select(path => path.First().Path)]), (path, place, isKey) => Reached(asking[path], new PathMatch(place, isKey))).Walk(view.Root);
                return;
            }
            catch (FilterFailedException failed)
            {
                // The rules of that filter are given up; the others begin again, as if it had never been there.
                foreach ((JsonPath path, RuleProgress rule) in given)
                {
                    if (path.Patterns.Any(pattern => pattern.Conditions.Any(condition => condition.Contains(failed.Key))))
                        rule.GiveUp(failed.Message);
                    rule.Restart();
                }
            }
            catch (LintFunctionException tooMuch)
            {
                foreach ((JsonPath _, RuleProgress rule) in given)
                    rule.GiveUp(tooMuch.Message);
                return;
            }
        }
    }

    private void Reached(RuleProgress[] rules, PathMatch match)
    {
        foreach (RuleProgress rule in rules)
        {
            foreach (RuleAction action in rule.Rule.Then)
            {
                if (rule.GivenUp is not null)
                    break;
                if (action.Field is null || match.IsKey || !(match.Place.Node.IsObject || match.Place.Node.IsArray))
                {
                    rule.Ask(action, new LintTarget(rule.Rule, view, match.Place, match.Value(view)) { IsKey = match.IsKey });
                    continue;
                }

                foreach (LintTarget target in action.Field.Of(rule.Rule, view, match.Place))
                    rule.Ask(action, target);
            }
        }
    }
}
