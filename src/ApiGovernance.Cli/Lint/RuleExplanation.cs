using ApiGovernance.Cli.Inputs;
using ApiGovernance.Linting.BuiltIn;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.Lint;

/// <summary>`--explain RULE`: what a rule asks for, of whom, and where that is decided.</summary>
internal static class RuleExplanation
{
    /// <exception cref="CommandRefusal">No ruleset has such a rule.</exception>
    public static void Write(string id, LintRulesets rulesets, TextWriter writer)
    {
        (Ruleset Ruleset, RuleDescription Rule)[] found =
        [
            .. rulesets.Rulesets.SelectMany(ruleset => ruleset.Describe().Where(rule => rule.Id == id).Select(rule => (ruleset, rule))),
        ];
        if (found.Length == 0)
        {
            string[] near = [.. Near(id, rulesets.Rulesets.SelectMany(ruleset => ruleset.Describe()).Select(rule => rule.Id).Distinct(StringComparer.Ordinal))];
            throw new CommandRefusal(
                ExitCodes.PolicyUnreadable, $"There is no rule `{id}` in {string.Join(", ", rulesets.Rulesets.Select(ruleset => ruleset.Path))}.",
                near.Length > 0 ? $"Did you mean {string.Join(" or ", near)}?" : "Name the ruleset that has it with --ruleset.");
        }

        foreach ((Ruleset ruleset, RuleDescription rule) in found)
            Write(ruleset, rule, writer);
    }

    private static void Write(Ruleset ruleset, RuleDescription rule, TextWriter writer)
    {
        writer.Write($"{ReportText.Line(rule.Id)}\n");
        Line("asks", rule.Description);
        Line("severity", $"{ReportText.Word(rule.Severity)}{(rule.Enabled ? "" : rule.Recommended ? " (switched off)" : " (off unless it is switched on)")}");
        Line("for", rule.Formats.Count == 0 ? "every document" : string.Join(", ", rule.Formats));
        foreach (string given in rule.Given)
            Line("looks at", given);
        Line("sees", rule.Resolved ? null : "the document as it is written, references and all");
        Line("calls", string.Join(", ", rule.Functions));
        Line("says", rule.Message);
        Line("tags", string.Join(", ", rule.Tags));
        Line("defined in", rule.DefinedIn == rule.Source.File ? rule.Source.ToString() : $"{rule.DefinedIn}, changed in {rule.Source}");
        Line("ruleset", ruleset.Path);
        Line("more", rule.HelpUri);
        if (RuleExample.Of(rule) is { } example)
        {
            Block("why", example.Why);
            Block("bad", example.Bad);
            Block("good", example.Good);
        }

        void Line(string label, string? text)
        {
            if (!string.IsNullOrEmpty(text))
                writer.Write($"  {label,-10}  {ReportText.Line(text)}\n");
        }

        void Block(string label, string? text)
        {
            if (string.IsNullOrWhiteSpace(text))
                return;
            writer.Write($"\n  {label}:\n");
            foreach (string line in text.TrimEnd().ReplaceLineEndings("\n").Split('\n'))
                writer.Write($"    {ReportText.Line(line)}".TrimEnd() + "\n");
        }
    }

    /// <summary>The rules that begin, end or are spelled alike.</summary>
    private static IEnumerable<string> Near(string id, IEnumerable<string> known) => known
        .Select(name => (Name: name, Distance: Distance(id, name)))
        .Where(pair => pair.Distance <= Math.Max(2, id.Length / 4) || pair.Name.Contains(id, StringComparison.OrdinalIgnoreCase))
        .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Name, StringComparer.Ordinal).Select(pair => pair.Name).Take(3);

    /// <summary>Levenshtein's.</summary>
    private static int Distance(string one, string other)
    {
        int[] above = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int[] row = new int[other.Length + 1];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
            above = row;
        }

        return above[^1];
    }
}
