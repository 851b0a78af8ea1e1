using System.Text;
using ApiGovernance.JsonSchema.Patterns;

namespace ApiGovernance.JsonSchema.Formats;

internal static class TextFormats
{
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

    public static bool IsRegex(ReadOnlySpan<byte> text) => EcmaPattern.IsWellFormed(Encoding.UTF8.GetString(text));

    /// <summary>One code point.</summary>
    public static bool IsCharacter(ReadOnlySpan<byte> text) =>
        text.Length > 0 && Rune.DecodeFromUtf8(text, out _, out int consumed) == System.Buffers.OperationStatus.Done && consumed == text.Length;

    public static bool IsIpv4Network(ReadOnlySpan<byte> text) => IsNetwork(text, IpFormats.IsIpv4, 32);

    public static bool IsIpv6Network(ReadOnlySpan<byte> text) => IsNetwork(text, IpFormats.IsIpv6, 128);

    private static bool IsNetwork(ReadOnlySpan<byte> text, FormatCheck address, int maxPrefix)
    {
        int slash = text.IndexOf((byte)'/');
        if (slash < 0)
            return false;
        ReadOnlySpan<byte> prefix = text[(slash + 1)..];
        return prefix.Length is >= 1 and <= 3
            && (prefix.Length == 1 || prefix[0] != '0')
            && DateTimeFormats.Digits(prefix) is var bits && bits >= 0 && bits <= maxPrefix
            && address(text[..slash]);
    }
}
