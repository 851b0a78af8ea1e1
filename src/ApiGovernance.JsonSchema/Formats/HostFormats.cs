using ApiGovernance.JsonSchema.Formats.Idna;

namespace ApiGovernance.JsonSchema.Formats;

internal static class HostFormats
{
    private const int MaxLocalPart = 64;

    /// <summary>A host name of RFC 1123 whose A-labels, if any, are those of RFC 5890.</summary>
    public static bool IsHostname(ReadOnlySpan<byte> text) => DomainName.IsValid(text, unicode: false);

    /// <summary>A host name of RFC 5890: labels of Unicode or ASCII.</summary>
    public static bool IsIdnHostname(ReadOnlySpan<byte> text) => DomainName.IsValid(text, unicode: true);

    /// <summary>What drafts 4 and 6 ask for: RFC 1034 and 1123 without any regard to A-labels.</summary>
    public static bool IsPlainHostname(ReadOnlySpan<byte> text)
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
    public static bool IsEmail(ReadOnlySpan<byte> text) => IsMailbox(text, unicode: false);

    /// <summary>Mailbox of RFC 6531, 3.3: the same with Unicode beyond ASCII in the local part and the domain.</summary>
    public static bool IsIdnEmail(ReadOnlySpan<byte> text) => IsMailbox(text, unicode: true);

    private static bool IsMailbox(ReadOnlySpan<byte> text, bool unicode)
    {
        int at = text.LastIndexOf((byte)'@');
        if (at is < 1 or > MaxLocalPart)
            return false;
        ReadOnlySpan<byte> local = text[..at];
        ReadOnlySpan<byte> domain = text[(at + 1)..];
        bool localValid = local[0] == '"' ? IsQuotedString(local, unicode) : IsDotString(local, unicode);
        return localValid && (domain is [(byte)'[', _, .., (byte)']'] ? IsAddressLiteral(domain[1..^1]) : DomainName.IsValid(domain, unicode));
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

        return true;
    }

    private static bool IsDotString(ReadOnlySpan<byte> text, bool unicode)
    {
        bool atomStarted = false;
        foreach (byte b in text)
        {
            if (b == '.' && !atomStarted)
                return false;
            atomStarted = b != '.';
            if (atomStarted && !char.IsAsciiLetterOrDigit((char)b) && !"!#$%&'*+-/=?^_`{|}~"u8.Contains(b) && !(unicode && b >= 0x80))
                return false;
        }

        return atomStarted;
    }

    private static bool IsQuotedString(ReadOnlySpan<byte> text, bool unicode)
    {
        if (text.Length < 2 || text[^1] != '"')
            return false;
        text = text[1..^1];
        for (int i = 0; i < text.Length; i++)
        {
            bool quoted = text[i] == '\\';
            if (quoted && ++i == text.Length)
                return false;
            if (text[i] < 0x20 || text[i] == 0x7F || (text[i] >= 0x80 && (quoted || !unicode)) || (text[i] == '"' && !quoted))
                return false;
        }

        return true;
    }

    private static bool IsAddressLiteral(ReadOnlySpan<byte> text) =>
        text.StartsWith("IPv6:"u8) ? IpFormats.IsIpv6(text[5..]) : IpFormats.IsIpv4(text);
}
