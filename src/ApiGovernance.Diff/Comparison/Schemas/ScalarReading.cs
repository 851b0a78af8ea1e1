using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>Keywords about numbers.</summary>
internal static class NumberReading
{
    private static readonly HashSet<string> Formats = new(StringComparer.Ordinal)
    {
        "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "double-int", "float", "double", "decimal", "decimal128", "unixtime", "sf-integer", "sf-decimal",
    };

    public static bool IsFormat(string format) => Formats.Contains(format);

    public static void Read(DocumentNode node, ResolvedNode place, SchemaShape shape)
    {
        Bound? minimum = Bound(node, "minimum", "exclusiveMinimum", upper: false, shape, place), maximum = Bound(node, "maximum", "exclusiveMaximum", upper: true, shape, place);
        IReadOnlyList<decimal> multiples = [];
        if (node["multipleOf"] is { Kind: NodeKind.Number } step)
        {
            if (Decimals.TryParse(step.Text, out decimal value) && value > 0)
                multiples = [value];
            else
                shape.Opaques.Add(new Opaque("multipleOf", $"multipleOf {step.Text}", place, IsWhole: true));
        }

        if (minimum is null && maximum is null && multiples.Count == 0)
            return;
        shape.Numbers = shape.Numbers with { Minimum = minimum, Maximum = maximum, MultipleOf = multiples, Written = (minimum, maximum), Place = place };
    }

    /// <summary>The tighter of the inclusive and the exclusive bound, in both spellings of the latter.</summary>
    private static Bound? Bound(DocumentNode node, string inclusive, string exclusive, bool upper, SchemaShape shape, ResolvedNode place)
    {
        Bound? bound = null;
        if (node[inclusive] is { Kind: NodeKind.Number } number)
            bound = Number(number, node[exclusive]?.AsBoolean == true, inclusive, shape, place);
        if (node[exclusive] is { Kind: NodeKind.Number } strict && Number(strict, true, exclusive, shape, place) is { } other)
            bound = bound is { } known ? NumberBounds.Tighter(known, other, upper) : other;
        return bound;
    }

    private static Bound? Number(DocumentNode node, bool isExclusive, string keyword, SchemaShape shape, ResolvedNode place)
    {
        if (Decimals.TryParse(node.Text, out decimal value))
            return new Bound(value, isExclusive);
        shape.Opaques.Add(new Opaque(keyword, $"{keyword} {node.Text} {isExclusive}", place, IsWhole: true));
        return null;
    }
}

internal static class NumberBounds
{
    public static Bound Tighter(Bound one, Bound other, bool upper)
    {
        int order = one.Value.CompareTo(other.Value);
        if (order == 0)
            return one.Exclusive ? one : other;
        return order < 0 == upper ? one : other;
    }

    /// <summary>What the first allows, the second allows too.</summary>
    public static bool IsWithin(Bound? inner, Bound? outer, bool upper) =>
        outer is not { } wide || (inner is { } narrow && Tighter(narrow, wide, upper) == narrow);
}

/// <summary>Keywords about strings.</summary>
internal static class StringReading
{
    public static void Read(DocumentNode node, ResolvedNode place, SchemaShape shape, SchemaSpace space)
    {
        long min = Counts.Of(node, "minLength", place, shape) ?? 0;
        long? max = Counts.Of(node, "maxLength", place, shape);
        IReadOnlyList<string> patterns = node["pattern"]?.AsString is { Length: > 0 } pattern && pattern is not (".*" or "^" or "$") ? [pattern] : [];
        string[] formats = node["format"]?.AsString is { } format ? [format] : [];
        if (formats.Length > 0 && NumberReading.IsFormat(formats[0]))
            shape.Numbers = shape.Numbers with { Formats = formats, Place = place };
        bool content = space.Dialect is not (SchemaDialect.Swagger20 or SchemaDialect.OpenApi30);
        StringRules rules = new()
        {
            MinLength = min,
            MaxLength = max,
            Patterns = patterns,
            Formats = formats,
            ContentMediaType = content ? node["contentMediaType"]?.AsString : null,
            ContentEncoding = content ? node["contentEncoding"]?.AsString : null,
            ContentSchema = content && place.Member("contentSchema") is { } schema ? space.Of(schema) : null,
            Place = place,
        };
        if (!rules.IsFree || rules.ContentMediaType is not null || rules.ContentEncoding is not null || rules.ContentSchema is not null)
            shape.Strings = rules;
    }
}

/// <summary>Numbers that count something.</summary>
internal static class Counts
{
    public static long? Of(DocumentNode node, string keyword, ResolvedNode place, SchemaShape shape)
    {
        if (node[keyword] is not { Kind: NodeKind.Number } number)
            return null;
        if (Decimals.TryParse(number.Text, out decimal value) && value >= 0 && value <= long.MaxValue && value == decimal.Truncate(value))
            return (long)value;
        shape.Opaques.Add(new Opaque(keyword, $"{keyword} {number.Text}", place, IsWhole: true));
        return null;
    }
}
