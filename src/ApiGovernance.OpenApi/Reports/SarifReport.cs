using System.Text.Json;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>SARIF 2.1.0 (OASIS): one run. Waived findings are results with a suppression, so code scanning shows them as such.</summary>
public static class SarifReport
{
    public static void Write(Report report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        List<ReportRule> rules = SarifRules.Of(report);
        Dictionary<string, int> indexes = rules.Select((rule, i) => (rule.Id, i)).ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
        ReportText.WriteJson(writer, json =>
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            SarifRules.WriteTool(json, report, rules);
            WriteInvocation(json, report);
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (Finding finding in report.Ordered())
                WriteResult(json, finding, indexes[finding.RuleId]);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void WriteInvocation(Utf8JsonWriter json, Report report)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", true);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (string note in report.Notes)
        {
            json.WriteStartObject();
            WriteMessage(json, note);
            json.WriteString("level", "note");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, Finding finding, int ruleIndex)
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
            json.WriteString("kind", "external");
            json.WriteString("status", "accepted");
            json.WriteString("justification", ReportText.Describe(suppression));
            json.WriteEndObject();
            json.WriteEndArray();
        }

        WriteProperties(json, finding);
        json.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject("properties");
        json.WriteString("kind", ReportText.Word(finding.Kind));
        json.WriteString("severity", ReportText.Word(finding.Severity));
        json.WriteOptional("compatibility", finding.Compatibility is { } compatibility ? ReportText.Word(compatibility) : null);
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
