using System.Buffers;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>Reads JSON (RFC 8259, strictly) into a tree, straight from the bytes. Their UTF-8 was checked before.</summary>
internal ref struct JsonText
{
    private static readonly SearchValues<byte> StringEnds = SearchValues.Create(
        [(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(control => (byte)control)]);

    private readonly ReadOnlySpan<byte> _text;
    private readonly TreeBuilder _tree;
    private int _at;

    private JsonText(TreeBuilder tree)
    {
        (_tree, _at) = (tree, tree.Source.Start);
        _text = tree.Source.Utf8.Span;
    }

    public static void Read(TreeBuilder tree)
    {
        var reader = new JsonText(tree);
        reader.SkipSpace();
        while (!tree.Failed && reader.Value())
        {
        }

        reader.SkipSpace();
        if (!tree.Failed && reader._at < reader._text.Length)
            reader.Fail("there is more after the end of the document", "Remove what follows the last bracket.");
    }

    /// <summary>Reads one scalar or opens one object or array, then closes and separates until the next value starts.</summary>
    /// <returns>False at the end of the document, and after a failure.</returns>
    private bool Value()
    {
        int start = _at;
        switch (_at < _text.Length ? _text[_at] : 0)
        {
            case (byte)'{':
                _tree.Begin(NodeKind.Object, NodeStyle.Flow, _at++);
                SkipSpace();
                return !_tree.Failed && (Close((byte)'}') ? Next() : Key());
            case (byte)'[':
                _tree.Begin(NodeKind.Array, NodeStyle.Flow, _at++);
                SkipSpace();
                return !_tree.Failed && (!Close((byte)']') || Next());
            case (byte)'"':
                if (!String(out NodeForm form))
                    return false;
                _tree.Scalar(NodeKind.String, form, start, _at, null);
                break;
            case (byte)'t':
                return Literal("true"u8, NodeKind.Boolean, "true") && Next();
            case (byte)'f':
                return Literal("false"u8, NodeKind.Boolean, "false") && Next();
            case (byte)'n':
                return Literal("null"u8, NodeKind.Null, "null") && Next();
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                if (!Number())
                    return false;
                _tree.Scalar(NodeKind.Number, (NodeForm)NodeStyle.Plain, start, _at, null);
                break;
            default:
                return Fail("a value is expected here", "Write a value: an object, an array, a string, a number, true, false or null.");
        }

        return !_tree.Failed && Next();
    }

    private bool Next()
    {
        while (_tree.Depth > 0)
        {
            SkipSpace();
            if (_at < _text.Length && _text[_at] == ',')
            {
                _at++;
                SkipSpace();
                if (_at < _text.Length && _text[_at] is (byte)']' or (byte)'}')
                    return Fail("a comma stands before the closing bracket", "Remove the comma.");
                return !_tree.InObject || Key();
            }

            if (!Close(_tree.InObject ? (byte)'}' : (byte)']'))
            {
                return _tree.InObject
                    ? Fail("',' or '}' is expected after the value", "Add the comma or the bracket.")
                    : Fail("',' or ']' is expected after the value", "Add the comma or the bracket.");
            }
        }

        return false;
    }

    private bool Close(byte bracket)
    {
        if (_at >= _text.Length || _text[_at] != bracket)
            return false;
        _tree.End(++_at);
        return true;
    }

    private bool Key()
    {
        int start = _at;
        if (_at >= _text.Length || _text[_at] != '"')
            return Fail("a key in double quotes is expected here", "Write the key in double quotes.");
        if (!String(out NodeForm form))
            return false;
        ReadOnlySpan<byte> name = _text[(start + 1)..(_at - 1)];
        if ((form & NodeForm.Escaped) == 0)
            _tree.Key(name, start, _at);
        else
            _tree.Key(JsonEscapes.Decode(name), start, _at);

        SkipSpace();
        if (_at >= _text.Length || _text[_at] != ':')
            return Fail("':' is expected after the key", "Write a colon and a value.");
        _at++;
        SkipSpace();
        return true;
    }

    private bool String(out NodeForm form)
    {
        form = (NodeForm)NodeStyle.DoubleQuoted | NodeForm.Quoted;
        int start = _at++;
        while (true)
        {
            int length = _text[_at..].IndexOfAny(StringEnds);
            if (length < 0)
            {
                _at = _text.Length;
                return Fail("the string is not closed", "Add the closing quote.", start);
            }

            _at += length;
            if (_text[_at] == '"')
            {
                _at++;
                return true;
            }

            if (_text[_at] != '\\')
                return Fail($"a string holds the control character 0x{_text[_at]:X2}", @"Write it as an escape, such as \n or \t.");
            int escape = JsonEscapes.Check(_text[_at..]);
            if (escape < 0)
            {
                _at = start;
                return Fail(@"the string has a \u escape that is half of a surrogate pair", "Write both halves, or the character itself.");
            }

            if (escape == 0)
                return Fail("a backslash does not start an escape of JSON", @"Write \\ for a backslash; the escapes are \"" \\ \/ \b \f \n \r \t \uXXXX.");
            form |= NodeForm.Escaped;
            _at += escape;
        }
    }

    private bool Number()
    {
        if (_text[_at] == '-')
            _at++;
        if (_at < _text.Length && _text[_at] == '0')
            _at++;
        else if (!Digits())
            return false;
        if (_at < _text.Length && _text[_at] is >= (byte)'0' and <= (byte)'9')
            return Fail("a number starts with a zero", "Remove the zero, or write the value as a string.");
        if (_at < _text.Length && _text[_at] == '.')
        {
            _at++;
            if (!Digits())
                return false;
        }

        if (_at >= _text.Length || (_text[_at] | 0x20) != 'e')
            return true;
        _at++;
        if (_at < _text.Length && _text[_at] is (byte)'+' or (byte)'-')
            _at++;
        return Digits();
    }

    private bool Digits()
    {
        int start = _at;
        while (_at < _text.Length && _text[_at] is >= (byte)'0' and <= (byte)'9')
            _at++;
        return _at > start || Fail("a digit is expected here", "Complete the number, or write the value as a string.");
    }

    private bool Literal(ReadOnlySpan<byte> word, NodeKind kind, string text)
    {
        int start = _at;
        int same = _text[_at..].CommonPrefixLength(word);
        _at += same;
        if (same < word.Length)
            return Fail($"'{text}' is expected here", "Write text in double quotes.");
        _tree.Scalar(kind, (NodeForm)NodeStyle.Plain, start, _at, text);
        return !_tree.Failed;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            _at++;
    }

    private readonly bool Fail(string what, string fix, int? at = null)
    {
        int place = at ?? _at;
        if (place < _text.Length || at is not null)
            _tree.Fail("document-syntax", $"This is not JSON: {what}.", fix, place, place);
        else
            _tree.Fail("document-syntax", "This is not JSON: the text ends before the document does.", "Close what is open; the file may be cut off.", place, place);
        return false;
    }
}
