namespace ApiGovernance.JsonSchema.Formats;

internal static class IpFormats
{
    public static bool IsIpv4(ReadOnlySpan<byte> text)
    {
        for (int part = 0; part < 4; part++)
        {
            int length = 0;
            int value = 0;
            while (length < text.Length && char.IsAsciiDigit((char)text[length]) && length < 4)
                value = (value * 10) + (text[length++] - '0');
            // A leading zero would be octal to some readers.
            if (length is 0 or > 3 || value > 255 || (length > 1 && text[0] == '0'))
                return false;
            text = text[length..];
            if (part == 3)
                return text.Length == 0;
            if (text.Length == 0 || text[0] != '.')
                return false;
            text = text[1..];
        }

        return false;
    }

    public static bool IsIpv6(ReadOnlySpan<byte> text)
    {
        int groups = 0;
        bool compressed = text.StartsWith("::"u8);
        if (compressed)
            text = text[2..];
        while (text.Length > 0)
        {
            int length = 0;
            while (length < text.Length && char.IsAsciiHexDigit((char)text[length]))
                length++;
            if (length < text.Length && text[length] == '.')
                return IsIpv4(text) && (compressed ? groups <= 5 : groups == 6);
            if (length is 0 or > 4)
                return false;
            groups++;
            text = text[length..];
            if (text.Length == 0)
                break;
            if (text[0] != ':' || text.Length == 1)
                return false;
            text = text[1..];
            if (text[0] != ':')
                continue;
            if (compressed)
                return false;
            compressed = true;
            text = text[1..];
        }

        return compressed ? groups <= 7 : groups == 8;
    }
}
