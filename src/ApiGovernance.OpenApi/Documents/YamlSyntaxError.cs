using YamlDotNet.Core;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>Says what is wrong where the parser gave up, and what to do about it.</summary>
internal static class YamlSyntaxError
{
    public static void Report(TreeBuilder tree, YamlInput input, YamlException e)
    {
        int from = input.WrittenAt(e.Start.Index);
        int to = Math.Max(from, input.WrittenAt(e.End.Index));
        string message = e.Message.TrimEnd('.');
        bool tab = message.Contains("tab", StringComparison.Ordinal);
        if (tab && TabIndentation(input.Written, from) is { } at)
            (from, to) = (at, at + 1);
        tree.Fail("document-syntax", $"This is not YAML: {message}.", tab ? "Indent with spaces." : Fix(input.Written, from, message), input.ByteAt(from), input.ByteAt(to));
    }

    // By what stands there: the parser's words name the rule that is broken, not the way out.
    private static string Fix(string text, int at, string message)
    {
        char here = at < text.Length ? text[at] : '\0';
        if (message.Contains("escape", StringComparison.Ordinal) || message.Contains("hexadecimal", StringComparison.Ordinal))
            return @"Write \\ for a backslash, or put the text in single quotes, where a backslash means itself.";
        if (here is '@' or '`' or '%' or '|' or '>' or '*' or '&' or ',' or '!')
            return $"A text must not start with '{here}': write it in quotes.";
        if (message.Contains("invalid mapping", StringComparison.Ordinal))
            return "A text that holds ': ' must be in quotes; if this is a key, mend its indentation.";
        if (message.Contains("end of stream", StringComparison.Ordinal))
            return "Close the quote or bracket that opens here.";
        if (message.Contains("expected key", StringComparison.Ordinal) || message.Contains("expected '-'", StringComparison.Ordinal))
            return "Indent the line like the ones it belongs to, and quote texts that hold special characters.";
        if (message.Contains("expected ':'", StringComparison.Ordinal))
            return "Write 'key: value' on the line before, or indent it as part of the text above.";
        return "Correct the text at this place.";
    }

    // The parser complains about the mapping around the tab; a person looks for the tab.
    private static int? TabIndentation(string text, int from)
    {
        int line = text.LastIndexOf('\n', Math.Max(0, Math.Min(from, text.Length) - 1)) + 1;
        while (line < text.Length)
        {
            int column = text.AsSpan(line).IndexOfAnyExcept(' ');
            if (column >= 0 && text[line + column] == '\t')
                return line + column;
            int feed = text.IndexOf('\n', line);
            if (feed < 0)
                break;
            line = feed + 1;
        }

        return null;
    }
}
