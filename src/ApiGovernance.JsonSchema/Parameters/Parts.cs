namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>What separates the items of one text.</summary>
internal enum Delimiter
{
    Comma,

    /// <summary>A comma outside of quoted strings, with optional white space around it (RFC 9110, 5.6.1).</summary>
    HeaderComma,

    /// <summary><c>%20</c> or <c>+</c>: what a space is in a query.</summary>
    Space,

    /// <summary>A space in a text that is not form-encoded.</summary>
    PlainSpace,

    /// <summary><c>|</c> or <c>%7C</c>: many clients encode it, and URIs have no other way to write it.</summary>
    Pipe,

    /// <summary>A tab or <c>%09</c>.</summary>
    Tab,
    Dot,
    Semicolon,
    Ampersand,
}

/// <summary>The parts of a text between delimiters that are still encoded. An empty text has no parts.</summary>
internal ref struct Parts(ReadOnlySpan<char> text, Delimiter delimiter)
{
    private ReadOnlySpan<char> _rest = text;
    private bool _more = !text.IsEmpty;

    public ReadOnlySpan<char> Current { get; private set; }

    public bool MoveNext()
    {
        if (!_more)
            return false;
        int end = Find(_rest, delimiter, out int length);
        _more = end >= 0;
        Current = end < 0 ? _rest : _rest[..end];
        if (end >= 0)
            _rest = _rest[(end + length)..];
        if (delimiter == Delimiter.HeaderComma)
            Current = Current.Trim(" \t");
        return true;
    }

    private static int Find(ReadOnlySpan<char> text, Delimiter delimiter, out int length)
    {
        length = 1;
        return delimiter switch
        {
            Delimiter.Comma => text.IndexOf(','),
            Delimiter.HeaderComma => FindOutsideQuotes(text),
            Delimiter.Space => FindEither(text, '+', "%20", out length),
            Delimiter.PlainSpace => FindEither(text, ' ', "%20", out length),
            Delimiter.Pipe => FindEither(text, '|', "%7C", out length),
            Delimiter.Tab => FindEither(text, '\t', "%09", out length),
            Delimiter.Dot => text.IndexOf('.'),
            Delimiter.Semicolon => text.IndexOf(';'),
            _ => text.IndexOf('&'),
        };
    }

    private static int FindEither(ReadOnlySpan<char> text, char plain, string encoded, out int length)
    {
        length = 1;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == plain)
                return i;
            if (text[i] == '%' && text[i..].StartsWith(encoded, StringComparison.OrdinalIgnoreCase))
            {
                length = 3;
                return i;
            }
        }

        return -1;
    }

    private static int FindOutsideQuotes(ReadOnlySpan<char> text)
    {
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '"')
                quoted = !quoted;
            else if (c == '\\' && quoted)
                i++;
            else if (c == ',' && !quoted)
                return i;
        }

        return -1;
    }
}
