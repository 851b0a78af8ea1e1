using System.Text;

namespace ApiGovernance.JsonSchema.Formats.Idna;

/// <summary>Names of labels that are ASCII, A-labels or (where allowed) U-labels: RFC 1123, RFC 5890 to 5893.</summary>
internal static class DomainName
{
    private const int MaxName = 253;

    public static bool IsValid(ReadOnlySpan<byte> name, bool unicode)
    {
        // A code point takes four bytes at most, and stands for at least one of the A-label.
        if (name.Length is 0 or > MaxName * 4)
            return false;
        return Check(name, unicode, bidi: false, out bool rightToLeft) && (!rightToLeft || Check(name, unicode, bidi: true, out _));
    }

    private static bool Check(ReadOnlySpan<byte> name, bool unicode, bool bidi, out bool rightToLeft)
    {
        rightToLeft = false;
        Span<int> label = stackalloc int[Punycode.MaxLabel + 1];
        int encodedLength = -1;
        while (true)
        {
            int length = NextSeparator(name, unicode, out int separator);
            if (!ReadLabel(name[..length], unicode, label, out int points, out int octets))
                return false;
            encodedLength += octets + 1;
            if (encodedLength > MaxName || (bidi && !BidiRule.IsSatisfied(label[..points])))
                return false;
            rightToLeft |= BidiRule.IsRightToLeft(label[..points]);
            if (length == name.Length)
                return true;
            name = name[(length + separator)..];
        }
    }

    /// <summary>Length of the first label, and of the separator after it.</summary>
    private static int NextSeparator(ReadOnlySpan<byte> name, bool unicode, out int separator)
    {
        separator = 1;
        for (int i = 0; i < name.Length; i++)
        {
            if (name[i] == '.')
                return i;

            // The other separators of RFC 3490: ideographic, fullwidth and halfwidth ideographic full stop.
            if (unicode && name[i] is 0xE3 or 0xEF
                && (name[i..].StartsWith("\u3002"u8) || name[i..].StartsWith("\uFF0E"u8) || name[i..].StartsWith("\uFF61"u8)))
            {
                separator = 3;
                return i;
            }
        }

        return name.Length;
    }

    /// <summary>Gives the label in Unicode and the length of its form in ASCII; false when it is not valid.</summary>
    private static bool ReadLabel(ReadOnlySpan<byte> text, bool unicode, Span<int> label, out int points, out int octets)
    {
        points = 0;
        octets = text.Length;
        if (!Ascii.IsValid(text))
            return unicode && ReadUnicode(text, label, out points, out octets);
        if (text.Length is 0 or > Punycode.MaxLabel || text[0] == '-' || text[^1] == '-')
            return false;
        foreach (byte b in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b != '-')
                return false;
            label[points++] = b | 0x20;
        }

        if (text.Length < 4 || text[2] != '-' || text[3] != '-')
            return true;

        // Hyphens in the third and fourth place mark an A-label (RFC 5891, 4.2.3.1).
        return label[0] == 'x' && label[1] == 'n' && ReadEncoded(text[4..], label, out points);
    }

    private static bool ReadEncoded(ReadOnlySpan<byte> text, Span<int> label, out int points)
    {
        Span<byte> encoded = stackalloc byte[Punycode.MaxLabel];
        encoded = encoded[..text.Length];
        for (int i = 0; i < text.Length; i++)
            encoded[i] = char.IsAsciiLetterUpper((char)text[i]) ? (byte)(text[i] | 0x20) : text[i];
        if (!Punycode.TryDecode(encoded, label, out points) || !label[..points].ContainsAnyExceptInRange(0, 127))
            return false;

        // Only the one encoding that encoding it again would give.
        Span<byte> again = stackalloc byte[Punycode.MaxLabel];
        return IdnaLabel.IsValid(label[..points])
            && Punycode.TryEncode(label[..points], again, out int length)
            && again[..length].SequenceEqual(encoded);
    }

    private static bool ReadUnicode(ReadOnlySpan<byte> text, Span<int> label, out int points, out int octets)
    {
        points = 0;
        octets = 0;
        while (text.Length > 0)
        {
            Rune.DecodeFromUtf8(text, out Rune rune, out int consumed);
            if (points == Punycode.MaxLabel)
                return false;
            label[points++] = rune.Value;
            text = text[consumed..];
        }

        Span<byte> encoded = stackalloc byte[Punycode.MaxLabel - 4];
        bool valid = IdnaLabel.IsValid(label[..points]) && Punycode.TryEncode(label[..points], encoded, out octets);
        octets += 4;
        return valid;
    }
}
