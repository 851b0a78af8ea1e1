using System.Text;
using ApiGovernance.JsonSchema.Numbers;
using ApiGovernance.JsonSchema.Patterns;

namespace ApiGovernance.JsonSchema.Formats;

internal static class TextFormats
{
    private static readonly ExactDecimal s_minInt32 = ExactDecimal.Parse("-2147483648"u8);
    private static readonly ExactDecimal s_maxInt32 = ExactDecimal.Parse("2147483647"u8);
    private static readonly ExactDecimal s_minInt64 = ExactDecimal.Parse("-9223372036854775808"u8);
    private static readonly ExactDecimal s_maxInt64 = ExactDecimal.Parse("9223372036854775807"u8);

    public static bool IsUuid(ReadOnlySpan<byte> text)
    {
        if (text.Length != 36)
            return false;
        for (int i = 0; i < 36; i++)
        {
            bool dash = i is 8 or 13 or 18 or 23;
            if (dash ? text[i] != '-' : !char.IsAsciiHexDigit((char)text[i]))
                return false;
        }

        return true;
    }

    public static bool IsJsonPointer(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && text[0] != '/')
            return false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '~' && (i + 1 == text.Length || text[i + 1] is not ((byte)'0' or (byte)'1')))
                return false;
        }

        return true;
    }

    public static bool IsRelativeJsonPointer(ReadOnlySpan<byte> text)
    {
        int digits = 0;
        while (digits < text.Length && char.IsAsciiDigit((char)text[digits]))
            digits++;
        if (digits == 0 || (digits > 1 && text[0] == '0'))
            return false;
        ReadOnlySpan<byte> rest = text[digits..];
        return rest.SequenceEqual("#"u8) || IsJsonPointer(rest);
    }

    public static bool IsRegex(ReadOnlySpan<byte> text) => EcmaPattern.TryCreate(Encoding.UTF8.GetString(text), out _) is not null;

    public static bool IsInt32(ReadOnlySpan<byte> number) => IsBetween(number, s_minInt32, s_maxInt32);

    public static bool IsInt64(ReadOnlySpan<byte> number) => IsBetween(number, s_minInt64, s_maxInt64);

    private static bool IsBetween(ReadOnlySpan<byte> number, ExactDecimal min, ExactDecimal max)
    {
        ExactDecimal value = ExactDecimal.Parse(number);
        return value.IsInteger && value.CompareTo(min) >= 0 && value.CompareTo(max) <= 0;
    }
}
