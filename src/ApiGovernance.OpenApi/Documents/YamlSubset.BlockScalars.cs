using System.Text;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>Literal (<c>|</c>) and folded (<c>&gt;</c>) scalars.</summary>
internal ref partial struct YamlSubset
{
    private bool BlockScalar()
    {
        int start = _at;
        bool folded = _text[_at++] == '>';
        (char chomping, int indentation) = (' ', 0);
        for (; _at < _text.Length && !IsBlank(_at); _at++)
        {
            if (_text[_at] is (byte)'+' or (byte)'-' && chomping == ' ')
                chomping = (char)_text[_at];
            else if (_text[_at] is >= (byte)'1' and <= (byte)'9' && indentation == 0)
                indentation = _text[_at] - '0' + _open[_depth - 1].Column;
            else
                return false;
        }

        int headerEnd = _text[_at..].IndexOfAny((byte)'\n', (byte)'\r') + _at;
        if (headerEnd < _at || !EndOfValue() || (indentation == 0 && !Detect(ref indentation)))
            return false;

        var text = new StringBuilder();
        if (!Lines(text, indentation, folded, chomping))
            return false;
        _tree.Scalar(NodeKind.String, (NodeForm)(folded ? NodeStyle.Folded : NodeStyle.Literal), start, BlockEnd(start, headerEnd, chomping), text.ToString());
        return !_tree.Failed;
    }

    /// <summary>The indentation of the first line with text; no blank line before it may be longer.</summary>
    private readonly bool Detect(ref int indentation)
    {
        int longest = 0;
        for (int line = _at; line < _text.Length;)
        {
            int at = line;
            while (at < _text.Length && _text[at] == ' ')
                at++;
            if (at < _text.Length && !IsLineEnd(at))
            {
                bool empty = at - line <= _open[_depth - 1].Column;
                indentation = empty ? int.MaxValue : at - line;
                return _text[at] != '\t' && longest <= indentation;
            }

            longest = Math.Max(longest, at - line);
            int feed = at < _text.Length ? _text[at..].IndexOf((byte)'\n') : -1;
            line = feed < 0 ? _text.Length : at + feed + 1;
        }

        indentation = int.MaxValue; // nothing but blank lines follows
        return true;
    }

    private bool Lines(StringBuilder text, int indentation, bool folded, char chomping)
    {
        bool broken = false; // a line was read, and its break is not written yet
        bool spaced = false; // that line starts with white space: it is not folded
        int blank = 0;
        while (_at < _text.Length)
        {
            int line = _at;
            while (_at < _text.Length && _text[_at] == ' ' && _at - line < indentation)
                _at++;
            if (_at == _text.Length)
                break;
            if (IsLineEnd(_at))
            {
                blank++;
                if (!SkipLine())
                    return false;
                continue;
            }

            if (_at - line < indentation)
            {
                if (_text[_at] == '\t')
                    return false;
                _at = line;
                break;
            }

            int end = _text[_at..].IndexOfAny((byte)'\n', (byte)'\r');
            ReadOnlySpan<byte> content = end < 0 ? _text[_at..] : _text.Slice(_at, end);
            bool spacedNow = content[0] is (byte)' ' or (byte)'\t';
            if (broken && folded && !spaced && !spacedNow)
                text.Append(blank == 0 ? " " : "");
            else if (broken)
                text.Append('\n');
            text.Append('\n', blank).Append(Encoding.UTF8.GetString(content));
            (blank, spaced, broken) = (0, spacedNow, end >= 0);
            if (!SkipLine())
                return false;
        }

        if (broken && chomping != '-')
            text.Append('\n');
        if (chomping == '+')
            text.Append('\n', blank);
        return true;
    }

    // As YamlCharacters.EndOfBlock finds it.
    private readonly int BlockEnd(int start, int headerEnd, char chomping)
    {
        int to = _at;
        while (to > start && _text[to - 1] == ' ')
            to--;
        if (chomping == '+')
            return to;
        int content = start + _text[start..to].TrimEnd(" \t\r\n"u8).Length;
        if (content <= headerEnd)
            return headerEnd;
        if (chomping == '-')
            return content;
        int feed = _text[content..to].IndexOf((byte)'\n');
        return feed < 0 ? to : content + feed + 1;
    }
}
