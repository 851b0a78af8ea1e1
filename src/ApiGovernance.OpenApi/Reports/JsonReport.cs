using System.Globalization;
using System.Text.Json;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>
/// For programs. The shape is stable; members may be added, and members without a value are left out:
/// <code>
/// { "format": "apigov-report/1", "title": s, "tool": { "name": "apigov", "version": s }, "inputs": [s], "fails": b, "notes": [s],
///   "summary": { "errors": n, "warnings": n, "infos": n, "hints": n, "suppressed": n },
///   "findings": [ { "kind": s, "rule": s, "severity": "error|warning|info|hint", "message": s, "fix": s,
///                   "file": s, "line": n, "column": n, "endLine": n, "endColumn": n, "pointer": s, "operation": s, "api": s,
///                   "before": s, "after": s, "witness": s, "helpUri": s, "fingerprint": s,
///                   "suppression": { "reason": s, "owner": s, "expires": "yyyy-MM-dd" } } ] }
/// </code>
/// Lines and columns are 1-based, columns count UTF-16 code units, the end is exclusive.
/// </summary>
public static class JsonReport
{
    public static void Write(Report report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        ReportText.WriteJson(writer, json =>
        {
            json.WriteStartObject();
            json.WriteString("format", "apigov-report/1");
            json.WriteString("title", report.Title);
            json.WriteStartObject("tool");
            json.WriteString("name", "apigov");
            json.WriteString("version", report.ToolVersion);
            json.WriteEndObject();
            WriteStrings(json, "inputs", report.Inputs);
            json.WriteBoolean("fails", report.Fails);
            WriteStrings(json, "notes", report.Notes);
            WriteSummary(json, ReportCounts.Of(report));
            json.WriteStartArray("findings");
            foreach (Finding finding in report.Ordered())
                WriteFinding(json, finding);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WriteSummary(Utf8JsonWriter json, ReportCounts counts)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("errors", counts.Errors);
        json.WriteNumber("warnings", counts.Warnings);
        json.WriteNumber("infos", counts.Infos);
        json.WriteNumber("hints", counts.Hints);
        json.WriteNumber("suppressed", counts.Suppressed);
        json.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("kind", ReportText.Word(finding.Kind));
        json.WriteString("rule", finding.RuleId);
        json.WriteString("severity", ReportText.Word(finding.Severity));
        json.WriteString("message", finding.Message);
        json.WriteOptional("fix", finding.Fix);
        if (finding.Source is { } source)
        {
            json.WriteString("file", source.File);
            json.WriteNumber("line", source.Line);
            json.WriteNumber("column", source.Column);
            json.WriteNumber("endLine", source.EndLine);
            json.WriteNumber("endColumn", source.EndColumn);
        }

        json.WriteString("pointer", finding.Pointer);
        json.WriteOptional("operation", finding.Operation);
        json.WriteOptional("api", finding.Api);
        json.WriteOptional("before", finding.Before);
        json.WriteOptional("after", finding.After);
        json.WriteOptional("witness", finding.Witness);
        json.WriteOptional("helpUri", finding.HelpUri);
        json.WriteString("fingerprint", finding.Fingerprint);
        if (finding.Suppression is { } suppression)
        {
            json.WriteStartObject("suppression");
            json.WriteString("reason", suppression.Reason);
            json.WriteString("owner", suppression.Owner);
            json.WriteOptional("expires", suppression.Expires?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
