using System.Buffers;
using System.Text;

namespace ApiGovernance.JsonSchema.Formats;

/// <summary>URI-Template of RFC 6570, section 2 (with erratum 6937: an apostrophe is a literal).</summary>
internal static class UriTemplateFormat
{
    public static bool IsUriTemplate(ReadOnlySpan<byte> text)
    {
        while (text.Length > 0)
        {
            if (text[0] == '{')
            {
                int close = text.IndexOf((byte)'}');
                if (close < 0 || !IsExpression(text[1..close]))
                    return false;
                text = text[(close + 1)..];
            }
            else
            {
                int length = LiteralLength(text);
                if (length == 0)
                    return false;
                text = text[length..];
            }
        }

        return true;
    }

    /// <summary>Length of the literal character at the start; 0 when there is none.</summary>
    private static int LiteralLength(ReadOnlySpan<byte> text)
    {
        byte b = text[0];
        if (b == '%')
            return IsPercentEncoded(text) ? 3 : 0;
        if (b < 0x80)
            return b is <= 0x20 or 0x7F || "\"<>\\^`{|}"u8.Contains(b) ? 0 : 1;
        return Rune.DecodeFromUtf8(text, out Rune rune, out int consumed) == OperationStatus.Done && UriFormats.IsUcsChar(rune.Value, orPrivate: true)
            ? consumed
            : 0;
    }

    private static bool IsExpression(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && "+#./;?&=,!@|"u8.Contains(text[0]))
            text = text[1..];
        while (true)
        {
            int comma = text.IndexOf((byte)',');
            if (!IsVariable(comma < 0 ? text : text[..comma]))
                return false;
            if (comma < 0)
                return true;
            text = text[(comma + 1)..];
        }
    }

    private static bool IsVariable(ReadOnlySpan<byte> text)
    {
        int colon = text.IndexOf((byte)':');
        if (colon >= 0)
        {
            ReadOnlySpan<byte> max = text[(colon + 1)..];
            if (max.Length is 0 or > 4 || max[0] == '0' || max.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
                return false;
            text = text[..colon];
        }
        else if (text.Length > 0 && text[^1] == '*')
        {
            text = text[..^1];
        }

        bool dot = true;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '.' && dot)
                return false;
            dot = text[i] == '.';
            if (dot || char.IsAsciiLetterOrDigit((char)text[i]) || text[i] == '_')
                continue;
            if (!IsPercentEncoded(text[i..]))
                return false;
            i += 2;
        }

        return !dot;
    }

    private static bool IsPercentEncoded(ReadOnlySpan<byte> text) =>
        text.Length > 2 && text[0] == '%' && char.IsAsciiHexDigit((char)text[1]) && char.IsAsciiHexDigit((char)text[2]);
}
