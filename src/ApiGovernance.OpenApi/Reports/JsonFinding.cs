using System.Globalization;
using System.Text.Json;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>A finding as an object of JSON; the shape is told in <see cref="JsonReport"/>.</summary>
public static class JsonFinding
{
    public static void Write(Utf8JsonWriter json, Finding finding)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(finding);
        json.WriteStartObject();
        json.WriteString("kind", ReportText.Word(finding.Kind));
        json.WriteString("rule", finding.RuleId);
        json.WriteString("severity", ReportText.Word(finding.Severity));
        json.WriteString("message", finding.Message);
        WriteDetails(json, finding);
        json.WriteOptional("fix", finding.Fix);
        if (finding.Source is { } source)
            WritePlace(json, source, "file", "line", "column", "endLine", "endColumn");
        json.WriteString("pointer", finding.Pointer);
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
        if (finding.BaseSource is { } was)
            WritePlace(json, was, "baseFile", "baseLine", "baseColumn", "baseEndLine", "baseEndColumn");
        json.WriteOptional("compatibility", finding.Compatibility is { } compatibility ? ReportText.Word(compatibility) : null);
        json.WriteOptional("witness", finding.Witness);
        if (finding.Exchange is { } exchange)
            WriteExchange(json, exchange);
        json.WriteOptional("helpUri", finding.HelpUri);
        json.WriteString("fingerprint", finding.Fingerprint);
        if (finding.Suppression is { } suppression)
        {
            json.WriteStartObject("suppression");
            if (suppression.Kind == SuppressionKind.Inline)
                json.WriteString("kind", "inline");
            json.WriteString("reason", suppression.Reason);
            json.WriteString("owner", suppression.Owner);
            json.WriteOptional("expires", suppression.Expires?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        if (finding.Baseline is { } state)
            json.WriteString("baseline", state == BaselineState.New ? "new" : "unchanged");
        if (finding.Blocks)
            json.WriteBoolean("blocks", true);
        json.WriteEndObject();
    }

    /// <summary>Writes the member <c>details</c>, where there are some.</summary>
    internal static void WriteDetails(Utf8JsonWriter json, Finding finding)
    {
        if (finding.Details.Count == 0)
            return;
        json.WriteStartArray("details");
        foreach (string detail in finding.Details)
            json.WriteStringValue(detail);
        json.WriteEndArray();
    }

    /// <summary>Writes the member <c>exchange</c>.</summary>
    internal static void WriteExchange(Utf8JsonWriter json, WitnessExchange exchange)
    {
        json.WriteStartObject("exchange");
        json.WriteBoolean("isRequest", exchange.IsRequest);
        json.WriteString("requestLine", exchange.RequestLine);
        json.WriteOptional("status", exchange.Status);
        json.WriteStartArray("headers");
        foreach ((string name, string value) in exchange.Headers)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        // An empty body is another message than none.
        if (exchange.Body is not null)
            json.WriteString("body", exchange.Body);
        if (exchange.Pointer is not null)
            json.WriteString("pointer", exchange.Pointer);
        json.WriteOptional("reason", exchange.Reason);
        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, SourceSpan place, string file, string line, string column, string endLine, string endColumn)
    {
        json.WriteString(file, place.File);
        json.WriteNumber(line, place.Line);
        json.WriteNumber(column, place.Column);
        json.WriteNumber(endLine, place.EndLine);
        json.WriteNumber(endColumn, place.EndColumn);
    }
}
