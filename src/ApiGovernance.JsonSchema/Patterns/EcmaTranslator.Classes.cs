using System.Globalization;
using System.Text;

namespace ApiGovernance.JsonSchema.Patterns;

internal sealed partial class EcmaTranslator
{
    /// <summary>The rest of <c>[...]</c>, after its opening bracket.</summary>
    private void CharacterClass()
    {
        bool negated = _pos < source.Length && source[_pos] == '^';
        if (negated)
            _pos++;
        var set = new CodePointSet();
        var categories = new StringBuilder();
        while (_error is null)
        {
            if (_pos >= source.Length)
            {
                _error = "a ']' is missing";
                return;
            }

            if (source[_pos] == ']')
                break;
            ClassMember(set, categories);
        }

        _pos++;
        if (!negated)
            _output.Append(set.ToRegex(categories.ToString()));
        else if (categories.Length == 0)
            _output.Append(set.Complement().ToRegex());
        else
            _output.Append(NegatedWithCategories(set, categories.ToString()));
    }

    private static string NegatedWithCategories(CodePointSet set, string categories)
    {
        string basic = set.ToRegex(categories + "\\uD800-\\uDFFF");
        const string astral = "[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]";
        return basic[0] == '[' ? $"(?:[^{basic[1..]}|{astral})" : $"(?!{basic})(?:{astral}|[\\s\\S])";
    }

    private void ClassMember(CodePointSet set, StringBuilder categories)
    {
        if (source[_pos] == '\\' && ClassEscape(out CodePointSet? escaped, out string properties))
        {
            if (escaped is not null)
                set.Add(escaped);
            categories.Append(properties);
            return;
        }

        if (_error is not null || ClassAtom() is not { } low)
            return;
        bool isRange = _pos + 1 < source.Length && source[_pos] == '-' && source[_pos + 1] != ']';
        if (!isRange)
        {
            set.Add(low, low);
            return;
        }

        int dash = _pos++;
        if (source[_pos] == '\\' && _pos + 1 < source.Length && source[_pos + 1] is 'd' or 'D' or 's' or 'S' or 'w' or 'W' or 'p' or 'P')
        {
            // "[a-\d]": the dash stands for itself.
            set.Add(low, low);
            set.Add('-', '-');
            return;
        }

        if (ClassAtom() is not { } high)
            return;
        if (high < low)
            _error = $"the range at offset {dash} is out of order";
        set.Add(low, high);
    }

    private int? ClassAtom()
    {
        char c = source[_pos];
        if (c == '\\')
        {
            if (_pos + 1 < source.Length && source[_pos + 1] == 'b')
            {
                _pos += 2;
                return '\b';
            }

            return CharacterEscape();
        }

        if (char.IsHighSurrogate(c) && _pos + 1 < source.Length)
        {
            _pos += 2;
            return char.ConvertToUtf32(c, source[_pos - 1]);
        }

        _pos++;
        return c;
    }

    /// <summary>\d \D \w \W \s \S \p{..} \P{..}; false, having consumed nothing, for any other escape.</summary>
    private bool ClassEscape(out CodePointSet? set, out string categories)
    {
        categories = "";
        char c = _pos + 1 < source.Length ? source[_pos + 1] : '\0';
        set = c switch
        {
            'd' => CodePointSet.Digit(),
            'D' => CodePointSet.Digit().Complement(),
            'w' => CodePointSet.Word(),
            'W' => CodePointSet.Word().Complement(),
            's' => CodePointSet.Space(),
            'S' => CodePointSet.Space().Complement(),
            _ => null,
        };
        if (set is not null)
        {
            _pos += 2;
            return true;
        }

        if (c is not ('p' or 'P') || _pos + 2 >= source.Length || source[_pos + 2] != '{')
            return false;
        int end = source.IndexOf('}', _pos);
        string name = end < 0 ? "" : source[(_pos + 3)..end];
        if (UnicodeProperty.ToCategories(name, c == 'P') is { } found)
            categories = found;
        else
            _error = $"the Unicode property '{name}' is not supported";
        _pos = end < 0 ? source.Length : end + 1;
        return true;
    }

    /// <summary>An escape that stands for one code point.</summary>
    private int? CharacterEscape()
    {
        int start = _pos;
        char c = _pos + 1 < source.Length ? source[_pos + 1] : '\0';
        _pos += 2;
        switch (c)
        {
            case 't': return '\t';
            case 'n': return '\n';
            case 'v': return '\v';
            case 'f': return '\f';
            case 'r': return '\r';
            case '0': return 0;
            case 'c' when _pos < source.Length && char.IsAsciiLetter(source[_pos]): return source[_pos++] & 0x1F;
            case 'x' when Hex(2) is { } two: return two;
            case 'u' when _pos < source.Length && source[_pos] == '{': return Braced();
            case 'u' when Hex(4) is { } unit: return WithLowSurrogate(unit);
        }

        if (c != '\0' && !char.IsAsciiLetterOrDigit(c))
            return c;
        _error = $"the escape at offset {start} is not one of ECMA-262";
        return null;
    }

    private int? Braced()
    {
        int end = source.IndexOf('}', _pos);
        if (end > 0 && int.TryParse(source.AsSpan(_pos + 1, end - _pos - 1), NumberStyles.AllowHexSpecifier, null, out int value) && value <= 0x10FFFF)
        {
            _pos = end + 1;
            return value;
        }

        _error = "a \\u{...} escape is not a code point";
        return null;
    }

    private int WithLowSurrogate(int unit)
    {
        int before = _pos;
        if (char.IsHighSurrogate((char)unit) && At("\\u"))
        {
            _pos += 2;
            if (Hex(4) is { } low && char.IsLowSurrogate((char)low))
                return char.ConvertToUtf32((char)unit, (char)low);
        }

        _pos = before;
        return unit;
    }

    private int? Hex(int digits)
    {
        if (_pos + digits > source.Length
            || !int.TryParse(source.AsSpan(_pos, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value))
        {
            return null;
        }

        _pos += digits;
        return value;
    }
}
