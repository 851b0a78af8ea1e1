namespace ApiGovernance.JsonSchema.Formats;

/// <summary>URI and URI-reference of RFC 3986, by its grammar rather than by a parser that repairs.</summary>
internal static class UriFormats
{
    public static bool IsUri(ReadOnlySpan<byte> text)
    {
        int scheme = SchemeLength(text);
        return scheme > 0 && IsRelative(text[scheme..], hasScheme: true);
    }

    public static bool IsUriReference(ReadOnlySpan<byte> text) => IsUri(text) || IsRelative(text, hasScheme: false);

    private static int SchemeLength(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = (char)text[i];
            if (c == ':')
                return i == 0 ? 0 : i + 1;
            if (!char.IsAsciiLetter(c) && (i == 0 || (!char.IsAsciiDigit(c) && c is not ('+' or '-' or '.'))))
                return 0;
        }

        return 0;
    }

    private static bool IsRelative(ReadOnlySpan<byte> text, bool hasScheme)
    {
        int hash = text.IndexOf((byte)'#');
        if (hash >= 0)
        {
            if (!IsMadeOf(text[(hash + 1)..], ":@/?"u8))
                return false;
            text = text[..hash];
        }

        int query = text.IndexOf((byte)'?');
        if (query >= 0)
        {
            if (!IsMadeOf(text[(query + 1)..], ":@/?"u8))
                return false;
            text = text[..query];
        }

        if (text.StartsWith("//"u8))
        {
            int slash = text[2..].IndexOf((byte)'/');
            ReadOnlySpan<byte> authority = slash < 0 ? text[2..] : text.Slice(2, slash);
            return IsAuthority(authority) && IsMadeOf(slash < 0 ? [] : text[(slash + 2)..], ":@/"u8);
        }

        // Without a scheme, a colon in the first segment would make it one.
        int firstSlash = text.IndexOf((byte)'/');
        return (hasScheme || !(firstSlash < 0 ? text : text[..firstSlash]).Contains((byte)':')) && IsMadeOf(text, ":@/"u8);
    }

    private static bool IsAuthority(ReadOnlySpan<byte> text)
    {
        int at = text.IndexOf((byte)'@');
        if (at >= 0)
        {
            if (!IsMadeOf(text[..at], ":"u8))
                return false;
            text = text[(at + 1)..];
        }

        ReadOnlySpan<byte> port;
        if (text.Length > 0 && text[0] == '[')
        {
            int close = text.IndexOf((byte)']');
            if (close < 0 || !IsIpLiteral(text[1..close]))
                return false;
            port = text[(close + 1)..];
            if (port.Length > 0 && port[0] != ':')
                return false;
        }
        else
        {
            int colon = text.IndexOf((byte)':');
            if (!IsMadeOf(colon < 0 ? text : text[..colon], []))
                return false;
            port = colon < 0 ? [] : text[colon..];
        }

        return port.Length == 0 || !port[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private static bool IsIpLiteral(ReadOnlySpan<byte> text)
    {
        if (text.Length == 0 || (text[0] | 0x20) != 'v')
            return IpFormats.IsIpv6(text);
        int dot = text.IndexOf((byte)'.');
        return dot > 1 && dot + 1 < text.Length && IsMadeOf(text[(dot + 1)..], ":"u8) && !text.Contains((byte)'%');
    }

    /// <summary>Only unreserved characters, sub-delims, percent-encodings and the given ones.</summary>
    private static bool IsMadeOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> also)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = (char)text[i];
            if (char.IsAsciiLetterOrDigit(c) || "-._~!$&'()*+,;="u8.Contains(text[i]) || also.Contains(text[i]))
                continue;
            if (c != '%' || i + 2 >= text.Length || !char.IsAsciiHexDigit((char)text[i + 1]) || !char.IsAsciiHexDigit((char)text[i + 2]))
                return false;
            i += 2;
        }

        return true;
    }
}
