using System.Runtime.CompilerServices;

namespace ApiGovernance.JsonSchema.Patterns;

internal static class Utf8CodePoint
{
    /// <summary>The code point beyond ASCII at a position, which moves behind it. A text that breaks off gives U+FFFD.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ReadOnlySpan<byte> text, ref int pos)
    {
        int lead = text[pos];
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (pos + length > text.Length)
        {
            pos = text.Length;
            return 0xFFFD;
        }

        int codePoint = length switch
        {
            2 => ((lead & 0x1F) << 6) | (text[pos + 1] & 0x3F),
            3 => ((lead & 0x0F) << 12) | ((text[pos + 1] & 0x3F) << 6) | (text[pos + 2] & 0x3F),
            _ => ((lead & 0x07) << 18) | ((text[pos + 1] & 0x3F) << 12) | ((text[pos + 2] & 0x3F) << 6) | (text[pos + 3] & 0x3F),
        };
        pos += length;
        return codePoint;
    }
}
