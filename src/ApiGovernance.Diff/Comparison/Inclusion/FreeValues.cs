using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Diff.Comparison.Inclusion;

/// <summary>Values that nobody lists and that are few all the same: an integer from 3 to 3, a text of no characters.</summary>
internal static class FreeValues
{
    private const int MaxValues = 64;
    private const decimal Largest = 1_000_000_000_000m;

    /// <summary>All that the one allows of a kind is in the list of the other. True is proof.</summary>
    public static bool AreListed(SchemaShape from, Kinds kind, SchemaShape to, SchemaDialect dialect) => kind switch
    {
        Kinds.String => AreTextsListed(FormatPatterns.Beside(from.Strings, dialect), to),
        Kinds.Integer or Kinds.Fraction => Numbers(from.Numbers, kind) is { } numbers && numbers.TrueForAll(to.Has),
        Kinds.Array => from.Arrays.MaxItems == 0 && to.Has(new JsonValueText(Kinds.Array, "[]")),
        Kinds.Object => IsEmpty(from.Objects) && to.Has(new JsonValueText(Kinds.Object, "{}")),
        _ => false,
    };

    /// <summary>At most so many different values; null where they are many.</summary>
    public static long? Count(SchemaTerm? term)
    {
        if (term is null)
            return null;
        SchemaShape shape = term.Shape;
        long count = shape.Values.Count + (shape.Has(Kinds.Null) ? 1 : 0);
        foreach (Kinds kind in KindNames.Each)
        {
            if (kind == Kinds.Null || (shape.Kinds & ~shape.Listed & kind) == 0)
                continue;
            long? more = kind switch
            {
                Kinds.Boolean => 2,
                Kinds.Integer or Kinds.Fraction => Numbers(shape.Numbers, kind)?.Count,
                Kinds.String => shape.Strings.MaxLength == 0 ? 1 : null,
                Kinds.Array => shape.Arrays.MaxItems == 0 ? 1 : null,
                _ => IsEmpty(shape.Objects) ? 1 : null,
            };
            if (more is not { } known)
                return null;
            count += known;
        }

        return count;
    }

    private static bool AreTextsListed(StringRules texts, SchemaShape to)
    {
        if (texts.Patterns.Count == 0 && texts.MaxLength != 0)
            return false;
        List<string> listed = [.. to.Values.Where(value => value.Kind == Kinds.String).Select(value => value.AsString!)];
        return listed.Count <= MaxValues
            && PatternLanguage.Find(texts.Patterns, [ExactText.Pattern(listed)], ScalarInclusion.Small(texts.MinLength), texts.MaxLength is { } max ? ScalarInclusion.Small(max) : null).Outcome == PatternSampleOutcome.None;
    }

    private static List<JsonValueText>? Numbers(NumberRange range, Kinds kind)
    {
        if (range is not { Minimum: { } min, Maximum: { } max })
            return null;
        if (kind == Kinds.Fraction)
            return min.Value == max.Value ? [.. min.Value == decimal.Truncate(min.Value) ? [] : (JsonValueText[])[JsonValueText.OfNumber(min.Value)]] : null;
        decimal first = decimal.Ceiling(min.Value), last = decimal.Floor(max.Value);
        if (first < -Largest || last > Largest || last - first >= MaxValues)
            return null;
        List<JsonValueText> values = [];
        for (decimal value = first; value <= last; value++)
        {
            if (!(min.Exclusive && value == min.Value) && !(max.Exclusive && value == max.Value) && range.MultipleOf.All(step => value % step == 0))
                values.Add(JsonValueText.OfNumber(value));
        }

        return values;
    }

    /// <summary>Only the object without members is left.</summary>
    private static bool IsEmpty(ObjectRules rules) =>
        rules.MaxProperties == 0 || (rules is { IsClosed: true, Patterns.Count: 0 } && rules.Properties.Values.All(property => property.IsNothing));
}
