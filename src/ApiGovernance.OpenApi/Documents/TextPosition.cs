using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>1-based; columns count UTF-16 code units, as editors and SARIF do.</summary>
internal readonly record struct TextPosition(int Line, int Column)
{
    public SourceSpan To(TextPosition end, string file) => new(file, Line, Column, end.Line, end.Column);
}

/// <summary>Turns growing byte offsets into positions in one pass over the text.</summary>
internal ref struct Utf8Cursor(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _offset;
    private int _line = 1;
    private int _column = 1;

    /// <param name="offset">Not before the offset of the last call.</param>
    public TextPosition MoveTo(int offset)
    {
        for (int end = Math.Min(offset, _text.Length); _offset < end; _offset++)
        {
            byte value = _text[_offset];
            if (value == '\n')
                (_line, _column) = (_line + 1, 1);
            else if (value < 0x80 || value is >= 0xC0 and < 0xF0)
                _column++;
            else if (value >= 0xF0)
                _column += 2; // outside the basic plane: a surrogate pair
        }

        return new TextPosition(_line, _column);
    }
}
