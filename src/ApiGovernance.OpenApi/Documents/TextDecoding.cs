using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>
/// Finds the encoding of a file by its first bytes (YAML 1.2, 5.2) and gives its text as UTF-8. YAML may be UTF-16 or UTF-32; JSON
/// is UTF-8 only (RFC 8259, 8.1).
/// </summary>
/// <param name="Utf8">The text; the bytes of the file themselves when they are UTF-8.</param>
/// <param name="Start">Where the text starts behind a byte order mark.</param>
/// <param name="Foreign">The encoding of the file when it is not UTF-8.</param>
/// <param name="InvalidAt">The offset of the first byte that is no character; -1 when all are.</param>
internal readonly record struct TextDecoding(ReadOnlyMemory<byte> Utf8, int Start, Encoding? Foreign, int InvalidAt)
{
    public static TextDecoding Of(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlySpan<byte> span = bytes.Span;
        if (EncodingOf(span) is { } foreign)
            return Transcode(bytes, foreign);

        int start = span is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        return new TextDecoding(bytes, start, null, System.Text.Unicode.Utf8.IsValid(span[start..]) ? -1 : FirstInvalid(span, start));
    }

    private static Encoding? EncodingOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0, 0, 0xFE, 0xFF, ..] or [0, 0, 0, not 0, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: false, throwOnInvalidCharacters: true),
        [0xFF, 0xFE, 0, 0, ..] or [not 0, 0, 0, 0, ..] => new UTF32Encoding(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true),
        [0xFE, 0xFF, ..] or [0, not 0, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true),
        [0xFF, 0xFE, ..] or [not 0, 0, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true),
        _ => null,
    };

    private static TextDecoding Transcode(ReadOnlyMemory<byte> bytes, Encoding foreign)
    {
        try
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(foreign.GetString(bytes.Span));
            return new TextDecoding(utf8, utf8 is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0, foreign, -1);
        }
        catch (DecoderFallbackException)
        {
            return new TextDecoding(default, 0, foreign, 0);
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes, int offset)
    {
        while (offset < bytes.Length && Rune.DecodeFromUtf8(bytes[offset..], out _, out int length) == OperationStatus.Done)
            offset += length;
        return offset;
    }
}
