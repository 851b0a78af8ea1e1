using System.Globalization;
using System.Text.RegularExpressions;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Paths.Filters;

/// <summary>The leaves of a filter, and what may hang on them.</summary>
internal sealed partial class FilterParser
{
    private Func<PathMatch, FilterValue> Primary()
    {
        Blanks();
        char c = _at < _text.Length ? _text[_at] : '\0';
        if (c == '@')
            return Context();
        if (c is '\'' or '"')
            return Constant(FilterValue.Of(Quoted()));
        if (c == '/')
            return RegexTest();
        if (char.IsAsciiDigit(c) || c == '-')
            return Constant(Number());
        foreach ((string word, FilterValue value) in new[]
        {
            ("true", FilterValue.Of(true)), ("false", FilterValue.Of(false)), ("null", FilterValue.Null),
            ("undefined", FilterValue.Undefined), ("void 0", FilterValue.Undefined),
        })
        {
            if (Take(word))
                return Constant(value);
        }

        throw Error("an expression is missing or of a kind that is not supported");
    }

    private Func<PathMatch, FilterValue> Context()
    {
        _at++;
        int start = _at;
        while (_at < _text.Length && char.IsAsciiLetter(_text[_at]))
            _at++;
        string word = _text[start.._at];
        bool call = Take("()");
        return (word, call) switch
        {
            ("", false) => match => FilterValue.Of(match),
            ("property", false) => match => Name(match),
            ("parentProperty", false) => match => match.Parent is { } parent ? Name(parent) : FilterValue.Undefined,
            ("parent", false) => match => match.Parent is { } parent ? FilterValue.Of(parent) : FilterValue.Undefined,
            ("path", false) => match => FilterValue.Of(match.Path),
            ("root", false) => match => FilterValue.Of(new PathMatch(match.View.Root, match.View)),
            ("string", true) => match => FilterValue.Of(match.Value.Kind == NodeKind.String),
            ("number", true) => match => FilterValue.Of(match.Value.Kind == NodeKind.Number),
            ("boolean", true) => match => FilterValue.Of(match.Value.Kind == NodeKind.Boolean),
            ("object", true) => match => FilterValue.Of(match.Value.Kind == NodeKind.Object),
            ("array", true) => match => FilterValue.Of(match.Value.Kind == NodeKind.Array),
            ("null", true) => match => FilterValue.Of(match.Value.Kind == NodeKind.Null),
            _ => throw Error($"`@{word}` is not known"),
        };
    }

    private static FilterValue Name(PathMatch match) => match.Property is null ? FilterValue.Undefined
        : match.Parent?.Place.Node.IsArray == true && double.TryParse(match.Property, CultureInfo.InvariantCulture, out double index) ? FilterValue.OfNumber(index)
        : FilterValue.Of(match.Property);

    private Func<PathMatch, FilterValue> Suffixes(Func<PathMatch, FilterValue> value)
    {
        while (_at < _text.Length)
        {
            if (_text[_at] == '[')
            {
                _at++;
                Func<PathMatch, FilterValue> name = Or(), inner = value;
                Expect(']');
                value = match => name(match).Text is { } member ? inner(match).Member(member) : FilterValue.Undefined;
            }
            else if (_text[_at] == '.')
            {
                _at++;
                int start = _at;
                while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '$' or '-'))
                    _at++;
                string name = _text[start.._at];
                Func<PathMatch, FilterValue> inner = value;
                value = Take("(") ? Call(inner, name) : match => inner(match).Member(name);
            }
            else
            {
                break;
            }
        }

        return value;
    }

    private Func<PathMatch, FilterValue> Call(Func<PathMatch, FilterValue> value, string name)
    {
        Blanks();
        if (name == "match")
        {
            Regex regex = _at < _text.Length && _text[_at] == '/' ? RegexLiteral() : LintRegex.Compile(Quoted(), "");
            Expect(')');
            return match => FilterValue.Of(value(match) is { Kind: NodeKind.String, Text: { } text } && LintRegex.IsMatch(regex, text));
        }

        Func<PathMatch, FilterValue> argument = Or();
        Expect(')');
        Func<string, string, FilterValue> function = name switch
        {
            "includes" => (text, part) => FilterValue.Of(text.Contains(part, StringComparison.Ordinal)),
            "startsWith" => (text, part) => FilterValue.Of(text.StartsWith(part, StringComparison.Ordinal)),
            "endsWith" => (text, part) => FilterValue.Of(text.EndsWith(part, StringComparison.Ordinal)),
            "indexOf" => (text, part) => FilterValue.OfNumber(text.IndexOf(part, StringComparison.Ordinal)),
            _ => throw Error($"the method `.{name}()` is not known"),
        };
        return match =>
        {
            FilterValue subject = value(match), part = argument(match);
            if (subject.Kind == NodeKind.Array && name == "includes")
                return FilterValue.Of(subject.Match?.Children().Any(item => FilterValue.Of(item).StrictlyEquals(part)) == true);
            return subject.Kind == NodeKind.String && part.Text is { } text ? function(subject.Text!, text) : FilterValue.Undefined;
        };
    }

    private Func<PathMatch, FilterValue> RegexTest()
    {
        Regex regex = RegexLiteral();
        if (!Take(".test("))
            throw Error("a regular expression stands in `.match(/.../)` or `/.../.test(x)`");
        Func<PathMatch, FilterValue> value = Or();
        Expect(')');
        return match => FilterValue.Of(value(match) is { Kind: NodeKind.String, Text: { } text } && LintRegex.IsMatch(regex, text));
    }

    private Regex RegexLiteral()
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

        string pattern = _text[start..Math.Min(_at, _text.Length)];
        int flags = ++_at;
        while (_at < _text.Length && char.IsAsciiLetter(_text[_at]))
            _at++;
        try
        {
            return LintRegex.Compile(pattern, _text[Math.Min(flags, _text.Length)..Math.Min(_at, _text.Length)]);
        }
        catch (ArgumentException error)
        {
            throw Error(error.Message);
        }
    }

    private string Quoted()
    {
        char quote = _text[_at];
        int start = ++_at;
        while (_at < _text.Length && _text[_at] != quote)
            _at += _text[_at] == '\\' ? 2 : 1;
        if (_at >= _text.Length)
            throw Error("a quote is missing");
        return _text[start.._at++].Replace($"\\{quote}", quote.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private FilterValue Number()
    {
        int start = _at++;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] is '.' or 'e' or 'E'))
            _at++;
        return new FilterValue(NodeKind.Number, _text[start.._at], null);
    }
}
