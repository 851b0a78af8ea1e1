using ApiGovernance.Diff.Comparison.Inclusion;
using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Comparison.Texts;

/// <summary>What a reader of a schema takes as text.</summary>
internal static class TakenTexts
{
    private const Kinds Literals = Kinds.Number | Kinds.Boolean;
    private const string NumberText = @"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$";
    private const string BooleanText = "^(true|false)$";

    public static void Widen(SchemaShape shape, Spelling spelling)
    {
        // What must not be, or depends on something else, is judged as it is written.
        if (!shape.IsPlain)
            return;
        if ((shape.Listed & Kinds.String) != 0)
            Listed(shape);
        else if (shape.Has(Kinds.String))
            Free(shape, spelling);
        else if (shape.Has(Kinds.Integer) && (shape.Listed & Kinds.Integer) == 0 && shape.Numbers.IsFree)
            Digits(shape);
        if (spelling is Spelling.Exploded or Spelling.Text)
            Single(shape, spelling);
    }

    private static void Listed(SchemaShape shape)
    {
        foreach (JsonValueText value in shape.Values.ToArray())
        {
            if (value.AsString is not { } text || TextValues.Read(text) is not { } read || (shape.Has(read.Kind) && (shape.Listed & read.Kind) == 0) || shape.Values.Contains(read))
                continue;
            shape.Kinds |= read.Kind;
            shape.Listed |= read.Kind;
            shape.Values.Add(read);
        }
    }

    private static void Free(SchemaShape shape, Spelling spelling)
    {
        // A list or an object that is one text is a string as well; which one depends on the style, so only any string will do.
        if (spelling is Spelling.Text or Spelling.Segment && shape.Strings is { IsFree: true, ContentMediaType: null, ContentEncoding: null, ContentSchema: null })
        {
            (shape.Arrays, shape.Objects) = (new ArrayRules(), new ObjectRules());
            Open(shape, Kinds.Array | Kinds.Object);
        }

        if (Takes(shape, NumberText))
        {
            shape.Numbers = new NumberRange();
            Open(shape, Kinds.Number);
        }

        if (Takes(shape, BooleanText))
            Open(shape, Kinds.Boolean);
    }

    /// <summary>A string of digits is read as a number.</summary>
    private static void Digits(SchemaShape shape)
    {
        shape.Kinds |= Kinds.String;
        shape.Strings = new StringRules { Patterns = [@"^-?[0-9]+$"] };
    }

    private static void Open(SchemaShape shape, Kinds kinds)
    {
        shape.Kinds |= kinds;
        shape.Listed &= ~kinds;
        shape.Values.RemoveAll(value => (value.Kind & kinds) != 0);
    }

    /// <summary>Every text of the pattern satisfies what is said of strings.</summary>
    private static bool Takes(SchemaShape shape, string texts)
    {
        StringRules strings = shape.Strings, sent = new() { MinLength = 1, Patterns = [texts] };
        // int64 and others count for the digits in strings, too.
        if (shape.Numbers.Formats.Count > 0 && !shape.Has(Kinds.Number))
            return false;
        return strings.MinLength <= (texts == BooleanText ? 4 : 1) && !(strings.MaxLength < (texts == BooleanText ? 5 : long.MaxValue))
            && strings.Formats.All(ScalarInclusion.Annotates) && strings.ContentMediaType is null && strings.ContentEncoding is null && strings.ContentSchema is null
            && strings.Patterns.All(pattern => ScalarInclusion.IsPatternWithin(sent, pattern));
    }

    /// <summary>One text is a list of one.</summary>
    private static void Single(SchemaShape shape, Spelling spelling)
    {
        ArrayRules arrays = shape.Arrays;
        if (!shape.Has(Kinds.Array) || (shape.Kinds & (Literals | Kinds.String)) != 0 || arrays.MinItems > 1 || arrays.MaxItems == 0 || arrays.Contains.Count > 0)
            return;
        SchemaShape? item = arrays.At(0)?.Shape;
        if (item is { IsPlain: false } or { Dangling.Count: > 0 })
            return;
        Kinds taken = (item?.Kinds ?? Kinds.Any) & (Literals | Kinds.String);
        // A text with a comma is a list of two, unless each item has its own field.
        bool isWhole = spelling == Spelling.Exploded || (item is null or { Strings.IsFree: true, Listed: Kinds.None } && arrays is { MaxItems: null, Unique: false });
        if (!isWhole)
            taken &= ~Kinds.String;
        shape.Kinds |= taken;
        if (item is null)
            return;
        shape.Listed |= item.Listed & taken;
        shape.Values = [.. shape.Values, .. item.Values.Where(value => (value.Kind & taken) != 0)];
        (shape.Numbers, shape.Strings) = (item.Numbers, item.Strings);
    }
}
