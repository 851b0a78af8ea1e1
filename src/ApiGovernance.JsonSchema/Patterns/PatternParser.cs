using ApiGovernance.JsonSchema.Unicode;

namespace ApiGovernance.JsonSchema.Patterns;

/// <summary>What a pattern consists of.</summary>
/// <param name="Root">The whole.</param>
/// <param name="HasLook">It has lookahead or lookbehind.</param>
/// <param name="Referenced">Numbers of the groups that backreferences name.</param>
internal sealed record ParsedPattern(PatternNode Root, bool HasLook, IReadOnlySet<int> Referenced);

/// <summary>
/// Reads a regular expression of ECMA-262 (22.2.1) with the flag u. In legacy mode it also takes what annex B.1.2 allows without
/// that flag and what can only mean one thing: escaped punctuation, braces and brackets that stand alone, quantified lookahead.
/// </summary>
internal sealed partial class PatternParser(string source, bool legacy)
{
    private const int MaxDepth = 250;

    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly List<(string Name, int Offset)> _namedReferences = [];
    private readonly List<(int Number, int Offset)> _references = [];
    private int _pos;
    private int _depth;
    private int _groups;
    private bool _hasLook;
    private string? _error;
    private int _errorOffset;

    /// <summary>The pattern, or null with what is wrong and where.</summary>
    public static ParsedPattern? Parse(string source, bool legacy, out string? error)
    {
        var parser = new PatternParser(source, legacy);
        PatternNode root = parser.Disjunction();
        if (parser._error is null && parser._pos < source.Length)
            parser.Fail("there is a ')' without '('", parser._pos);
        HashSet<int> referenced = parser.CheckReferences();
        error = parser._error is null ? null : $"{parser._error} (at offset {parser._errorOffset})";
        return error is null ? new ParsedPattern(root, parser._hasLook, referenced) : null;
    }

    private HashSet<int> CheckReferences()
    {
        var referenced = new HashSet<int>();
        foreach ((int number, int offset) in _references)
        {
            if (number > _groups)
                Fail($"there is no group {number}", offset);
            referenced.Add(number);
        }

        foreach ((string name, int offset) in _namedReferences)
        {
            if (!_names.ContainsKey(name))
                Fail($"there is no group named '{name}'", offset);
        }

        return referenced;
    }

    private PatternNode Disjunction()
    {
        if (++_depth > MaxDepth)
        {
            Fail($"it nests deeper than {MaxDepth} groups", _pos);
            return SequenceNode.Empty;
        }

        PatternNode first = Alternative();
        List<PatternNode>? options = null;
        while (_error is null && Peek() == '|')
        {
            _pos++;
            options ??= [first];
            options.Add(Alternative());
        }

        _depth--;
        return options is null ? first : new ChoiceNode([.. options]);
    }

    private PatternNode Alternative()
    {
        var items = new List<PatternNode>();
        while (_error is null && Peek() is not ('|' or ')' or -1))
        {
            int start = _pos;
            PatternNode? term = Term(out bool quantifiable);
            if (term is null)
                break;
            items.Add(Quantified(term, quantifiable, start));
        }

        return items.Count == 1 ? items[0] : items.Count == 0 ? SequenceNode.Empty : new SequenceNode([.. items]);
    }

    private PatternNode? Term(out bool quantifiable)
    {
        quantifiable = true;
        char c = source[_pos];
        switch (c)
        {
            case '^' or '$':
                quantifiable = false;
                _pos++;
                return new AssertionNode(c == '^' ? AssertionKind.Start : AssertionKind.End);
            case '(':
                return Group(out quantifiable);
            case '.':
                _pos++;
                return new SetNode(CodePointSet.Dot);
            case '[':
                return CharacterClass() is { } set ? new SetNode(set) : null;
            case '\\':
                return AtomEscape(out quantifiable);
            case '*' or '+' or '?':
                return Fail("there is nothing to repeat", _pos);
            case '{' when !legacy || TryBraces(_pos, out _, out _, out _):
                return Fail("there is nothing to repeat; a '{' that stands for itself is written '\\{'", _pos);
            case '}' or ']' when !legacy:
                return Fail($"a '{c}' that stands for itself is written '\\{c}'", _pos);
            default:
                return new SetNode(CodePointSet.Of(Literal()));
        }
    }

    private int Literal()
    {
        char c = source[_pos++];
        return char.IsHighSurrogate(c) && _pos < source.Length && char.IsLowSurrogate(source[_pos])
            ? char.ConvertToUtf32(c, source[_pos++])
            : c;
    }

    private PatternNode Quantified(PatternNode term, bool quantifiable, int start)
    {
        int min;
        int max = int.MaxValue;
        int end = _pos + 1;
        switch (Peek())
        {
            case '*':
                min = 0;
                break;
            case '+':
                min = 1;
                break;
            case '?':
                min = 0;
                max = 1;
                break;
            case '{' when TryBraces(_pos, out min, out max, out end):
                if (max < min)
                    Fail("the numbers of the quantifier are out of order", _pos);
                break;
            default:
                return term;
        }

        if (!quantifiable && !(legacy && term is LookNode { Behind: false }))
            Fail("this cannot be repeated", start);
        _pos = end;
        bool lazy = Peek() == '?';
        if (lazy)
            _pos++;
        return new RepeatNode(term, min, max, lazy);
    }

    /// <summary>{n}, {n,} or {n,m}; numbers too large to count to are without end.</summary>
    private bool TryBraces(int at, out int min, out int max, out int end)
    {
        end = at + 1;
        max = int.MaxValue;
        if (!TryNumber(ref end, out min))
            return false;
        if (end < source.Length && source[end] == ',')
        {
            end++;
            if (!TryNumber(ref end, out max))
                max = int.MaxValue;
        }
        else
        {
            max = min;
        }

        return end < source.Length && source[end++] == '}';
    }

    private bool TryNumber(ref int at, out int number)
    {
        int start = at;
        long value = 0;
        for (; at < source.Length && char.IsAsciiDigit(source[at]); at++)
            value = Math.Min(int.MaxValue, (value * 10) + (source[at] - '0'));
        number = (int)value;
        return at > start;
    }

    private int Peek() => _pos < source.Length ? source[_pos] : -1;

    private bool At(string text) => string.CompareOrdinal(source, _pos, text, 0, text.Length) == 0;

    /// <summary>Keeps the first mistake; always null, so that it can end a production.</summary>
    private PatternNode? Fail(string error, int offset)
    {
        if (_error is null)
        {
            _error = error;
            _errorOffset = offset;
        }

        return null;
    }
}
