using System.Globalization;

namespace ApiGovernance.Linting.Paths.Filters;

/// <summary>
/// Reads the JavaScript subset that public rulesets use in filters: `@`, `@.a['b']`, `@property`, `@parentProperty`, literals,
/// `! &amp;&amp; || == != === !== &lt; &lt;= &gt; &gt;= in`, `.match(/re/)`, `/re/.test(x)`, `.includes .startsWith .endsWith .indexOf`.
/// </summary>
internal sealed partial class FilterParser
{
    private readonly string _path;
    private readonly string _text;
    private readonly int _offset;
    private int _at;

    private FilterParser(string path, string text, int offset) => (_path, _text, _offset) = (path, text, offset);

    /// <param name="path">The whole path, for the error message.</param>
    /// <param name="offset">Where the condition begins in it.</param>
    public static FilterExpression Parse(string path, string condition, int offset)
    {
        FilterParser parser = new(path, condition, offset);
        Func<PathMatch, FilterValue> expression = parser.Or();
        parser.Blanks();
        if (parser._at < condition.Length)
            throw parser.Error($"unexpected `{condition[parser._at..]}`");
        return new FilterExpression(expression);
    }

    private Func<PathMatch, FilterValue> Or()
    {
        Func<PathMatch, FilterValue> left = And();
        while (Take("||"))
        {
            Func<PathMatch, FilterValue> first = left, second = And();
            left = match => first(match) is { IsTruthy: true } value ? value : second(match);
        }

        return left;
    }

    private Func<PathMatch, FilterValue> And()
    {
        Func<PathMatch, FilterValue> left = Comparison();
        while (Take("&&"))
        {
            Func<PathMatch, FilterValue> first = left, second = Comparison();
            left = match => first(match) is { IsTruthy: false } value ? value : second(match);
        }

        return left;
    }

    private Func<PathMatch, FilterValue> Comparison()
    {
        Func<PathMatch, FilterValue> left = Unary();
        foreach (string symbol in new[] { "===", "!==", "==", "!=", "<=", ">=", "<", ">", "in " })
        {
            if (!Take(symbol))
                continue;
            if (symbol == "in ")
                return In(left);
            Func<PathMatch, FilterValue> right = Unary();
            return match => FilterValue.Of(Compare(symbol, left(match), right(match)));
        }

        return left;
    }

    private static bool Compare(string symbol, FilterValue left, FilterValue right) => symbol switch
    {
        "===" => left.StrictlyEquals(right),
        "!==" => !left.StrictlyEquals(right),
        "==" => left.LooselyEquals(right),
        "!=" => !left.LooselyEquals(right),
        _ when left.Kind == right.Kind && left.Kind == OpenApi.Documents.NodeKind.String => Ordered(symbol, string.CompareOrdinal(left.Text, right.Text)),
        _ => left.Number is { } a && right.Number is { } b && Ordered(symbol, a.CompareTo(b)),
    };

    private static bool Ordered(string symbol, int order) => symbol switch
    {
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };

    private Func<PathMatch, FilterValue> In(Func<PathMatch, FilterValue> left)
    {
        Expect('[');
        List<Func<PathMatch, FilterValue>> items = [];
        while (!Take("]"))
        {
            items.Add(Unary());
            _ = Take(",");
        }

        return match => FilterValue.Of(items.Exists(item => item(match).LooselyEquals(left(match))));
    }

    private Func<PathMatch, FilterValue> Unary()
    {
        if (Take("!"))
        {
            Func<PathMatch, FilterValue> inner = Unary();
            return match => FilterValue.Of(!inner(match).IsTruthy);
        }

        if (Take("("))
        {
            Func<PathMatch, FilterValue> inner = Or();
            Expect(')');
            return Suffixes(inner);
        }

        return Suffixes(Primary());
    }

    private static Func<PathMatch, FilterValue> Constant(FilterValue value) => _ => value;

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
        if (!Take(symbol.ToString(CultureInfo.InvariantCulture)))
            throw Error($"`{symbol}` is missing");
    }

    private PathSyntaxException Error(string problem) => new(_path, _offset + Math.Min(_at, _text.Length), problem);
}
