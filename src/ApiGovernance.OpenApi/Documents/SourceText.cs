using System.Text;
using System.Text.Unicode;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>
/// The UTF-8 text of one file. Nodes keep offsets into it: strings are decoded, and lines and columns counted, when someone asks.
/// Safe for many threads.
/// </summary>
/// <param name="file">The path that spans show.</param>
/// <param name="start">Where the text starts; behind a byte order mark.</param>
internal sealed class SourceText(string file, ReadOnlyMemory<byte> utf8, int start)
{
    // A position is counted from the mark before it, so its cost does not depend on the length of lines (minified files have one).
    private const int StrideBits = 8;

    // Documents repeat the same few words ("string", "object", "true"): one string serves for all of a kind.
    private const int SharedLength = 24;
    private const int SharedCount = 512;

    private readonly string?[] _shared = new string?[SharedCount];
    private TextPosition[]? _marks;

    public string File { get; } = file;

    public ReadOnlyMemory<byte> Utf8 { get; } = utf8;

    public int Start { get; } = start;

    public SourceSpan Span(int from, int to)
    {
        TextPosition end = Position(to);
        return Position(from).To(end, File);
    }

    public TextPosition Position(int offset)
    {
        ReadOnlySpan<byte> text = Utf8.Span;
        offset = Math.Clamp(offset, Start, text.Length);
        TextPosition[] marks = _marks ??= Mark(text);
        int mark = offset >> StrideBits;
        return Count(text, Math.Max(mark << StrideBits, Start), offset, marks[mark]);
    }

    /// <summary>The text between two offsets, as it is written.</summary>
    public string Decode(int from, int to)
    {
        ReadOnlySpan<byte> bytes = Utf8.Span[from..to];
        if (bytes.Length > SharedLength)
            return Encoding.UTF8.GetString(bytes);
        if (bytes.IsEmpty)
            return "";

        uint hash = (uint)bytes.Length;
        foreach (byte value in bytes)
            hash = (hash * 31) + value;
        ref string? slot = ref _shared[(hash ^ (hash >> 15)) % SharedCount];
        string? known = slot;
        if (known is not null && Matches(known, bytes))
            return known;
        return slot = Encoding.UTF8.GetString(bytes);
    }

    private static bool Matches(string known, ReadOnlySpan<byte> bytes)
    {
        Span<byte> buffer = stackalloc byte[SharedLength];
        return known.Length <= bytes.Length
            && System.Text.Unicode.Utf8.FromUtf16(known, buffer, out _, out int written) == System.Buffers.OperationStatus.Done
            && buffer[..written].SequenceEqual(bytes);
    }

    private TextPosition[] Mark(ReadOnlySpan<byte> text)
    {
        var marks = new TextPosition[(text.Length >> StrideBits) + 1];
        var at = new TextPosition(1, 1);
        marks[0] = at;
        for (int i = 1; i < marks.Length; i++)
            marks[i] = at = Count(text, Math.Max((i - 1) << StrideBits, Start), i << StrideBits, at);
        return marks;
    }

    private static TextPosition Count(ReadOnlySpan<byte> text, int from, int to, TextPosition at)
    {
        (int line, int column) = (at.Line, at.Column);
        for (int i = from; i < to; i++)
        {
            byte value = text[i];
            if (value == '\n' || (value == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                (line, column) = (line + 1, 1);
            else if (value < 0x80 || value is >= 0xC0 and < 0xF0)
                column++;
            else if (value >= 0xF0)
                column += 2; // outside the basic plane: a surrogate pair
        }

        return new TextPosition(line, column);
    }
}
