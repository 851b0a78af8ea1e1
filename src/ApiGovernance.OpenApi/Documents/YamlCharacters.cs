using System.Buffers;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>Small questions about the characters of a YAML text.</summary>
internal static class YamlCharacters
{
    // YAML 1.2, 5.1: everything below the blank but tab and line breaks, and DEL.
    private static readonly SearchValues<byte> NotPrintable = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(c => c is not ('\t' or '\n' or '\r')).Select(c => (byte)c), 0x7F]);

    /// <returns>False when the text has a NUL, which YAML has no place for; other control characters are only reported.</returns>
    public static bool Check(TreeBuilder tree)
    {
        int start = tree.Source.Start;
        ReadOnlySpan<byte> text = tree.Source.Utf8.Span[start..];
        int at = text.IndexOfAny(NotPrintable);
        if (at < 0)
            return true;

        const string Fix = @"Remove the character, or write it as an escape (\x07) in double quotes.";
        int nul = text.IndexOf((byte)0);
        if (nul >= 0)
        {
            tree.Fail("document-syntax", "This is not YAML: the text holds a NUL character.", Fix, start + nul, start + nul + 1);
            return false;
        }

        tree.Warn("document-yaml-control", $"The text holds the control character 0x{text[at]:X2}, which YAML does not allow and many readers refuse.", Fix, start + at, start + at + 1);
        return true;
    }

    /// <summary>No surrogate stands alone.</summary>
    public static bool IsText(string value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i]))
                continue;
            if (!char.IsSurrogatePair(value, i))
                return false;
            i++;
        }

        return true;
    }

    /// <summary>Where a block scalar ends: behind its last line, with the blank lines after it only when it keeps them (<c>+</c>).</summary>
    public static int EndOfBlock(string text, int from, int to)
    {
        while (to > from && text[to - 1] == ' ')
            to--; // the indentation of what follows
        int headerEnd = from + text.AsSpan(from..to).IndexOfAny('\n', '\r');
        ReadOnlySpan<char> header = headerEnd < from ? default : Header(text.AsSpan(from..headerEnd));
        if (headerEnd < from || header.Contains('+'))
            return to;

        int content = from + text.AsSpan(from..to).TrimEnd(" \t\r\n").Length;
        if (content <= headerEnd)
            return headerEnd;
        if (header.Contains('-'))
            return content;
        int feed = text.AsSpan(content..to).IndexOf('\n');
        return feed < 0 ? to : content + feed + 1;
    }

    /// <summary>Spaces at the start of a line; -1 for a blank line.</summary>
    public static int Indentation(ReadOnlySpan<char> line)
    {
        int spaces = line.IndexOfAnyExcept(' ');
        return spaces < 0 || line[spaces..].IndexOfAnyExcept(" \t\r\n") < 0 ? -1 : spaces;
    }

    /// <summary>The sign and its indicators, without properties before and the comment behind.</summary>
    public static ReadOnlySpan<char> Header(ReadOnlySpan<char> line)
    {
        int comment = line.IndexOf(" #", StringComparison.Ordinal);
        line = (comment < 0 ? line : line[..comment]).TrimEnd();
        return line[(line.LastIndexOfAny(' ', '\t') + 1)..];
    }
}
