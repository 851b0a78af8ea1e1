namespace ApiGovernance.JsonSchema.Formats;

internal static class HostFormats
{
    /// <summary>A host name of RFC 1123: labels of letters, digits and inner hyphens.</summary>
    public static bool IsHostname(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > 253)
            return false;
        while (true)
        {
            int dot = text.IndexOf((byte)'.');
            if (!IsLabel(dot < 0 ? text : text[..dot]))
                return false;
            if (dot < 0)
                return true;
            text = text[(dot + 1)..];
        }
    }

    /// <summary>Mailbox of RFC 5321, 4.1.2: a dot-string or quoted string, then a domain or an address literal.</summary>
    public static bool IsEmail(ReadOnlySpan<byte> text)
    {
        int at = text.LastIndexOf((byte)'@');
        if (at is < 1 or > 64 + 2)
            return false;
        ReadOnlySpan<byte> local = text[..at];
        ReadOnlySpan<byte> domain = text[(at + 1)..];
        bool localValid = local[0] == '"' ? IsQuotedString(local) : IsDotString(local);
        return localValid && (domain.Length > 2 && domain[0] == '[' && domain[^1] == ']' ? IsAddressLiteral(domain[1..^1]) : IsHostname(domain));
    }

    private static bool IsLabel(ReadOnlySpan<byte> label)
    {
        if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-')
            return false;
        foreach (byte b in label)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b != '-')
                return false;
        }

        // Hyphens in the third and fourth place mark an A-label, which has to be "xn--" (RFC 5891, 4.2.3.1).
        bool reserved = label.Length >= 4 && label[2] == '-' && label[3] == '-';
        return !reserved || ((label[0] | 0x20) == 'x' && (label[1] | 0x20) == 'n' && label.Length > 4);
    }

    private static bool IsDotString(ReadOnlySpan<byte> text)
    {
        bool atomStarted = false;
        foreach (byte b in text)
        {
            if (b == '.' && !atomStarted)
                return false;
            atomStarted = b != '.';
            if (atomStarted && !char.IsAsciiLetterOrDigit((char)b) && !"!#$%&'*+-/=?^_`{|}~"u8.Contains(b))
                return false;
        }

        return atomStarted;
    }

    private static bool IsQuotedString(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2 || text[^1] != '"')
            return false;
        text = text[1..^1];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && ++i == text.Length)
                return false;
            if (text[i] is < 0x20 or > 0x7E || (text[i] == '"' && (i == 0 || text[i - 1] != '\\')))
                return false;
        }

        return true;
    }

    private static bool IsAddressLiteral(ReadOnlySpan<byte> text) =>
        text.StartsWith("IPv6:"u8) ? IpFormats.IsIpv6(text[5..]) : IpFormats.IsIpv4(text);
}
