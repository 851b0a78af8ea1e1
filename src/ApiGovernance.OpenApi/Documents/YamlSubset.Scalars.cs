using System.Buffers;
using System.Text;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>Keys, and scalars by their first character.</summary>
internal ref partial struct YamlSubset
{
    // The parser wants the colon within 1024 characters of the key's start.
    private const int LongestKey = 1000;

    private static readonly SearchValues<byte> PlainStops = SearchValues.Create(":#\n\r"u8);

    /// <summary>Whether a key of one line stands at <see cref="_at"/>, which stays where it is.</summary>
    private readonly bool Key(out int end)
    {
        end = 0;
        if (_text[_at] is (byte)'"' or (byte)'\'')
        {
            int close = ClosingQuote();
            if (close < 0)
                return false;
            end = close + 1;
            int colon = end;
            while (colon < _text.Length && _text[colon] == ' ')
                colon++;
            return colon < _text.Length && _text[colon] == ':' && IsBlank(colon + 1) && colon - _at < LongestKey;
        }

        if (!StartsPlain(_at) || _text[_at] == ':')
            return false;
        int at = _at;
        while (true)
        {
            int stop = _text[at..].IndexOfAny(PlainStops);
            if (stop < 0 || IsLineEnd(at + stop))
                return false;
            at += stop;
            if (_text[at] == '#' ? IsBlank(at - 1) : IsBlank(at + 1))
                break;
            at++;
        }

        end = at;
        while (_text[end - 1] == ' ')
            end--;
        return _text[at] == ':' && at - _at < LongestKey && _text[end - 1] != '\t';
    }

    private readonly bool StartsPlain(int at) => _text[at] switch
    {
        (byte)'-' or (byte)'?' or (byte)':' => !IsBlank(at + 1),
        (byte)',' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'#' or (byte)'&' or (byte)'*' or (byte)'!' or (byte)'|'
            or (byte)'>' or (byte)'\'' or (byte)'"' or (byte)'%' or (byte)'@' or (byte)'`' or (byte)'\t' => false,
        _ => true,
    };

    /// <summary>A scalar or flow collection that belongs to the innermost open block, to the end of its last line.</summary>
    private bool Scalar()
    {
        int start = _at;
        switch (_text[_at])
        {
            case (byte)'"' or (byte)'\'':
                NodeStyle style = _text[_at] == '"' ? NodeStyle.DoubleQuoted : NodeStyle.SingleQuoted;
                if (!Quoted(out string? text))
                    return false;
                _tree.Scalar(NodeKind.String, (NodeForm)style | (text is null ? NodeForm.Quoted : 0), start, _at, text);
                return EndOfValue();
            case (byte)'[' or (byte)'{':
                return Flow() && EndOfValue();
            case (byte)'|' or (byte)'>':
                return BlockScalar();
            default:
                return StartsPlain(_at) && Plain();
        }
    }

    private bool Plain()
    {
        int start = _at;
        if (!PlainLine(out int end, out bool comment))
            return false;
        int next = comment ? None : Continuation(_at);
        if (next == None)
            return PlaceScalar(start, end, null);

        var text = new StringBuilder(Encoding.UTF8.GetString(_text[start..end]));
        while (next >= 0)
        {
            AppendBreaks(text, _text[end..next]);
            _at = next;
            if (!PlainLine(out end, out comment))
                return false;
            text.Append(Encoding.UTF8.GetString(_text[next..end]));
            next = comment ? None : Continuation(_at);
        }

        return next == None && PlaceScalar(start, end, text.ToString());
    }

    /// <summary>One line of a plain scalar; afterwards <see cref="_at"/> is at the start of the next line.</summary>
    private bool PlainLine(out int end, out bool comment)
    {
        (end, comment) = (0, false);
        int start = _at;
        while (true)
        {
            int stop = _text[_at..].IndexOfAny(PlainStops);
            _at = stop < 0 ? _text.Length : _at + stop;
            if (_at == _text.Length || IsLineEnd(_at))
                break;
            if (_text[_at] == '#' && (comment = IsBlank(_at - 1)))
                break;
            if (_text[_at] == ':' && IsBlank(_at + 1))
                return false;
            _at++;
        }

        end = _at;
        while (end > start && _text[end - 1] is (byte)' ' or (byte)'\t')
            end--;
        return SkipLine();
    }

    /// <summary>Where the scalar goes on, below a line that ended before <paramref name="at"/>.</summary>
    private readonly int Continuation(int at)
    {
        while (at < _text.Length)
        {
            int line = at;
            while (at < _text.Length && _text[at] == ' ')
                at++;
            if (at == _text.Length)
                return None;
            if (_text[at] == '\t')
                return GiveUp;
            if (_text[at] == '\n')
                at++;
            else if (_text[at] == '\r' && at + 1 < _text.Length && _text[at + 1] == '\n')
                at += 2;
            else
                return at - line > _open[_depth - 1].Column && _text[at] != '#' ? at : None;
        }

        return None;
    }

    // One break is a blank; of several the first goes.
    private static void AppendBreaks(StringBuilder text, ReadOnlySpan<byte> between)
    {
        int breaks = between.Count((byte)'\n');
        if (breaks == 1)
            text.Append(' ');
        else
            text.Append('\n', breaks - 1);
    }

    private bool PlaceScalar(int start, int end, string? joined)
    {
        NodeKind kind = NodeKind.String;
        // By the first character most texts can be nothing but strings.
        if (_text[start] is (byte)'~' or (byte)'n' or (byte)'N' or (byte)'t' or (byte)'T' or (byte)'f' or (byte)'F' or (byte)'.' or (byte)'+'
            or (byte)'-' or (>= (byte)'0' and <= (byte)'9'))
        {
            string written = joined ?? _tree.Source.Decode(start, end);
            if (YamlCoreSchema.IsNotFinite(written))
                return false;
            (kind, string text) = YamlCoreSchema.Resolve(written);
            if (kind is NodeKind.Boolean or NodeKind.Null || (object)text != written)
                joined = text;
        }

        _tree.Scalar(kind, (NodeForm)NodeStyle.Plain, start, end, joined);
        return !_tree.Failed;
    }
}
