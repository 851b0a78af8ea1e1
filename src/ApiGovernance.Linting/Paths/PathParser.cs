using System.Globalization;
using ApiGovernance.Linting.Paths.Filters;

namespace ApiGovernance.Linting.Paths;

/// <summary>Reads a path of the dialect. What public rulesets write is taken, also where a grammar would refuse it: `.[`, unquoted unions, odd names.</summary>
internal sealed class PathParser
{
    private readonly string _text;
    private readonly PathBuilder _path = new();
    private int _at;
    private bool _deep;

    private PathParser(string text) => _text = text;

    /// <exception cref="PathSyntaxException"/>
    public static JsonPath Parse(string text)
    {
        PathParser parser = new(text.Trim());
        parser.Run();
        return new JsonPath(text, parser._path.Patterns);
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private void Run()
    {
        if (Current != '$')
            throw Error("a path begins with `$`");
        _at++;
        while (_at < _text.Length)
            Step();
        if (_deep)
            _path.AddSelfAndBelow();
    }

    private void Step()
    {
        switch (Current)
        {
            case '~':
                _at++;
                // `~^` is `~`: Spectral's parser takes the modifiers so.
                while (Current is '^' or '~')
                    _at++;
                if (_at < _text.Length)
                    throw Error("`~` gives a key, below which there is nothing");
                _path.Key();
                break;
            case '^':
                _at++;
                _path.Parent();
                break;
            case '[':
                Bracket();
                break;
            case '.' when _at + 1 < _text.Length && _text[_at + 1] == '.':
                _at += 2;
                _deep = true;
                // `...name` is `..name` with a dot too many.
                if (Current == '.')
                    _at++;
                if (Current is not ('[' or '\0' or '^' or '~'))
                    Name();
                break;
            case '.':
                _at++;
                // A dot at the end leads nowhere further; public rulesets have some.
                if (Current is not ('[' or '\0'))
                    Name();
                break;
            default:
                throw Error($"unexpected `{Current}`");
        }
    }

    private void Name()
    {
        int start = _at;
        while (_at < _text.Length && Current is not ('.' or '[' or '~' or '^'))
            _at++;
        string name = _text[start.._at].Trim();
        if (name.Length == 0)
            throw Error("a name is missing");
        Add(name == "*" ? new AnySelector() : new NameSelector([name.Length > 1 && name[0] is '\'' or '"' && name[^1] == name[0] ? name[1..^1] : name]));
    }

    private void Add(PathSelector selector, params IReadOnlyList<PathCondition> conditions)
    {
        _path.Add([new EdgeStep(_deep, selector, conditions)]);
        _deep = false;
    }

    private void Bracket()
    {
        int start = ++_at;
        string inside = BracketText.UntilClosing(_text, ref _at) ?? throw Error("a `]` is missing");
        string trimmed = inside.Trim();
        if (trimmed.StartsWith('?') && BracketText.Split(inside).Count() == 1)
        {
            int condition = start + inside.IndexOf('?', StringComparison.Ordinal) + 1;
            Add(new AnySelector(), FilterParser.Parse(_text, inside[(inside.IndexOf('?', StringComparison.Ordinal) + 1)..], condition));
        }
        else if (trimmed == "*")
        {
            Add(new AnySelector());
        }
        else if (trimmed.StartsWith('('))
        {
            Add(FromEnd(trimmed));
        }
        else if (trimmed.Contains(':', StringComparison.Ordinal) && Slice(trimmed) is { } slice)
        {
            Add(slice);
        }
        else
        {
            Union(inside, start);
        }
    }

    /// <summary>Names and filters between commas; a name in quotes may be anything.</summary>
    private void Union(string inside, int start)
    {
        List<string> names = [];
        List<EdgeStep> steps = [];
        int at = start;
        foreach (string part in BracketText.Split(inside))
        {
            string name = part.Trim();
            if (name.StartsWith('?'))
            {
                int mark = part.IndexOf('?', StringComparison.Ordinal) + 1;
                steps.Add(new EdgeStep(_deep, new AnySelector(), [FilterParser.Parse(_text, part[mark..], at + mark)]));
            }
            else if (name == "*")
            {
                steps.Add(new EdgeStep(_deep, new AnySelector(), []));
            }
            else if (name.Length == 0)
            {
                throw Error("an empty name in `[...]`");
            }
            else
            {
                names.Add(BracketText.Unquote(part));
            }

            at += part.Length + 1;
        }

        if (names.Count > 0)
            steps.Insert(0, new EdgeStep(_deep, new NameSelector(names), []));
        _path.Add(steps);
        _deep = false;
    }

    /// <summary>`(@.length-1)`: counted from the end.</summary>
    private NameSelector FromEnd(string script)
    {
        string text = script.Replace(" ", "", StringComparison.Ordinal);
        const string Length = "(@.length-";
        if (!text.StartsWith(Length, StringComparison.Ordinal) || !text.EndsWith(')') || !int.TryParse(text[Length.Length..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int back) || back < 1)
            throw Error($"the script `{script}` is not supported; only `(@.length-1)` and its like are");
        return new NameSelector([(-back).ToString(CultureInfo.InvariantCulture)]);
    }

    private SliceSelector? Slice(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length is < 2 or > 3 || !parts.All(part => part.Trim().Length == 0 || int.TryParse(part, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out _)))
            return null;
        int? Part(int i) => i < parts.Length && parts[i].Trim().Length > 0 ? int.Parse(parts[i], NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture) : null;
        int step = Part(2) ?? 1;
        if (step < 1)
            throw Error("the step of a slice must be positive");
        return new SliceSelector(Part(0), Part(1), step);
    }

    private PathSyntaxException Error(string problem) => new(_text, Math.Min(_at, _text.Length), problem);
}
