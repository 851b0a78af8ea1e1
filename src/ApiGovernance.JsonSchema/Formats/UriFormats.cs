using System.Text;

namespace ApiGovernance.JsonSchema.Formats;

/// <summary>URI and IRI, and references, of RFC 3986 and 3987, by their grammar rather than by a parser that repairs.</summary>
internal static class UriFormats
{
    public static bool IsUri(ReadOnlySpan<byte> text) => IsAbsolute(text, iri: false);

    public static bool IsUriReference(ReadOnlySpan<byte> text) => IsAbsolute(text, iri: false) || IsRelative(text, hasScheme: false, iri: false);

    public static bool IsIri(ReadOnlySpan<byte> text) => IsAbsolute(text, iri: true);

    public static bool IsIriReference(ReadOnlySpan<byte> text) => IsAbsolute(text, iri: true) || IsRelative(text, hasScheme: false, iri: true);

    /// <summary>ucschar of RFC 3987, 2.2, and where asked for iprivate.</summary>
    public static bool IsUcsChar(int codePoint, bool orPrivate) => codePoint switch
    {
        < 0xA0 => false,
        <= 0xD7FF => true,
        >= 0xE000 and <= 0xF8FF => orPrivate,
        <= 0xFDCF => true,
        >= 0xFDF0 and <= 0xFFEF => true,
        < 0x10000 => false,
        >= 0xE0000 and < 0xE1000 => false,
        >= 0xF0000 => orPrivate && (codePoint & 0xFFFF) <= 0xFFFD,
        _ => (codePoint & 0xFFFF) <= 0xFFFD,
    };

    private static bool IsAbsolute(ReadOnlySpan<byte> text, bool iri)
    {
        int scheme = SchemeLength(text);
        return scheme > 0 && IsRelative(text[scheme..], hasScheme: true, iri);
    }

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

    private static bool IsRelative(ReadOnlySpan<byte> text, bool hasScheme, bool iri)
    {
        int hash = text.IndexOf((byte)'#');
        if (hash >= 0)
        {
            if (!IsMadeOf(text[(hash + 1)..], ":@/?"u8, iri))
                return false;
            text = text[..hash];
        }

        int query = text.IndexOf((byte)'?');
        if (query >= 0)
        {
            if (!IsMadeOf(text[(query + 1)..], ":@/?"u8, iri, orPrivate: true))
                return false;
            text = text[..query];
        }

        if (text.StartsWith("//"u8))
        {
            int slash = text[2..].IndexOf((byte)'/');
            ReadOnlySpan<byte> authority = slash < 0 ? text[2..] : text.Slice(2, slash);
            return IsAuthority(authority, iri) && IsMadeOf(slash < 0 ? [] : text[(slash + 2)..], ":@/"u8, iri);
        }

        // Without a scheme, a colon in the first segment would make it one.
        int firstSlash = text.IndexOf((byte)'/');
        return (hasScheme || !(firstSlash < 0 ? text : text[..firstSlash]).Contains((byte)':')) && IsMadeOf(text, ":@/"u8, iri);
    }

    private static bool IsAuthority(ReadOnlySpan<byte> text, bool iri)
    {
        int at = text.IndexOf((byte)'@');
        if (at >= 0)
        {
            if (!IsMadeOf(text[..at], ":"u8, iri))
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
            if (!IsMadeOf(colon < 0 ? text : text[..colon], [], iri))
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
        if (dot < 2 || dot + 1 == text.Length || text.Contains((byte)'%') || !IsMadeOf(text[(dot + 1)..], ":"u8, iri: false))
            return false;
        foreach (byte b in text[1..dot])
        {
            if (!char.IsAsciiHexDigit((char)b))
                return false;
        }

        return true;
    }

    /// <summary>Only unreserved characters, sub-delims, percent-encodings and the given ones.</summary>
    private static bool IsMadeOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> also, bool iri, bool orPrivate = false)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = (char)text[i];
            if (char.IsAsciiLetterOrDigit(c) || "-._~!$&'()*+,;="u8.Contains(text[i]) || also.Contains(text[i]))
                continue;
            if (c >= 0x80)
            {
                if (!iri || Rune.DecodeFromUtf8(text[i..], out Rune rune, out int consumed) != System.Buffers.OperationStatus.Done
                    || !IsUcsChar(rune.Value, orPrivate))
                {
                    return false;
                }

                i += consumed - 1;
                continue;
            }

            if (c != '%' || i + 2 >= text.Length || !char.IsAsciiHexDigit((char)text[i + 1]) || !char.IsAsciiHexDigit((char)text[i + 2]))
                return false;
            i += 2;
        }

        return true;
    }
}
