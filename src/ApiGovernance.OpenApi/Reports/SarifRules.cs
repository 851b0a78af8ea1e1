using System.Text.Json;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>The tool of a SARIF run with its rules: those that ran and those that found something, by id.</summary>
internal static class SarifRules
{
    /// <summary>SARIF has no level below <c>note</c> that would still be shown.</summary>
    public static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    public static List<ReportRule> Of(Report report)
    {
        Dictionary<string, ReportRule> rules = report.Rules.ToDictionary(r => r.Id, StringComparer.Ordinal);
        foreach (Finding finding in report.Ordered())
            rules.TryAdd(finding.RuleId, new ReportRule(finding.RuleId, "", finding.Severity, finding.HelpUri));
        return [.. rules.Values.OrderBy(r => r.Id, StringComparer.Ordinal)];
    }

    public static void WriteTool(Utf8JsonWriter json, Report report, List<ReportRule> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "apigov");
        json.WriteString("version", report.ToolVersion);
        json.WriteStartArray("rules");
        foreach (ReportRule rule in rules)
            WriteRule(json, rule);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, ReportRule rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        if (rule.Summary.Length > 0)
        {
            json.WriteStartObject("shortDescription");
            json.WriteString("text", rule.Summary);
            json.WriteEndObject();
        }

        bool isAbsolute = Uri.IsWellFormedUriString(rule.HelpUri, UriKind.Absolute);
        string? help = rule.Help ?? (rule.HelpUri is { Length: > 0 } page && !isAbsolute ? $"See {page}." : null);
        if (help is { Length: > 0 })
        {
            json.WriteStartObject("help");
            json.WriteString("text", help);
            json.WriteString("markdown", help);
            json.WriteEndObject();
        }

        // The schema wants an absolute one: a relative reference leads nowhere from the place where the report is read.
        json.WriteOptional("helpUri", isAbsolute ? rule.HelpUri : null);
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", Level(rule.Severity));
        json.WriteEndObject();
        if (rule.Tags.Count > 0)
        {
            json.WriteStartObject("properties");
            json.WriteStartArray("tags");
            foreach (string tag in rule.Tags.Distinct(StringComparer.Ordinal))
                json.WriteStringValue(tag);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
