using System.Text;

namespace ApiGovernance.JsonSchema.Input;

/// <summary>Unescaped strings, one after the other in one growing buffer.</summary>
internal sealed class TextBuffer
{
    public byte[] Bytes = new byte[256];
    public int Count;

    public ReadOnlySpan<byte> Written => Bytes.AsSpan(0, Count);

    public void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Reserve(text.Length));
        Count += text.Length;
    }

    public Span<byte> Reserve(int length)
    {
        if (Bytes.Length - Count < length)
            Array.Resize(ref Bytes, (int)Math.Min(Array.MaxLength, Math.Max(Bytes.Length * 2L, Count + (long)length)));
        return Bytes.AsSpan(Count);
    }
}

/// <summary>Reads strings that contain escapes (RFC 8259, 7).</summary>
internal static class JsonEscapes
{
    public const string ControlCharacter = "A string must not contain control characters; they have to be escaped.";
    public const string Unterminated = "The text ends inside a string.";

    /// <summary>Appends the unescaped content of a string to a buffer.</summary>
    /// <param name="source">The text.</param>
    /// <param name="p">The first byte after the opening quote.</param>
    /// <param name="buffer">Where the content goes.</param>
    /// <param name="problem">What is wrong with the string; null when nothing is.</param>
    /// <returns>The place of the closing quote, or of the problem.</returns>
    public static int Decode(ReadOnlySpan<byte> source, int p, TextBuffer buffer, out string? problem)
    {
        while (true)
        {
            int stop = JsonText.StringStop(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(source), p, source.Length);
            buffer.Append(source[p..stop]);
            p = stop;
            problem = p == source.Length ? Unterminated : source[p] < 0x20 ? ControlCharacter : null;
            if (problem is not null || source[p] == '"')
                return p;
            p = Escape(source, p, buffer, out problem);
            if (problem is not null)
                return p;
        }
    }

    private static int Escape(ReadOnlySpan<byte> source, int escape, TextBuffer buffer, out string? problem)
    {
        problem = null;
        int p = escape + 1;
        int c = p < source.Length ? source[p] : -1;
        byte simple = c switch
        {
            '"' or '\\' or '/' => (byte)c,
            'b' => 8,
            'f' => 12,
            'n' => 10,
            'r' => 13,
            't' => 9,
            _ => 0,
        };
        if (simple != 0)
        {
            buffer.Append([simple]);
            return p + 1;
        }

        if (c != 'u')
        {
            problem = c < 0 ? Unterminated : "A string contains an unknown escape.";
            return p;
        }

        p = Hex4(source, p + 1, out int unit, out problem);
        if (problem is not null)
            return p;
        if (char.IsHighSurrogate((char)unit) && source[p..].StartsWith("\\u"u8))
        {
            p = Hex4(source, p + 2, out int low, out problem);
            if (problem is not null)
                return p;
            if (char.IsLowSurrogate((char)low))
                unit = char.ConvertToUtf32((char)unit, (char)low);
        }

        if (!Rune.TryCreate(unit, out Rune rune))
        {
            problem = "A string contains half of a surrogate pair.";
            return escape;
        }

        buffer.Count += rune.EncodeToUtf8(buffer.Reserve(4));
        return p;
    }

    private static int Hex4(ReadOnlySpan<byte> source, int p, out int unit, out string? problem)
    {
        problem = null;
        unit = 0;
        for (int i = 0; i < 4; i++, p++)
        {
            if (p >= source.Length || !char.IsAsciiHexDigit((char)source[p]))
            {
                problem = "A \\u escape needs four hexadecimal digits.";
                return p;
            }

            int c = source[p];
            unit = (unit << 4) | (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        }

        return p;
    }
}
