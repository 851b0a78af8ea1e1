using ApiGovernance.Diff.Comparison.Inclusion;
using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Comparison.Texts;

/// <summary>What a sender of a schema writes as text.</summary>
internal static class SentTexts
{
    public static void Read(SchemaShape shape, Spelling spelling)
    {
        // Null has no text that everybody agrees on (OpenAPI 3.1, 4.8.12.4), so nobody sends it.
        if (shape.Kinds != Kinds.Null)
            shape.Kinds &= ~Kinds.Null;
        if (shape.IsAnything || (shape.Kinds == (Kinds.Any & ~Kinds.Null) && shape.Listed == Kinds.None && shape.IsPlain && shape.Strings.IsFree && shape.Arrays.IsFree && shape.Objects.IsFree))
            shape.Kinds = Kinds.String;
        if (spelling == Spelling.Segment && shape.Strings.MinLength == 0)
            shape.Strings = shape.Strings with { MinLength = 1 };
        // An empty list or object leaves no trace: it is not there.
        if (shape.Arrays.MinItems == 0)
            shape.Arrays = shape.Arrays with { MinItems = 1 };
        if (shape.Objects.MinProperties == 0)
            shape.Objects = shape.Objects with { MinProperties = 1 };
        if (!shape.IsPlain || (shape.Listed & Kinds.String) == 0)
            return;
        List<JsonValueText> values = [];
        foreach (JsonValueText value in shape.Values)
        {
            JsonValueText? read = value.AsString is { } text ? TextValues.Read(text) : null;
            // What is not listed is said otherwise already.
            values.Add(read is { } known && ((shape.Kinds & known.Kind) == 0 || (shape.Listed & known.Kind) != 0 || values.Contains(known)) ? known : value);
        }

        shape.Values = [.. values.Distinct()];
        foreach (JsonValueText value in shape.Values.Where(value => (shape.Kinds & value.Kind) == 0))
        {
            shape.Kinds |= value.Kind;
            shape.Listed |= value.Kind;
        }

        if (!shape.Values.Exists(value => value.Kind == Kinds.String))
        {
            shape.Kinds &= ~Kinds.String;
            shape.Listed &= ~Kinds.String;
        }
    }

    /// <summary>Whole numbers as the strings that they are: where a pattern or a length decides over there.</summary>
    public static void Write(SchemaShape shape, SchemaSpace space)
    {
        if (!shape.IsPlain || shape.Has(Kinds.String | Kinds.Fraction) || !shape.Has(Kinds.Integer) || (shape.Listed & Kinds.Integer) != 0)
            return;
        (Bound? min, Bound? max) = ScalarInclusion.Effective(shape.Numbers, space);
        bool positive = min is { Value: >= 0 };
        int? digits = min is { } low && max is { } high ? Math.Max(Digits(low.Value), Digits(high.Value)) : null;
        shape.Kinds = (shape.Kinds & ~Kinds.Integer) | Kinds.String;
        shape.Strings = new StringRules { MinLength = 1, MaxLength = digits, Patterns = [positive ? "^(0|[1-9][0-9]*)$" : "^-?(0|[1-9][0-9]*)$"] };
        shape.Numbers = new NumberRange();
    }

    private static int Digits(decimal value) => decimal.Truncate(value).ToString(System.Globalization.CultureInfo.InvariantCulture).Length;
}
