using System.Buffers;
using System.Runtime.InteropServices;

namespace ApiGovernance.JsonSchema.Input;

internal ref partial struct JsonScanner
{
    private bool ReadNumber()
    {
        int start = _pos;
        if (_source[_pos] == '-')
            _pos++;
        int leading = Peek();
        if (leading is < '0' or > '9')
            return Fail("A number needs a digit after '-'.");
        _pos++;
        if (leading != '0')
            SkipDigits();
        else if (Peek() is >= '0' and <= '9')
            return Fail("A number must not have leading zeros.");
        if (Peek() == '.')
        {
            _pos++;
            if (!SkipDigits())
                return Fail("A number needs a digit after '.'.");
        }

        if (Peek() is 'e' or 'E')
        {
            _pos++;
            if (Peek() is '+' or '-')
                _pos++;
            if (!SkipDigits())
                return Fail("A number needs a digit in its exponent.");
        }

        Append(JsonKind.Number, start, _pos - start);
        return true;
    }

    private bool SkipDigits()
    {
        int start = _pos;
        while (_pos < _source.Length && (uint)(_source[_pos] - '0') <= 9)
            _pos++;
        return _pos > start;
    }

    private bool ReadString()
    {
        int start = ++_pos;
        _pos = JsonText.StringStop(ref MemoryMarshal.GetReference(_source), start, _source.Length);
        if (_pos == _source.Length)
            return Fail(JsonEscapes.Unterminated);
        if (_source[_pos] == '"')
        {
            Append(JsonKind.String, start, _pos - start);
            _pos++;
            return true;
        }

        if (_source[_pos] != '\\')
            return Fail(JsonEscapes.ControlCharacter);
        int decoded = _buffers.Side.Count;
        _pos = JsonEscapes.Decode(_source, start, _buffers.Side, out string? problem);
        if (problem is not null)
            return Fail(problem);
        Append(JsonKind.String, decoded, _buffers.Side.Count - decoded, decoded: true);
        _pos++;
        return true;
    }
}
