using System.Text.Json;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>
/// SARIF 2.1.0 (OASIS): one run. Suppressed findings are results with a suppression, those of a baseline have their state, so that code
/// scanning shows them as such; a rule that was not applied is a notification of the tool's configuration.
/// </summary>
public static class SarifReport
{
    public static void Write(Report report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        List<ReportRule> rules = SarifRules.Of(report with { Findings = [.. report.Findings, .. report.Absent] });
        Dictionary<string, int> indexes = rules.Select((rule, i) => (rule.Id, i)).ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
        ReportText.WriteJson(writer, json =>
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            SarifRules.WriteTool(json, report, rules);
            WriteInvocation(json, report, indexes);
            if (report.Documents.Count > 0)
                WriteArtifacts(json, report);
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (Finding finding in report.Ordered())
                WriteResult(json, finding, indexes[finding.RuleId], State(finding.Baseline));
            foreach (Finding finding in Report.Ordered(report.Absent))
                WriteResult(json, finding, indexes[finding.RuleId], "absent");
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void WriteInvocation(Utf8JsonWriter json, Report report, Dictionary<string, int> indexes)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        // A run that left something unchecked must not look complete to whoever reads only this.
        json.WriteBoolean("executionSuccessful", !report.IsIncomplete && report.NotApplied.Count == 0 && !report.Documents.Any(document => document.IsUnreadable));
        json.WriteStartArray("toolExecutionNotifications");
        foreach (string note in report.Notes)
        {
            json.WriteStartObject();
            WriteMessage(json, note);
            json.WriteString("level", "note");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (report.NotApplied.Count > 0)
            WriteNotApplied(json, report.NotApplied, indexes);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteNotApplied(Utf8JsonWriter json, IReadOnlyList<RuleNotApplied> rules, Dictionary<string, int> indexes)
    {
        json.WriteStartArray("toolConfigurationNotifications");
        foreach (RuleNotApplied rule in rules)
        {
            json.WriteStartObject();
            WriteMessage(json, rule.Problem);
            json.WriteString("level", "error");
            if (rule.Source is { } source)
                SarifLocations.Write(json, source);
            if (rule.Rule is { } id)
            {
                json.WriteStartObject("associatedRule");
                json.WriteString("id", id);
                if (indexes.TryGetValue(id, out int index))
                    json.WriteNumber("index", index);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteArtifacts(Utf8JsonWriter json, Report report)
    {
        json.WriteStartArray("artifacts");
        IEnumerable<string> others = report.Findings.Select(finding => finding.Source?.File).OfType<string>();
        HashSet<string> targets = report.Documents.Select(document => document.Name).ToHashSet(StringComparer.Ordinal);
        foreach (string file in targets.Concat(others).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteStartObject("location");
            json.WriteString("uri", SarifLocations.FileUri(file));
            json.WriteEndObject();
            json.WriteStartArray("roles");
            json.WriteStringValue(targets.Contains(file) ? "analysisTarget" : "resultFile");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string? State(BaselineState? state) => state switch
    {
        BaselineState.New => "new",
        BaselineState.Unchanged => "unchanged",
        _ => null,
    };

    private static void WriteResult(Utf8JsonWriter json, Finding finding, int ruleIndex, string? baselineState)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.RuleId);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", SarifRules.Level(finding.Severity));
        WriteMessage(json, finding.Fix is null ? finding.Message : $"{finding.Message} {finding.Fix}");
        SarifLocations.Write(json, finding);
        json.WriteStartObject("partialFingerprints");
        json.WriteString("apigovFingerprint/v1", finding.Fingerprint);
        json.WriteEndObject();
        if (finding.Suppression is { } suppression)
        {
            json.WriteStartArray("suppressions");
            json.WriteStartObject();
            json.WriteString("kind", suppression.Kind == SuppressionKind.Inline ? "inSource" : "external");
            json.WriteString("status", "accepted");
            json.WriteString("justification", ReportText.Describe(suppression));
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteOptional("baselineState", baselineState);
        WriteProperties(json, finding);
        json.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject("properties");
        json.WriteString("kind", ReportText.Word(finding.Kind));
        json.WriteString("severity", ReportText.Word(finding.Severity));
        json.WriteOptional("compatibility", finding.Compatibility is { } compatibility ? ReportText.Word(compatibility) : null);
        if (finding.Blocks)
            json.WriteBoolean("blocks", true);
        JsonFinding.WriteDetails(json, finding);
        json.WriteOptional("operation", finding.Operation);
        if (finding.Operations.Count > 0)
        {
            json.WriteStartArray("operations");
            foreach (string operation in finding.Operations)
                json.WriteStringValue(operation);
            json.WriteEndArray();
        }

        json.WriteOptional("api", finding.Api);
        json.WriteOptional("before", finding.Before);
        json.WriteOptional("after", finding.After);
        json.WriteOptional("witness", finding.Witness);
        if (finding.Exchange is { } exchange)
            JsonFinding.WriteExchange(json, exchange);
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject("message");
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
