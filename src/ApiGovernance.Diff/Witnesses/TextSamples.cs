using ApiGovernance.Diff.Comparison.Inclusion;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>Short strings that a schema allows.</summary>
internal static class TextSamples
{
    /// <summary>A longer text is no witness that anybody reads.</summary>
    public const int MaxLength = 20_000;

    public static string? Smallest(SchemaShape shape, SchemaDialect dialect) => OfLength(shape, dialect, Math.Max(shape.Strings.MinLength, 0), shape.Strings.MaxLength);

    /// <summary>A string of the schema whose length is between the two.</summary>
    public static string? OfLength(SchemaShape shape, SchemaDialect dialect, long min, long? max)
    {
        StringRules rules = shape.Strings;
        if (min > MaxLength || min > (max ?? long.MaxValue))
            return null;
        string[] formats = [.. rules.Formats.Where(format => SchemaFormats.IsMatch(dialect, format, "?"u8) is not null)];
        foreach (string sample in formats.Length == 0 ? [] : Samples(formats[0]))
        {
            if (IsFine(sample, rules, formats, dialect, min, max))
                return sample;
        }

        string plain = min <= 1 && max is not 0 ? "x" : new string('x', (int)min);
        IReadOnlyList<string> patterns = FormatPatterns.Beside(rules, dialect).Patterns;
        if (patterns.Count == 0 || IsFine(plain, rules, formats, dialect, min, max))
            return IsFine(plain, rules, formats, dialect, min, max) ? plain : null;
        PatternSample found = PatternLanguage.Find(patterns, [], ScalarInclusion.Small(min), max is { } most ? ScalarInclusion.Small(most) : null);
        return found.Text;
    }

    /// <summary>A usual text of a format, and a short one.</summary>
    private static IEnumerable<string> Samples(string format)
    {
        if (SchemaFormats.Sample(format) is { } usual)
            yield return usual;
        foreach (string text in (string[])["a", "a:b", "a@b.co", "::", "/a", "P1D", "a.co"])
            yield return text;
    }

    private static bool IsFine(string text, StringRules rules, string[] formats, SchemaDialect dialect, long min, long? max)
    {
        long length = text.EnumerateRunes().Count();
        return length >= min && length <= (max ?? long.MaxValue) && rules.Patterns.All(pattern => NamePatterns.Match(pattern, text) != false)
            && formats.All(format => SchemaFormats.IsMatch(dialect, format, System.Text.Encoding.UTF8.GetBytes(text)) != false);
    }
}

/// <summary>Numbers that a range allows.</summary>
internal static class NumberSamples
{
    public static decimal? Smallest(NumberRange range, bool whole)
    {
        decimal step = range.MultipleOf.Count > 0 ? range.MultipleOf.Aggregate(Common) : whole ? 1 : 0;
        if (whole && step != 0 && step != decimal.Truncate(step))
            step = Common(step, 1);
        if (!whole && step == 0)
            return Between(range);
        decimal start = range.Minimum?.Value ?? (range.Maximum is { } max && max.Value < 1 ? max.Value : 1);
        if (step == 0)
            return start;
        decimal at = range.Minimum is null && range.Maximum is { Value: < 1 } ? decimal.Floor(start / step) * step : decimal.Ceiling(start / step) * step;
        if (range.Minimum is { Exclusive: true } min && at == min.Value)
            at += step;
        if (range.Maximum is { Exclusive: true } most && at == most.Value)
            at -= step;
        // A multiple that is not whole, of a schema for fractions.
        if (!whole && at == decimal.Truncate(at))
            at += step;
        return at;
    }

    public static decimal Common(decimal one, decimal other)
    {
        // The least common multiple, by whole numbers.
        decimal scale = 1;
        while ((one * scale != decimal.Truncate(one * scale) || other * scale != decimal.Truncate(other * scale)) && scale < 1_000_000_000)
            scale *= 10;
        decimal a = one * scale, b = other * scale, x = a, y = b;
        while (y != 0)
            (x, y) = (y, x % y);
        return x == 0 ? one : a / x * b / scale;
    }

    private static decimal Between(NumberRange range) => (range.Minimum, range.Maximum) switch
    {
        ({ } min, { } max) => min.Value + ((max.Value - min.Value) / 2) is var middle && middle == decimal.Truncate(middle) ? min.Value + ((max.Value - min.Value) / 4) : middle,
        ({ } min, null) => decimal.Floor(min.Value) + 1.5m,
        (null, { } max) => decimal.Floor(max.Value) - 0.5m,
        _ => 1.5m,
    };
}
