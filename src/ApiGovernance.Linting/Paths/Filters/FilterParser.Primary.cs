using System.Globalization;
using System.Text;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Linting.Paths.Filters;

/// <summary>The leaves of a filter, and what may hang on them.</summary>
internal sealed partial class FilterParser
{
    private FilterNode Primary()
    {
        Blanks();
        char c = _at < _text.Length ? _text[_at] : '\0';
        switch (c)
        {
            case '@':
                return Context();
            case '\'' or '"':
                return FilterOperators.Constant(FilterValue.Of(Quoted()));
            case '/':
                return FilterOperators.Constant(FilterValue.Of(RegexLiteral()));
            case '[':
                return List();
            case '(':
                _at++;
                FilterNode inner = Ternary();
                Expect(')');
                return inner;
            case '$' when _at + 1 >= _text.Length || !IsNameCharacter(_text[_at + 1]):
                _at++;
                return FilterContext.Create("root", call: false)!;
        }

        if (char.IsAsciiDigit(c) || c == '.')
            return FilterOperators.Constant(Number());
        string word = Name();
        return word switch
        {
            "true" => FilterOperators.Constant(FilterValue.Of(true)),
            "false" => FilterOperators.Constant(FilterValue.Of(false)),
            "null" => FilterOperators.Constant(FilterValue.Null),
            "undefined" => FilterOperators.Constant(FilterValue.Undefined),
            "NaN" => FilterOperators.Constant(FilterValue.Of(double.NaN)),
            "" => throw Error("an expression is missing"),
            _ => FilterGlobals.Create(word, Global) ?? throw Error($"`{word}` is not known in a filter"),
        };
    }

    /// <summary>What follows the name of a global object: `.member`, and the arguments of a call.</summary>
    private (string Member, IReadOnlyList<FilterTerm> Arguments) Global()
    {
        string member = Take(".") ? Name() : "";
        Expect('(');
        return (member, Arguments(')'));
    }

    private FilterNode Context()
    {
        _at++;
        string word = Name();
        bool call = Take("()");
        _usesPath |= word == "path";
        _usesParentProperty |= word == "parentProperty";
        return FilterContext.Create(word, call) ?? throw Error($"`@{word}` is not known");
    }

    private FilterNode List()
    {
        _at++;
        IReadOnlyList<FilterTerm> items = Arguments(']');
        return FilterNode.Of((in Candidate candidate) => FilterValue.Of(FilterOperators.Values(items, candidate)));
    }

    private List<FilterTerm> Arguments(char end)
    {
        List<FilterTerm> arguments = [];
        Blanks();
        while (_at < _text.Length && _text[_at] != end)
        {
            arguments.Add(Ternary().Term);
            if (!Take(","))
                break;
            Blanks();
        }

        Expect(end);
        return arguments;
    }

    private FilterNode Suffixes(FilterNode node)
    {
        while (true)
        {
            Blanks();
            if (Take("?."))
                node = FilterOperators.Optional(node, Name());
            else if (_at < _text.Length && _text[_at] == '[')
                node = Computed(node);
            else if (_at + 1 < _text.Length && _text[_at] == '.' && !char.IsAsciiDigit(_text[_at + 1]))
                node = Dotted(node);
            else
                return node;
        }
    }

    private FilterNode Computed(FilterNode node)
    {
        _at++;
        FilterNode name = Ternary();
        Expect(']');
        if (name.Constant?.Printed is { } constant)
            return FilterOperators.Member(node, constant);
        FilterTerm inner = node.Term, member = name.Term;
        return FilterNode.Of((in Candidate candidate) => member(candidate) is { IsThrown: false, Printed: { } text }
            ? FilterMembers.Member(inner(candidate), text, candidate)
            : FilterValue.Thrown);
    }

    private FilterNode Dotted(FilterNode node)
    {
        _at++;
        int start = _at;
        // Public rulesets write `@.x-internal`: a hyphen belongs to the name where no blank stands before it.
        while (_at < _text.Length && (IsNameCharacter(_text[_at]) || (_text[_at] == '-' && _at > start)))
            _at++;
        string name = _text[start.._at];
        if (name.Length == 0)
            throw Error("a name is missing");
        if (!Take("("))
            return FilterOperators.Member(node, name);
        if (!FilterMethods.Names.Contains(name))
            throw Error($"the method `.{name}()` is not known (known: {string.Join(", ", FilterMethods.Names)})");
        return FilterOperators.Call(node, name, Arguments(')'));
    }

    private string Name()
    {
        int start = _at;
        while (_at < _text.Length && IsNameCharacter(_text[_at]))
            _at++;
        return _text[start.._at];
    }

    private TextPattern RegexLiteral()
    {
        int start = ++_at;
        bool set = false;
        for (; _at < _text.Length && (set || _text[_at] != '/'); _at++)
        {
            if (_text[_at] == '\\')
                _at++;
            else if (_text[_at] is '[' or ']')
                set = _text[_at] == '[';
        }

        if (_at >= _text.Length)
            throw Error("the regular expression has no end");
        string pattern = _text[start.._at++];
        int flags = _at;
        while (_at < _text.Length && char.IsAsciiLetter(_text[_at]))
            _at++;
        try
        {
            return LintRegex.Compile(pattern, _text[flags.._at]);
        }
        catch (ArgumentException error)
        {
            throw Error(error.Message);
        }
    }

    private string Quoted()
    {
        char quote = _text[_at++];
        StringBuilder text = new();
        for (; _at < _text.Length && _text[_at] != quote; _at++)
        {
            if (_text[_at] != '\\' || _at + 1 >= _text.Length)
            {
                text.Append(_text[_at]);
                continue;
            }

            char escaped = _text[++_at];
            if (Code(escaped) is { } code)
            {
                text.Append(code);
                continue;
            }

            text.Append(escaped switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', 'v' => '\v', _ => escaped });
        }

        if (_at >= _text.Length)
            throw Error("a quote is missing");
        _at++;
        return text.ToString();
    }

    /// <summary>`\u0041` and `\x41`; nothing is taken where there are no such digits.</summary>
    private char? Code(char kind)
    {
        int digits = kind switch { 'u' => 4, 'x' => 2, _ => 0 };
        if (digits == 0 || _at + digits >= _text.Length
            || !int.TryParse(_text.AsSpan(_at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code))
            return null;
        _at += digits;
        return (char)code;
    }

    private FilterValue Number()
    {
        int start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '.' || (_text[_at] is '-' or '+' && _text[_at - 1] is 'e' or 'E')))
            _at++;
        return double.TryParse(_text[start.._at], NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? FilterValue.Of(number)
            : throw Error($"`{_text[start.._at]}` is no number");
    }
}
