namespace ApiGovernance.OpenApi.Documents;

/// <summary>Collections in brackets.</summary>
internal ref partial struct YamlSubset
{
    private bool Flow()
    {
        int outside = _tree.Depth;
        bool value = true; // a value or key may come; otherwise a comma or bracket must
        while (true)
        {
            if (!FlowSpace())
                return false;
            byte here = _text[_at];
            if (here is (byte)']' or (byte)'}')
            {
                if (_tree.InObject != (here == '}') || (_tree.InObject && !_tree.NeedsKey))
                    return false;
                _tree.End(++_at);
                if (_tree.Depth == outside)
                    return true;
                value = false;
            }
            else if (here == ',')
            {
                if (value)
                    return false;
                _at++;
                value = true;
            }
            else if (!value || (_tree.Depth > outside && _tree.NeedsKey && !FlowKey()) || !FlowSpace() || !FlowValue(out value))
            {
                return false;
            }
        }
    }

    /// <param name="opened">A collection was opened; its first value may follow.</param>
    private bool FlowValue(out bool opened)
    {
        int start = _at;
        byte here = _text[_at];
        opened = here is (byte)'[' or (byte)'{';
        if (opened)
        {
            _tree.Begin(here == '[' ? NodeKind.Array : NodeKind.Object, NodeStyle.Flow, _at++);
            return !_tree.Failed;
        }

        if (here is (byte)'"' or (byte)'\'')
        {
            NodeStyle style = here == '"' ? NodeStyle.DoubleQuoted : NodeStyle.SingleQuoted;
            if (ClosingQuote() < 0 || !Quoted(out string? text))
                return false;
            _tree.Scalar(NodeKind.String, (NodeForm)style | (text is null ? NodeForm.Quoted : 0), start, _at, text);
            return !_tree.Failed && FlowEnd();
        }

        return FlowPlain(out int end) && FlowEnd() && PlaceScalar(start, end, null);
    }

    // Behind a value there is a comma or a bracket; a colon would make it the key of a pair.
    private bool FlowEnd() => FlowSpace() && _text[_at] is (byte)',' or (byte)']' or (byte)'}';

    private bool FlowKey()
    {
        int start = _at;
        if (_text[_at] is (byte)'"' or (byte)'\'')
        {
            if (ClosingQuote() < 0 || !Quoted(out string? text))
                return false;
            if (text is null)
                _tree.Key(_text[(start + 1)..(_at - 1)], start, _at);
            else
                _tree.Key(text, start, _at);
        }
        else
        {
            if (!FlowPlain(out int end) || _text[start..end].SequenceEqual("<<"u8))
                return false;
            _tree.Key(_text[start..end], start, end);
        }

        while (_at < _text.Length && _text[_at] == ' ')
            _at++;
        // Behind a key without quotes the parser wants a blank after the colon.
        if (_at >= _text.Length || _text[_at] != ':' || (_text[start] is not ((byte)'"' or (byte)'\'') && !IsBlank(_at + 1)))
            return false;
        _at++;
        return FlowSpace() && _text[_at] is not ((byte)',' or (byte)'}' or (byte)']');
    }

    private bool FlowPlain(out int end)
    {
        end = 0;
        int start = _at;
        if (!StartsPlain(_at) || _text[_at] == ':' || (_text[_at] is (byte)'-' or (byte)'?' && IsFlowIndicator(_at + 1)))
            return false;
        for (; _at < _text.Length && !IsLineEnd(_at) && !IsFlowIndicator(_at); _at++)
        {
            if (_text[_at] == ':' && (IsBlank(_at + 1) || IsFlowIndicator(_at + 1)))
                break;
            if (_text[_at] == '#' && IsBlank(_at - 1))
                break;
        }

        end = _at;
        while (_text[end - 1] is (byte)' ' or (byte)'\t')
            end--;
        return end > start;
    }

    private readonly bool IsFlowIndicator(int at) =>
        at < _text.Length && _text[at] is (byte)',' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}';

    /// <summary>Blanks, comments and line breaks; the next line must stand to the right of the block around.</summary>
    private bool FlowSpace()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] == ' ')
            {
                _at++;
            }
            else if (IsLineEnd(_at) || (_text[_at] == '#' && _text[_at - 1] == ' '))
            {
                if (!SkipLine())
                    return false;
                int line = _at;
                while (_at < _text.Length && _text[_at] == ' ')
                    _at++;
                bool text = _at < _text.Length && !IsLineEnd(_at) && _text[_at] != '#';
                if (text && _at - line <= _open[_depth - 1].Column)
                    return false;
            }
            else
            {
                return _text[_at] is not ((byte)'\t' or (byte)'#');
            }
        }

        return false;
    }
}
