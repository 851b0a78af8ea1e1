using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>What the writers share: words, and keeping the content of documents from acting on terminals and CI servers.</summary>
public static class ReportText
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

    public static string Word(ChangeCompatibility compatibility) => compatibility switch
    {
        ChangeCompatibility.Compatible => "compatible",
        ChangeCompatibility.BreakingProven => "breaking-proven",
        ChangeCompatibility.BreakingByRule => "breaking-by-rule",
        _ => "undecided",
    };

    public static string Word(FindingKind kind) => kind.ToString().ToLowerInvariant();

    public static string Describe(Suppression suppression)
    {
        ArgumentNullException.ThrowIfNull(suppression);
        string end = suppression.Expires is { } day ? day.ToString("' until 'yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
        string owner = suppression.Owner.Length > 0 ? $" by {suppression.Owner}" : "";
        return suppression.Kind == SuppressionKind.Inline
            ? $"ignored in the document{owner}{end}{(suppression.Reason.Length > 0 ? $": {suppression.Reason}" : "")}"
            : $"waived{owner}{end}: {suppression.Reason}";
    }

    /// <summary>Why a finding does not count, in one phrase; null for one that does.</summary>
    public static string? WhyNotCounted(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Suppression is { } suppression ? Describe(suppression) : finding.Counts ? null : "unchanged: the baseline has it";
    }

    /// <summary>The severity, with a word before it when the finding does not count: <c>waived-error</c>.</summary>
    public static string Standing(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        string word = Word(finding.Severity);
        return finding.Suppression is { Kind: SuppressionKind.Inline } ? $"ignored-{word}" : finding.Suppression is not null ? $"waived-{word}"
            : finding.Counts ? word : $"unchanged-{word}";
    }

    /// <summary>A line of a CI server's log that it takes for no command: it looks for the start of one, and what a document says must not hold it.</summary>
    // The second pass is for longer runs, which the first leaves in twos.
    internal static string LogLine(string text) =>
        Line(text).Replace("##", "# #", StringComparison.Ordinal).Replace("##", "# #", StringComparison.Ordinal);

    /// <summary>What a finding says, for formats that have one text for it: the message, the proof and the remedy.</summary>
    public static IEnumerable<string> Sentences(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        // A witness may end with what is sent; the remedy must not run into it.
        string? witness = finding.Witness is { Length: > 0 } text ? text[^1] is '.' or '!' or '?' ? text : text + "." : null;
        return new[] { finding.Message, witness, finding.Fix }.OfType<string>();
    }

    /// <summary>The first phrases that the message rests on, and how many are left.</summary>
    public static IEnumerable<string> Details(Finding finding, int most)
    {
        ArgumentNullException.ThrowIfNull(finding);
        // "and 1 more" is longer than the one.
        return finding.Details.Count <= most + 1
            ? finding.Details
            : finding.Details.Take(most).Append(string.Create(CultureInfo.InvariantCulture, $"and {finding.Details.Count - most} more"));
    }

    /// <summary>The operations concerned in one phrase, e.g. <c>POST /orders, PUT /orders/{id} and 3 more</c>; null for none.</summary>
    public static string? Operations(Finding finding, int named = 2)
    {
        ArgumentNullException.ThrowIfNull(finding);
        IReadOnlyList<string> all = finding.Operations;
        if (all.Count == 0)
            return finding.Operation;
        // "and 1 more" is longer than the one.
        int shown = all.Count == named + 1 ? all.Count : Math.Min(named, all.Count);
        string text = string.Join(", ", all.Take(shown));
        return shown == all.Count ? text : string.Create(CultureInfo.InvariantCulture, $"{text} and {all.Count - shown} more");
    }

    /// <summary>A sentence with what stands between backticks treated apart; a backtick without a partner is text.</summary>
    public static string WithCode(string text, Func<string, string> plain, Func<string, string> code)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(plain);
        ArgumentNullException.ThrowIfNull(code);
        string[] parts = text.Split('`');
        var written = new StringBuilder();
        for (int i = 0; i < parts.Length; i++)
        {
            bool isCode = i % 2 == 1 && i < parts.Length - 1;
            if (isCode && parts[i].Length > 0)
                written.Append(code(parts[i]));
            else
                written.Append(plain(isCode || (i % 2 == 1) ? $"`{parts[i]}{(isCode ? "`" : "")}" : parts[i]));
        }

        return written.ToString();
    }

    /// <summary>One line without control characters: a message quotes documents, which may hold line feeds and escape sequences.</summary>
    public static string Line(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
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

    /// <summary>Indented JSON with line feeds, as text of its own.</summary>
    public static void WriteJson(TextWriter writer, Action<Utf8JsonWriter> write)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(write);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonOptions))
            write(json);
        writer.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        writer.Write('\n');
    }

    /// <summary>Writes the member unless there is nothing to say.</summary>
    public static void WriteOptional(this Utf8JsonWriter json, string name, string? value)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, value);
    }

    // Beside control characters: those that turn the direction of the text around, and two that XML cannot hold.
    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || c is '\ufffe' or '\uffff' or '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
