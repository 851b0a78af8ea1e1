using System.Buffers;
using System.Text;

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
        int stop = _source[start..].IndexOfAny(s_stringStops);
        if (stop < 0)
            return Unterminated();
        _pos = start + stop;
        switch (_source[_pos])
        {
            case (byte)'"':
                Append(JsonKind.String, start, stop);
                _pos++;
                return true;
            case (byte)'\\':
                return ReadEscapedString(start);
            default:
                return Fail("A string must not contain control characters; they have to be escaped.");
        }
    }

    private bool ReadEscapedString(int start)
    {
        int sideStart = _buffers.SideCount;
        int plain = start;
        while (true)
        {
            int stop = _source[plain..].IndexOfAny(s_stringStops);
            if (stop < 0)
                return Unterminated();
            _pos = plain + stop;
            _source.Slice(plain, stop).CopyTo(_buffers.ReserveSide(stop));
            _buffers.SideCount += stop;
            if (_source[_pos] == '"')
            {
                Append(JsonKind.String, sideStart, _buffers.SideCount - sideStart, decoded: true);
                _pos++;
                return true;
            }

            if (_source[_pos] != '\\')
                return Fail("A string must not contain control characters; they have to be escaped.");
            if (!ReadEscape())
                return false;
            plain = _pos;
        }
    }

    private bool ReadEscape()
    {
        _pos++;
        int c = Peek();
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
        Span<byte> side = _buffers.ReserveSide(4);
        if (simple != 0)
        {
            side[0] = simple;
            _buffers.SideCount++;
            _pos++;
            return true;
        }

        if (c != 'u')
            return c < 0 ? Unterminated() : Fail("A string contains an unknown escape.");
        _pos++;
        if (!ReadHex4(out int unit))
            return false;
        int escape = _pos - 6;
        if (char.IsHighSurrogate((char)unit) && _source[_pos..].StartsWith("\\u"u8))
        {
            _pos += 2;
            if (!ReadHex4(out int low))
                return false;
            if (char.IsLowSurrogate((char)low))
                unit = char.ConvertToUtf32((char)unit, (char)low);
        }

        if (!Rune.TryCreate(unit, out Rune rune))
        {
            _pos = escape;
            return Fail("A string contains half of a surrogate pair.");
        }

        _buffers.SideCount += rune.EncodeToUtf8(side);
        return true;
    }

    private bool ReadHex4(out int unit)
    {
        unit = 0;
        for (int i = 0; i < 4; i++)
        {
            int c = Peek();
            if (c < 0 || !char.IsAsciiHexDigit((char)c))
                return Fail("A \\u escape needs four hexadecimal digits.");
            unit = (unit << 4) | (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
            _pos++;
        }

        return true;
    }

    private bool Unterminated()
    {
        _pos = _source.Length;
        return Fail("The text ends inside a string.");
    }
}
