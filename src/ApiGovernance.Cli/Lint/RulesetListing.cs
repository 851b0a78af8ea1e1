using System.Text.Json;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.Lint;

/// <summary>The rules of rulesets as a table, or as JSON for programs.</summary>
internal static class RulesetListing
{
    public static void Write(IReadOnlyList<Ruleset> rulesets, bool asJson, TextWriter writer)
    {
        (string Ruleset, RuleDescription Rule)[] rules =
        [
            .. rulesets.SelectMany(ruleset => ruleset.Describe().OrderBy(rule => rule.Id, StringComparer.Ordinal).Select(rule => (ruleset.Path, rule))),
        ];
        if (asJson)
            ReportText.WriteJson(writer, json => WriteJson(rules, json));
        else
            WriteText(rules, writer);
    }

    private static void WriteText((string Ruleset, RuleDescription Rule)[] rules, TextWriter writer)
    {
        int id = Width(rules.Select(rule => rule.Rule.Id)), origin = Width(rules.Select(rule => rule.Rule.DefinedIn));
        foreach (IGrouping<string, (string Ruleset, RuleDescription Rule)> ruleset in rules.GroupBy(rule => rule.Ruleset, StringComparer.Ordinal))
        {
            writer.Write($"{ReportText.Line(ruleset.Key)}: {ruleset.Count(rule => rule.Rule.Enabled)} of {ruleset.Count()} rules are on\n");
            foreach ((_, RuleDescription rule) in ruleset)
            {
                writer.Write(
                    $"  {(rule.Enabled ? ReportText.Word(rule.Severity) : "off"),-7}  {ReportText.Line(rule.Id).PadRight(id)}  {ReportText.Line(rule.DefinedIn).PadRight(origin)}  {ReportText.Line(rule.Description ?? "")}".TrimEnd() + "\n");
            }
        }
    }

    private static int Width(IEnumerable<string> texts) => texts.Select(text => text.Length).DefaultIfEmpty(0).Max();

    private static void WriteJson((string Ruleset, RuleDescription Rule)[] rules, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach ((string ruleset, RuleDescription rule) in rules)
        {
            json.WriteStartObject();
            json.WriteString("ruleset", ruleset);
            json.WriteString("rule", rule.Id);
            json.WriteBoolean("enabled", rule.Enabled);
            json.WriteString("severity", ReportText.Word(rule.Severity));
            json.WriteOptional("description", rule.Description);
            json.WriteOptional("message", rule.Message);
            json.WriteOptional("helpUri", rule.HelpUri);
            WriteStrings("formats", rule.Formats);
            WriteStrings("given", rule.Given);
            WriteStrings("functions", rule.Functions);
            WriteStrings("tags", rule.Tags);
            json.WriteBoolean("recommended", rule.Recommended);
            json.WriteString("definedIn", rule.DefinedIn);
            json.WriteString("file", rule.Source.File);
            json.WriteNumber("line", rule.Source.Line);
            json.WriteEndObject();
        }

        json.WriteEndArray();

        void WriteStrings(string name, IReadOnlyList<string> values)
        {
            json.WriteStartArray(name);
            foreach (string value in values)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }
    }
}
