namespace ApiGovernance.JsonSchema.Formats;

/// <summary>Formats that fields of HTTP have: RFC 9110 and the structured fields of RFC 8941.</summary>
internal static class HttpFormats
{
    private static ReadOnlySpan<byte> TokenMarks => "!#$%&'*+-.^_`|~"u8;

    /// <summary>media-range of RFC 9110, 12.5.1, with parameters.</summary>
    public static bool IsMediaRange(ReadOnlySpan<byte> text)
    {
        int slash = text.IndexOf((byte)'/');
        if (slash < 1)
            return false;
        int end = text.IndexOf((byte)';');
        ReadOnlySpan<byte> type = text[..slash];
        ReadOnlySpan<byte> subtype = (end < 0 ? text[(slash + 1)..] : end < slash ? [] : text[(slash + 1)..end]).TrimEnd(" \t"u8);
        if (!IsToken(type) || !IsToken(subtype) || (type is [(byte)'*'] && subtype is not [(byte)'*']))
            return false;
        return end < 0 || AreParameters(text[end..]);
    }

    /// <summary>sf-string of RFC 8941, 3.3.3, with its quotes.</summary>
    public static bool IsStructuredString(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"')
            return false;
        text = text[1..^1];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is < 0x20 or > 0x7E or (byte)'"')
                return false;
            if (text[i] == '\\' && (++i == text.Length || text[i] is not ((byte)'"' or (byte)'\\')))
                return false;
        }

        return true;
    }

    /// <summary>sf-token of RFC 8941, 3.3.4.</summary>
    public static bool IsStructuredToken(ReadOnlySpan<byte> text)
    {
        if (text.Length == 0 || (!char.IsAsciiLetter((char)text[0]) && text[0] != '*'))
            return false;
        foreach (byte b in text)
        {
            if (!IsTokenByte(b) && b is not ((byte)':' or (byte)'/'))
                return false;
        }

        return true;
    }

    /// <summary>sf-binary of RFC 8941, 3.3.5: base64 between colons.</summary>
    public static bool IsStructuredBinary(ReadOnlySpan<byte> text) =>
        text.Length >= 2 && text[0] == ':' && text[^1] == ':' && EncodingFormats.IsBase64(text[1..^1]);

    /// <summary>sf-boolean of RFC 8941, 3.3.6.</summary>
    public static bool IsStructuredBoolean(ReadOnlySpan<byte> text) => text is [(byte)'?', (byte)'0' or (byte)'1'];

    public static bool IsToken(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
        {
            if (!IsTokenByte(b))
                return false;
        }

        return text.Length > 0;
    }

    private static bool IsTokenByte(byte b) => char.IsAsciiLetterOrDigit((char)b) || TokenMarks.Contains(b);

    /// <summary>parameters = *( OWS ";" OWS [ parameter ] ); a quoted value may hold a semicolon.</summary>
    private static bool AreParameters(ReadOnlySpan<byte> text)
    {
        while (text.Length > 0)
        {
            if (text[0] != ';')
                return false;
            text = text[1..].TrimStart(" \t"u8);
            if (text.Length == 0 || text[0] == ';')
                continue;
            int equals = text.IndexOf((byte)'=');
            if (equals < 1 || !IsToken(text[..equals]))
                return false;
            text = text[(equals + 1)..];
            int length = text.Length > 0 && text[0] == '"' ? QuotedLength(text) : text.IndexOfAny((byte)';', (byte)' ', (byte)'\t');
            length = length < 0 ? text.Length : length;
            if (length == 0 || (text[0] != '"' && !IsToken(text[..length])))
                return false;
            text = text[length..].TrimStart(" \t"u8);
        }

        return true;
    }

    private static int QuotedLength(ReadOnlySpan<byte> text)
    {
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] == '"')
                return i + 1;
            if (text[i] == '\\')
                i++;
            if (i < text.Length && ((text[i] < 0x20 && text[i] != '\t') || text[i] == 0x7F))
                return 0;
        }

        return 0;
    }
}
