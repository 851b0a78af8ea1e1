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
    /// <param name="column">Of the block around, 0-based.</param>
    public static int EndOfBlock(string text, int from, int to, int column)
    {
        int feed = from + text.AsSpan(from..to).IndexOf('\n');
        if (feed < from)
            return to;
        ReadOnlySpan<char> header = Header(text.AsSpan(from..feed));
        int next = text.AsSpan(..to).TrimEnd(' ').Length; // the indentation of what follows
        to = next > feed && text[next - 1] == '\n' ? next : to;
        if (header.Contains('+'))
            return to;

        int least = int.MaxValue;
        foreach (Range line in text.AsSpan((feed + 1)..to).Split('\n'))
            least = Indentation(text.AsSpan((feed + 1)..to)[line]) is >= 0 and var indentation ? Math.Min(least, indentation) : least;
        if (header.IndexOfAnyInRange('1', '9') is >= 0 and var indicator)
            least = Math.Max(column, 0) + header[indicator] - '0';

        // Of the blank lines at the end those count to the text that are longer than its indentation.
        int end = to;
        while (end > feed + 1)
        {
            int stop = text[end - 1] == '\n' ? end - 1 : end;
            int line = feed + 2 + text.AsSpan((feed + 1)..stop).LastIndexOf('\n');
            ReadOnlySpan<char> content = text.AsSpan(line..end).TrimEnd("\r\n");
            if (Indentation(content) >= 0 || content.Length > least)
                return header.Contains('-') ? line + content.Length : end;
            end = line;
        }

        return text[feed - 1] == '\r' ? feed - 1 : feed;
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
