using System.Globalization;
using ApiGovernance.JsonSchema.Unicode;

namespace ApiGovernance.JsonSchema.Patterns;

internal sealed partial class PatternParser
{
    private CodePointSet? CharacterClass()
    {
        int start = _pos++;
        bool negated = Peek() == '^';
        if (negated)
            _pos++;
        var ranges = new List<(int, int)>();
        var sets = new List<CodePointSet>();
        while (_error is null && Peek() != ']')
        {
            if (Peek() < 0)
            {
                Fail("a ']' is missing for this '['", start);
                return null;
            }

            ClassMember(ranges, sets);
        }

        if (_error is not null)
            return null;
        _pos++;
        if (sets.Count == 1 && ranges.Count == 0)
            return negated ? sets[0].Complement() : sets[0];
        CodePointSet set = CodePointSet.Of([.. ranges]);
        if (sets.Count > 0)
            set = CodePointSet.Union([set, .. sets]);
        return negated ? set.Complement() : set;
    }

    private void ClassMember(List<(int, int)> ranges, List<CodePointSet> sets)
    {
        int start = _pos;
        CodePointSet? set = ClassAtom(out int low);
        if (_error is not null)
            return;
        bool isRange = Peek() == '-' && _pos + 1 < source.Length && source[_pos + 1] != ']';
        if (!isRange)
        {
            Add(set, low);
            return;
        }

        _pos++;
        CodePointSet? upper = ClassAtom(out int high);
        if (_error is not null)
            return;
        if (set is null && upper is null)
        {
            if (high < low)
                Fail("the range is out of order", start);
            else
                ranges.Add((low, high));
            return;
        }

        // "[\w-.]": without the flag u the hyphen stands for itself.
        if (!legacy)
            Fail("a range cannot begin or end with a class such as \\w", start);
        Add(set, low);
        Add(upper, high);
        Add(null, '-');

        void Add(CodePointSet? one, int codePoint)
        {
            if (one is null)
                ranges.Add((codePoint, codePoint));
            else
                sets.Add(one);
        }
    }

    private CodePointSet? ClassAtom(out int codePoint)
    {
        codePoint = -1;
        if (Peek() != '\\')
        {
            codePoint = Literal();
            return null;
        }

        if (ClassEscape() is { } set)
            return set;
        if (_error is null && CharacterEscape(inClass: true) is { } escaped)
            codePoint = escaped;
        return null;
    }

    /// <summary>\d \D \w \W \s \S \p{..} \P{..}; null, having consumed nothing, for any other escape.</summary>
    private CodePointSet? ClassEscape()
    {
        char c = _pos + 1 < source.Length ? source[_pos + 1] : '\0';
        CodePointSet? set = c switch
        {
            'd' => CodePointSet.Digit,
            'D' => CodePointSet.NotDigit,
            'w' => CodePointSet.Word,
            'W' => CodePointSet.NotWord,
            's' => CodePointSet.Space,
            'S' => CodePointSet.NotSpace,
            'p' or 'P' => Property(),
            _ => null,
        };
        if (set is not null)
            _pos += c is 'p' or 'P' ? source.IndexOf('}', _pos) + 1 - _pos : 2;
        return c == 'P' ? set?.Complement() : set;
    }

    private CodePointSet? Property()
    {
        int end = _pos + 2 < source.Length && source[_pos + 2] == '{' ? source.IndexOf('}', _pos) : -1;
        if (end < 0)
        {
            Fail("\\p needs the name of a Unicode property in braces", _pos);
            return null;
        }

        string name = source[(_pos + 3)..end];
        CodePointSet? set = UnicodeSets.FindProperty(name);
        if (set is null)
            Fail($"there is no Unicode property '{name}'", _pos);
        return set;
    }

    /// <summary>An escape that stands for one code point.</summary>
    private int? CharacterEscape(bool inClass)
    {
        int start = _pos;
        char c = _pos + 1 < source.Length ? source[_pos + 1] : '\0';
        _pos = Math.Min(_pos + 2, source.Length);
        switch (c)
        {
            case 't': return '\t';
            case 'n': return '\n';
            case 'v': return '\v';
            case 'f': return '\f';
            case 'r': return '\r';
            case 'b' when inClass: return '\b';
            case '0' when _pos == source.Length || !char.IsAsciiDigit(source[_pos]): return 0;
            case 'c' when _pos < source.Length && char.IsAsciiLetter(source[_pos]): return source[_pos++] & 0x1F;
            case 'x' when Hex(2) is { } two: return two;
            case 'u' when Peek() == '{' && Braced() is { } braced: return braced;
            case 'u' when Hex(4) is { } unit: return WithLowSurrogate(unit);
        }

        bool identity = "^$\\.*+?()[]{}|/".Contains(c, StringComparison.Ordinal)
            || (inClass && c == '-')
            || (legacy && c != '\0' && c < 128 && !char.IsAsciiLetterOrDigit(c));
        if (identity)
            return c;
        Fail($"the escape '\\{c}' is not one of ECMA-262", start);
        return null;
    }

    private int? Braced()
    {
        int end = source.IndexOf('}', _pos);
        if (end < 0 || !int.TryParse(source.AsSpan(_pos + 1, end - _pos - 1).TrimStart('0'), NumberStyles.AllowHexSpecifier, null, out int value))
        {
            if (end < 0 || end == _pos + 1 || source.AsSpan(_pos + 1, end - _pos - 1).ContainsAnyExcept('0'))
                return null;
            value = 0;
        }

        if (value is < 0 or > CodePointSet.Last)
            return null;
        _pos = end + 1;
        return value;
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
