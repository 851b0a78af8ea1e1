using System.Buffers;
using System.Globalization;
using System.Text;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>The escapes of JSON strings (RFC 8259, 7).</summary>
internal static class JsonEscapes
{
    /// <summary>Checks one escape at a backslash.</summary>
    /// <returns>Its length in bytes (12 for a surrogate pair); 0 when it is no escape, -1 when it is half of a surrogate pair.</returns>
    public static int Check(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2)
            return 0;
        if (text[1] != 'u')
            return "\"\\/bfnrt"u8.Contains(text[1]) ? 2 : 0;
        if (!TryUnit(text, out char unit))
            return 0;
        if (!char.IsSurrogate(unit))
            return 6;
        return char.IsHighSurrogate(unit) && TryUnit(text[6..], out char low) && char.IsLowSurrogate(low) ? 12 : -1;
    }

    /// <summary>The value of a string whose escapes were checked.</summary>
    public static string Decode(ReadOnlySpan<byte> text)
    {
        char[] buffer = ArrayPool<char>.Shared.Rent(text.Length);
        int length = 0;
        while (!text.IsEmpty)
        {
            int plain = text.IndexOf((byte)'\\');
            if (plain < 0)
                plain = text.Length;
            length += Encoding.UTF8.GetChars(text[..plain], buffer.AsSpan(length));
            text = text[plain..];
            if (text.IsEmpty)
                break;
            bool unicode = text[1] == 'u';
            buffer[length++] = unicode && TryUnit(text, out char unit) ? unit : Simple(text[1]);
            text = text[(unicode ? 6 : 2)..];
        }

        string value = new(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer);
        return value;
    }

    private static char Simple(byte letter) => letter switch
    {
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        _ => (char)letter,
    };

    private static bool TryUnit(ReadOnlySpan<byte> text, out char unit)
    {
        unit = default;
        if (text.Length < 6 || text[0] != '\\' || text[1] != 'u'
            || !ushort.TryParse(text.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort value))
        {
            return false;
        }

        unit = (char)value;
        return true;
    }
}
