using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Diff.Reports;

/// <summary>A witness as a small HTTP message for people: long bodies indented, what is endless cut short. Programs get all of it.</summary>
public static class WitnessMessage
{
    private const int ShortBody = 64;

    private const int LongestLine = 160;

    private const int MostLines = 60;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The sentence before the message.</summary>
    public static string Lead(WitnessExchange exchange) => exchange switch
    {
        null => throw new ArgumentNullException(nameof(exchange)),
        { IsRequest: true, Status: not null } => $"The base takes this answer to `{exchange.RequestLine}`, the revision does not:",
        { IsRequest: true } => "The base takes this request, the revision does not:",
        { Status: not null } => $"The revision may answer `{exchange.RequestLine}` with this, which the base did not allow:",
        _ => "The revision may send this, which the base did not allow:",
    };

    /// <summary>The message itself.</summary>
    public static string Text(WitnessExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        bool isAnswer = exchange.Status is not null;
        List<string> lines = [isAnswer ? $"HTTP/1.1 {exchange.Status}" : $"{exchange.RequestLine} HTTP/1.1"];
        lines.AddRange(exchange.Headers.Select(header => $"{header.Key}: {header.Value}"));
        if (exchange.Body is { } body)
            lines.AddRange(["", .. Body(body)]);
        IEnumerable<string> shown = lines.Take(MostLines).Select(Short);
        return string.Join('\n', lines.Count > MostLines
            ? shown.Append(string.Create(CultureInfo.InvariantCulture, $"... {lines.Count - MostLines} more lines"))
            : shown);
    }

    /// <summary>What the refusing side says and where; null when it is the message as a whole and there is nothing to add.</summary>
    public static string? Refusal(WitnessExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        if (exchange.Reason is null && exchange.Pointer is null)
            return null;
        string side = exchange.IsRequest ? "Refused" : "Outside of what the base promised";
        string place = exchange.Pointer switch
        {
            null => "",
            "" => " as a whole",
            { } pointer => $" at `{pointer}`",
        };
        return exchange.Reason is { } reason ? $"{side}{place}: {reason}" : $"{side}{place}.";
    }

    private static string[] Body(string body)
    {
        if (body.Length <= ShortBody)
            return body.ReplaceLineEndings("\n").Split('\n');
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            using MemoryStream buffer = new();
            using (Utf8JsonWriter writer = new(buffer, Indented))
                json.WriteTo(writer);
            return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length).Split('\n');
        }
        catch (JsonException)
        {
            // A form, XML or text: as it is.
            return body.ReplaceLineEndings("\n").Split('\n');
        }
    }

    private static string Short(string line)
    {
        string safe = ReportText.Line(line);
        return safe.Length <= LongestLine ? safe : string.Create(CultureInfo.InvariantCulture, $"{safe.AsSpan(0, LongestLine / 2)}... ({safe.Length} characters)");
    }
}
