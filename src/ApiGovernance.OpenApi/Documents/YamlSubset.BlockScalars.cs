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
        int lastEnd = headerEnd;
        if (!Lines(text, indentation, folded, chomping, ref lastEnd))
            return false;
        int end = chomping switch
        {
            '+' => Keep(_at),
            '-' => lastEnd,
            _ when lastEnd == headerEnd || lastEnd == _text.Length => lastEnd,
            _ => lastEnd + (_text[lastEnd] == '\r' ? 2 : 1),
        };
        _tree.Scalar(NodeKind.String, (NodeForm)(folded ? NodeStyle.Folded : NodeStyle.Literal), start, end, text.ToString());
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

    /// <param name="lastEnd">Where the last line with content ends, before its break.</param>
    private bool Lines(StringBuilder text, int indentation, bool folded, char chomping, ref int lastEnd)
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
            (blank, spaced, broken, lastEnd) = (0, spacedNow, end >= 0, _at + content.Length);
            if (!SkipLine())
                return false;
        }

        if (broken && chomping != '-')
            text.Append('\n');
        if (chomping == '+')
            text.Append('\n', blank);
        return true;
    }

    // Without the indentation of what follows.
    private readonly int Keep(int end)
    {
        int trimmed = _text[..end].TrimEnd((byte)' ').Length;
        return _text[trimmed - 1] == '\n' ? trimmed : end;
    }
}
