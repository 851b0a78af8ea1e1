using ApiGovernance.Linting.Paths.Filters;

namespace ApiGovernance.Linting.Paths;

/// <summary>Reads a path of the dialect into steps.</summary>
internal sealed class PathParser
{
    private readonly string _text;
    private readonly List<PathStep> _steps = [];
    private int _at;

    private PathParser(string text) => _text = text;

    /// <exception cref="PathSyntaxException"/>
    public static JsonPath Parse(string text)
    {
        PathParser parser = new(text);
        parser.Run();
        return new JsonPath(text, parser._steps);
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private void Run()
    {
        if (Current != '$')
            throw Error("a path begins with `$`");
        _at++;
        while (_at < _text.Length)
            Step();
    }

    private void Step()
    {
        switch (Current)
        {
            case '~':
                _at++;
                _steps.Add(new KeyStep());
                break;
            case '^':
                _at++;
                _steps.Add(new ParentStep());
                break;
            case '[':
                Bracket();
                break;
            case '.' when _at + 1 < _text.Length && _text[_at + 1] == '.':
                _at += 2;
                _steps.Add(new DescendStep());
                if (Current is not ('[' or '\0'))
                    Name();
                break;
            case '.':
                _at++;
                // Public rulesets write a dot before a bracket as well.
                if (Current != '[')
                    Name();
                break;
            default:
                throw Error($"unexpected `{Current}`");
        }
    }

    private void Name()
    {
        if (Current == '*')
        {
            _at++;
            _steps.Add(new WildcardStep());
            return;
        }

        int start = _at;
        while (_at < _text.Length && Current is not ('.' or '[' or '~' or '^'))
            _at++;
        if (_at == start)
            throw Error("a name is missing");
        _steps.Add(new MembersStep([_text[start.._at]]));
    }

    private void Bracket()
    {
        _at++;
        if (Current == '?')
        {
            _at++;
            int start = _at;
            string condition = UntilClosingBracket();
            _steps.Add(new FilterStep(FilterParser.Parse(_text, condition, start)));
            return;
        }

        string inside = UntilClosingBracket();
        if (inside.Trim() == "*")
        {
            _steps.Add(new WildcardStep());
            return;
        }

        List<string> names = [];
        foreach (string part in Split(inside))
        {
            string name = part.Trim();
            if (name.Length == 0)
                throw Error("an empty name in `[...]`");
            if (name.Contains(':', StringComparison.Ordinal) && name[0] is not ('\'' or '"'))
                throw Error("slices are not supported; name the members or use a filter");
            names.Add(name.Length > 1 && name[0] is '\'' or '"' && name[^1] == name[0] ? name[1..^1].Replace("\\'", "'", StringComparison.Ordinal) : name);
        }

        _steps.Add(new MembersStep(names));
    }

    /// <summary>The text up to the bracket that closes the one just opened, quotes, nesting and regular expressions minded.</summary>
    private string UntilClosingBracket()
    {
        int start = _at, depth = 1;
        char quote = '\0';
        for (; _at < _text.Length; _at++)
        {
            char c = Current;
            if (quote != '\0')
            {
                if (c == '\\')
                    _at++;
                else if (c == quote)
                    quote = '\0';
            }
            else if (c is '\'' or '"' || (c == '/' && _at > start && _text[_at - 1] is '(' or ' ' && _text[start - 1] == '?'))
            {
                quote = c;
            }
            else if (c == '[')
            {
                depth++;
            }
            else if (c == ']' && --depth == 0)
            {
                return _text[start.._at++];
            }
        }

        throw Error("a `]` is missing");
    }

    private static IEnumerable<string> Split(string inside)
    {
        int start = 0;
        char quote = '\0';
        for (int i = 0; i < inside.Length; i++)
        {
            if (quote != '\0')
                quote = inside[i] == quote ? '\0' : quote;
            else if (inside[i] is '\'' or '"')
                quote = inside[i];
            else if (inside[i] == ',')
            {
                yield return inside[start..i];
                start = i + 1;
            }
        }

        yield return inside[start..];
    }

    private PathSyntaxException Error(string problem) => new(_text, Math.Min(_at, _text.Length), problem);
}
