namespace ApiGovernance.Linting.Paths.Filters;

/// <summary>
/// Reads the JavaScript that public rulesets write in filters: `@`, `@property` and its like, members and methods, literals, lists, regular
/// expressions, arithmetic, comparisons with JavaScript's coercion, `in` (a list includes), `~=` (matches), `?:`, `void 0`.
/// </summary>
internal sealed partial class FilterParser
{
    private const int MaxDepth = 200;

    // jsep's table, on which Spectral's dialect is built.
    private static readonly (string Symbol, int Level)[] Operators =
    [
        ("===", 6), ("!==", 6), ("==", 6), ("!=", 6), ("<=", 7), (">=", 7), ("||", 1), ("&&", 2), ("??", 1), ("~=", 20),
        ("<", 7), (">", 7), ("+", 9), ("-", 9), ("*", 10), ("/", 10), ("%", 10), ("in", 12), ("instanceof", 7),
    ];

    private readonly string _path;
    private readonly string _text;
    private readonly int _offset;
    private int _at;
    private int _depth;
    private bool _usesPath;
    private bool _usesParentProperty;

    private FilterParser(string path, string text, int offset) => (_path, _text, _offset) = (path, text, offset);

    /// <param name="path">The whole path, for the error message.</param>
    /// <param name="offset">Where the condition begins in it.</param>
    /// <exception cref="PathSyntaxException"/>
    public static FilterCondition Parse(string path, string condition, int offset)
    {
        FilterParser parser = new(path, condition, offset);
        FilterNode expression = parser.Ternary();
        parser.Blanks();
        if (parser._at < condition.Length)
            throw parser.Error($"unexpected `{condition[parser._at..]}`");
        return new FilterCondition(condition.Trim(), expression) { AsksPath = parser._usesPath, AsksParentProperty = parser._usesParentProperty };
    }

    private FilterNode Ternary()
    {
        if (++_depth > MaxDepth)
            throw Error("the expression is nested too deeply");
        FilterNode condition = Binary(0);
        if (Take("?"))
        {
            FilterNode yes = Ternary();
            Expect(':');
            FilterNode no = Ternary();
            FilterTerm ask = condition.Term, then = yes.Term, otherwise = no.Term;
            condition = FilterNode.Of((in Candidate candidate) =>
            {
                FilterValue answer = ask(candidate);
                return answer.IsThrown ? answer : answer.IsTruthy ? then(candidate) : otherwise(candidate);
            });
        }

        _depth--;
        return condition;
    }

    private FilterNode Binary(int level)
    {
        FilterNode left = Unary();
        while (Operator(level) is { } symbol)
            left = FilterOperators.Combine(symbol.Symbol, left, Binary(symbol.Level)) ?? throw Error($"`{symbol.Symbol}` is not supported here");
        return left;
    }

    /// <summary>Takes the next operator if it binds more tightly than <paramref name="level"/>.</summary>
    private (string Symbol, int Level)? Operator(int level)
    {
        Blanks();
        foreach ((string symbol, int its) in Operators)
        {
            if (string.CompareOrdinal(_text, _at, symbol, 0, symbol.Length) != 0 || (symbol == "??" && its <= level))
                continue;
            if (char.IsAsciiLetter(symbol[0]) && _at + symbol.Length < _text.Length && IsNameCharacter(_text[_at + symbol.Length]))
                continue;
            if (its <= level)
                return null;
            _at += symbol.Length;
            return (symbol, its);
        }

        return null;
    }

    private FilterNode Unary()
    {
        if (++_depth > MaxDepth)
            throw Error("the expression is nested too deeply");
        Blanks();
        FilterNode result;
        if (Take("!"))
            result = FilterOperators.Not(Unary());
        else if (Word("void"))
            result = FilterOperators.Void(Unary());
        else if (Word("typeof"))
            result = FilterOperators.TypeOf(Unary());
        else if (_at < _text.Length && _text[_at] is '-' or '+')
            result = FilterOperators.Sign(_text[_at++] == '-', Unary());
        else
            result = Suffixes(Primary());
        _depth--;
        return result;
    }

    private bool Word(string word)
    {
        Blanks();
        int end = _at + word.Length;
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0 || (end < _text.Length && IsNameCharacter(_text[end])))
            return false;
        _at = end;
        return true;
    }

    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';

    private void Blanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private bool Take(string symbol)
    {
        Blanks();
        if (string.CompareOrdinal(_text, _at, symbol, 0, symbol.Length) != 0)
            return false;
        _at += symbol.Length;
        return true;
    }

    private void Expect(char symbol)
    {
        Blanks();
        if (_at >= _text.Length || _text[_at] != symbol)
            throw Error($"`{symbol}` is missing");
        _at++;
    }

    private PathSyntaxException Error(string problem) => new(_path, _offset + Math.Min(_at, _text.Length), problem);
}
