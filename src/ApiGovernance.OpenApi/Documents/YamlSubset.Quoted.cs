using System.Buffers;
using System.Globalization;
using System.Text;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>Scalars in quotes.</summary>
internal ref partial struct YamlSubset
{
    private static readonly SearchValues<byte> DoubleStops = SearchValues.Create("\"\\\n\r"u8);
    private static readonly SearchValues<byte> SingleStops = SearchValues.Create("'\n\r"u8);

    /// <summary>Where the quote at <see cref="_at"/> is closed in the same line; -1 when it is not.</summary>
    private readonly int ClosingQuote()
    {
        bool twice = _text[_at] == '"';
        for (int at = _at + 1; ; at++)
        {
            int stop = _text[at..].IndexOfAny(twice ? DoubleStops : SingleStops);
            if (stop < 0)
                return -1;
            at += stop;
            if (_text[at] == '\\')
                at++;
            else if (_text[at] == '\'' && at + 1 < _text.Length && _text[at + 1] == '\'')
                at++;
            else
                return IsLineEnd(at) ? -1 : at;
            if (at >= _text.Length)
                return -1;
        }
    }

    /// <param name="value">Null when the text between the quotes is the value as it stands.</param>
    private bool Quoted(out string? value)
    {
        value = null;
        int close = ClosingQuote();
        bool twice = _text[_at] == '"';
        if (close >= 0 && _text[(_at + 1)..close].IndexOf(twice ? (byte)'\\' : (byte)'\'') < 0)
        {
            _at = close + 1;
            return true;
        }

        var text = new StringBuilder();
        int kept = 0; // white space before this is not the line's end: it is escaped
        _at++;
        while (true)
        {
            int stop = _text[_at..].IndexOfAny(twice ? DoubleStops : SingleStops);
            if (stop < 0)
                return false;
            text.Append(Encoding.UTF8.GetString(_text.Slice(_at, stop)));
            _at += stop;
            if (_text[_at] == '\\')
            {
                if (!Escape(text))
                    return false;
                kept = text.Length;
            }
            else if (IsLineEnd(_at))
            {
                if (!Fold(text, kept))
                    return false;
                kept = text.Length;
            }
            else if (!twice && _at + 1 < _text.Length && _text[_at + 1] == '\'')
            {
                text.Append('\'');
                _at += 2;
            }
            else
            {
                _at++;
                value = text.ToString();
                return !twice || YamlCharacters.IsText(value);
            }
        }
    }

    private bool Fold(StringBuilder text, int kept)
    {
        int end = text.Length;
        while (end > kept && text[end - 1] is ' ' or '\t')
            end--;
        text.Length = end;
        return NextQuotedLine(out int breaks) && Joined(text, breaks);
    }

    private static bool Joined(StringBuilder text, int breaks)
    {
        if (breaks == 1)
            text.Append(' ');
        else
            text.Append('\n', breaks - 1);
        return true;
    }

    /// <summary>Goes to the next line that is not blank; it must stand to the right of the block around.</summary>
    private bool NextQuotedLine(out int breaks)
    {
        breaks = 0;
        while (_at < _text.Length && IsLineEnd(_at))
        {
            if (!SkipLine())
                return false;
            breaks++;
            int line = _at;
            while (_at < _text.Length && _text[_at] == ' ')
                _at++;
            int column = _at - line;
            while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t')
                _at++;
            if (_at < _text.Length && !IsLineEnd(_at) && (_depth == 0 || column <= _open[_depth - 1].Column))
                return false;
        }

        return _at < _text.Length;
    }

    private bool Escape(StringBuilder text)
    {
        if (_at + 1 >= _text.Length)
            return false;
        byte letter = _text[_at + 1];
        _at += 2;
        switch (letter)
        {
            case (byte)'\n' or (byte)'\r':
                _at--;
                if (!NextQuotedLine(out int breaks))
                    return false;
                text.Append('\n', breaks - 1);
                return true;
            case (byte)'x':
                return Code(text, 2);
            case (byte)'u':
                return Code(text, 4);
            case (byte)'U':
                return Code(text, 8);
        }

        char plain = letter switch
        {
            (byte)'0' => '\0',
            (byte)'a' => '\a',
            (byte)'b' => '\b',
            (byte)'t' or (byte)'\t' => '\t',
            (byte)'n' => '\n',
            (byte)'v' => '\v',
            (byte)'f' => '\f',
            (byte)'r' => '\r',
            (byte)'e' => '\e',
            (byte)' ' or (byte)'"' or (byte)'/' or (byte)'\\' => (char)letter,
            (byte)'N' => '\u0085',
            (byte)'_' => '\u00A0',
            (byte)'L' => '\u2028',
            (byte)'P' => '\u2029',
            _ => '\uFFFF',
        };
        text.Append(plain);
        return plain != '\uFFFF';
    }

    private bool Code(StringBuilder text, int digits)
    {
        if (_at + digits > _text.Length
            || !uint.TryParse(_text.Slice(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint code))
        {
            return false;
        }

        _at += digits;
        if (code <= char.MaxValue)
            text.Append((char)code); // halves of pairs are checked when the whole is there
        else if (Rune.IsValid(code))
            text.Append(new Rune(code).ToString());
        else
            return false;
        return true;
    }
}
