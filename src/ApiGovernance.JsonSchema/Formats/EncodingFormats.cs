using System.Buffers;

namespace ApiGovernance.JsonSchema.Formats;

/// <summary>Binary data in text: RFC 4648.</summary>
internal static class EncodingFormats
{
    private static readonly SearchValues<byte> s_base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    private static readonly SearchValues<byte> s_base64Url =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    private static readonly SearchValues<byte> s_base32 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"u8);

    private static readonly SearchValues<byte> s_base16 = SearchValues.Create("0123456789ABCDEFabcdef"u8);

    /// <summary>Section 4, with padding and without line breaks.</summary>
    public static bool IsBase64(ReadOnlySpan<byte> text) => text.Length % 4 == 0 && !Unpadded(text, 2).ContainsAnyExcept(s_base64);

    /// <summary>Section 5; the padding may be left out.</summary>
    public static bool IsBase64Url(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> data = Unpadded(text, 2);
        return data.Length % 4 != 1 && (data.Length == text.Length || text.Length % 4 == 0) && !data.ContainsAnyExcept(s_base64Url);
    }

    /// <summary>Section 6, with padding.</summary>
    public static bool IsBase32(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> data = Unpadded(text, 6);
        return text.Length % 8 == 0 && data.Length % 8 is not (1 or 3 or 6) && !data.ContainsAnyExcept(s_base32);
    }

    /// <summary>Section 8, in either case.</summary>
    public static bool IsBase16(ReadOnlySpan<byte> text) => text.Length % 2 == 0 && !text.ContainsAnyExcept(s_base16);

    private static ReadOnlySpan<byte> Unpadded(ReadOnlySpan<byte> text, int max)
    {
        for (; max > 0 && text.Length > 0 && text[^1] == '='; max--)
            text = text[..^1];
        return text;
    }
}
