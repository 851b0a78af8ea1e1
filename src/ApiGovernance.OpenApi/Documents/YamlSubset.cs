namespace ApiGovernance.OpenApi.Documents;

/// <summary>
/// Reads the YAML that nearly every API document is, straight from the bytes and several times faster than the full parser: block and
/// flow collections, all five scalar styles, comments. At anything else (anchors, tags, merge keys, directives, explicit keys, tabs as
/// indentation) and at anything doubtful it gives up, and the parser reads the text instead. So it reports nothing of its own, and
/// a test holds its trees against the parser's.
/// </summary>
internal ref partial struct YamlSubset
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly TreeBuilder _tree;
    private Block[] _open = new Block[32];
    private int _depth;
    private int _at;
    private int _line; // where the line of _at starts
    private int _missing = -1; // where the value that a key or dash still waits for would be

    private YamlSubset(TreeBuilder tree)
    {
        (_tree, _at) = (tree, tree.Source.Start);
        _text = tree.Source.Utf8.Span;
    }

    /// <returns>False when the text needs the parser; the tree is of no use then.</returns>
    public static bool TryRead(TreeBuilder tree)
    {
        var reader = new YamlSubset(tree);
        return reader.Run() || tree.Failed;
    }

    private bool Run()
    {
        // A second byte order mark has rules of its own.
        if (_text[_at..].IndexOf("\uFEFF"u8) >= 0)
            return false;
        if (_text[_at..].StartsWith("---\n"u8) || _text[_at..].StartsWith("---\r\n"u8))
            SkipLine();

        while (true)
        {
            int column = NextLine();
            if (column == None)
                break;
            if (column == GiveUp || !Entry(column))
                return false;
        }

        if (_depth == 0 || !(_missing < 0 || Null()))
            return false;
        while (_depth > 0)
            Close();
        return true;
    }

    private const int None = -1;
    private const int GiveUp = -2;

    /// <summary>Goes to the next line with something other than a comment in it.</summary>
    /// <returns>The column of what is there, 0-based.</returns>
    private int NextLine()
    {
        while (_at < _text.Length)
        {
            _line = _at;
            while (_at < _text.Length && _text[_at] == ' ')
                _at++;
            int column = _at - _line;
            while (_at < _text.Length && _text[_at] == '\t')
                _at++;
            if (_at == _text.Length)
                return None;
            if (IsLineEnd(_at) || _text[_at] == '#')
            {
                if (!SkipLine())
                    return GiveUp;
                continue;
            }

            bool marker = column == 0 && (_text[_at..].StartsWith("---"u8) || _text[_at..].StartsWith("..."u8));
            return _at - _line > column || marker ? GiveUp : column;
        }

        return None;
    }

    private bool Entry(int column)
    {
        bool dash = IsDash(_at);
        if (_missing >= 0)
        {
            Block around = _open[_depth - 1];
            if (column > around.Column || (column == around.Column && dash && !around.Sequence))
            {
                _missing = -1;
                return Node(column);
            }

            if (!Null())
                return false;
        }

        if (_depth == 0)
            return _tree.Root is null && Node(column);
        while (_depth > 0 && _open[_depth - 1].Column > column)
            Close();
        // The dashes of a sequence may stand right below its key.
        if (_depth > 1 && !dash && _open[_depth - 1].Sequence && _open[_depth - 2] is { Sequence: false } outer && outer.Column == column)
            Close();
        if (_depth == 0 || _open[_depth - 1].Column != column || _open[_depth - 1].Sequence != dash)
            return false;
        return dash ? Item() : Key(out int end) && Member(end);
    }

    /// <summary>A value that starts at <see cref="_at"/>, the first thing in its line or behind a dash.</summary>
    private bool Node(int column)
    {
        if (IsDash(_at))
            return Open(sequence: true, column) && Item();
        if (_text[_at] is not ((byte)'[' or (byte)'{' or (byte)'|' or (byte)'>'))
        {
            int start = _at;
            if (Key(out int end))
                return Open(sequence: false, column) && Member(end);
            _at = start;
        }

        return _depth > 0 && Scalar();
    }

    private bool Open(bool sequence, int column)
    {
        _tree.Begin(sequence ? NodeKind.Array : NodeKind.Object, NodeStyle.Block, _at);
        if (_depth == _open.Length)
            Array.Resize(ref _open, _depth * 2);
        _open[_depth++] = new Block(sequence, column);
        return !_tree.Failed;
    }

    private void Close()
    {
        _tree.End(-1);
        _depth--;
    }

    private bool Item()
    {
        _at++;
        return Missing() ? SkipLine() : Node(_at - _line);
    }

    /// <param name="end">Where the key at <see cref="_at"/> ends; its colon follows, perhaps after blanks.</param>
    private bool Member(int end)
    {
        ReadOnlySpan<byte> key = _text[_at..end];
        if (key.SequenceEqual("<<"u8))
            return false;
        if (key[0] is (byte)'"' or (byte)'\'')
        {
            int start = _at;
            if (!Quoted(out string? text))
                return false;
            if (text is null)
                _tree.Key(key[1..^1], start, end);
            else
                _tree.Key(text, start, end);
        }
        else
        {
            _tree.Key(key, _at, end);
        }

        _at = end + _text[end..].IndexOf((byte)':') + 1;
        return Missing() ? SkipLine() : !IsDash(_at) && Scalar();
    }

    /// <summary>Skips blanks. True when nothing follows in the line: the value may stand on the next.</summary>
    private bool Missing()
    {
        int indicatorEnd = _at;
        while (_at < _text.Length && _text[_at] == ' ')
            _at++;
        if (_at < _text.Length && !IsLineEnd(_at) && _text[_at] != '#')
            return false;
        _missing = indicatorEnd;
        return true;
    }

    private bool Null()
    {
        _tree.Scalar(NodeKind.Null, (NodeForm)NodeStyle.Plain, _missing, _missing, "null");
        _missing = -1;
        return !_tree.Failed;
    }

    /// <summary>Behind a value only a comment may follow, after a blank.</summary>
    private bool EndOfValue()
    {
        int start = _at;
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t')
            _at++;
        bool done = _at == _text.Length || IsLineEnd(_at) || (_text[_at] == '#' && _at > start);
        return done && SkipLine() && !_tree.Failed;
    }

    /// <returns>False when the line ends with a carriage return alone.</returns>
    private bool SkipLine()
    {
        int end = _text[_at..].IndexOf((byte)'\n');
        ReadOnlySpan<byte> rest = end < 0 ? _text[_at..] : _text.Slice(_at, end);
        _at = end < 0 ? _text.Length : _at + end + 1;
        int carriage = rest.IndexOf((byte)'\r');
        return carriage < 0 || (end >= 0 && carriage == rest.Length - 1);
    }

    private readonly bool IsDash(int at) => at < _text.Length && _text[at] == '-' && IsBlank(at + 1);

    private readonly bool IsLineEnd(int at) => _text[at] is (byte)'\n' or (byte)'\r';

    private readonly bool IsBlank(int at) => at >= _text.Length || _text[at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';

    /// <param name="Column">Of its keys or dashes, 0-based.</param>
    private readonly record struct Block(bool Sequence, int Column);
}
