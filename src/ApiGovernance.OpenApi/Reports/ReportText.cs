using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>What the writers share: words, and keeping the content of documents from acting on terminals and CI servers.</summary>
internal static class ReportText
{
    private static readonly JsonWriterOptions JsonOptions = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Info => "info",
        _ => "hint",
    };

    public static string Word(FindingKind kind) => kind.ToString().ToLowerInvariant();

    public static string Describe(Suppression suppression)
    {
        string end = suppression.Expires is { } day ? day.ToString("' until 'yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
        return $"waived by {suppression.Owner}{end}: {suppression.Reason}";
    }

    /// <summary>One line without control characters: a message quotes documents, which may hold line feeds and escape sequences.</summary>
    public static string Line(string text)
    {
        if (!text.Any(IsUnsafe))
            return text;

        var safe = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c is '\n' or '\r' or '\t')
                safe.Append(' ');
            else if (IsUnsafe(c))
                safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                safe.Append(c);
        }

        return safe.ToString();
    }

    public static void WriteJson(TextWriter writer, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonOptions))
            write(json);
        writer.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        writer.Write('\n');
    }

    /// <summary>Writes the member unless there is nothing to say.</summary>
    public static void WriteOptional(this Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, value);
    }

    // Beside control characters: those that turn the direction of the text around, and two that XML cannot hold.
    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || c is '\ufffe' or '\uffff' or '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
