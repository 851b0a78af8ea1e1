namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>Two shapes that hold together, as one.</summary>
internal static class ShapeMerging
{
    public static SchemaShape Both(SchemaShape one, SchemaShape other, SchemaSpace space)
    {
        if (other.IsAnything && other.Dangling.Count == 0)
            return Noted(one, one, other);
        if (one.IsAnything && one.Dangling.Count == 0)
            return Noted(other, one, other);
        SchemaShape both = one.Copy();
        both.Kinds = one.Kinds & other.Kinds;
        Values(both, one, other);
        both.Numbers = Numbers(one.Numbers, other.Numbers);
        both.Strings = Strings(one.Strings, other.Strings, space);
        both.Arrays = Arrays(one.Arrays, other.Arrays, space);
        both.Objects = ObjectMerging.Both(one.Objects, other.Objects, space, both);
        both.Groups.AddRange(other.Groups.Where(group => !both.Groups.Contains(group)));
        both.Chosen = [.. one.Chosen.Union(other.Chosen)];
        both.Decided = [.. one.Decided.Union(other.Decided)];
        both.Nots = [.. one.Nots.Union(other.Nots)];
        both.Conditions.AddRange(other.Conditions);
        both.Opaques.AddRange(other.Opaques);
        both.Notes = NoteReading.Both(one.Notes, other.Notes);
        both.Dangling = [.. one.Dangling.Union(other.Dangling)];
        return both;
    }

    private static SchemaShape Noted(SchemaShape shape, SchemaShape one, SchemaShape other)
    {
        SchemaNotes notes = NoteReading.Both(one.Notes, other.Notes);
        bool written = (one.Objects.IsAdditionalWritten || other.Objects.IsAdditionalWritten) && !shape.Objects.IsAdditionalWritten;
        if (notes == shape.Notes && !written)
            return shape;
        SchemaShape copy = shape.Copy();
        copy.Notes = notes;
        if (written)
            copy.Objects = shape.Objects with { IsAdditionalWritten = true };
        return copy;
    }

    private static void Values(SchemaShape both, SchemaShape one, SchemaShape other)
    {
        both.Listed = one.Listed | other.Listed;
        both.Values =
        [
            .. one.Values.Where(value => (other.Listed & value.Kind) == 0 || other.Has(value)),
            .. other.Values.Where(value => (one.Listed & value.Kind) == 0),
        ];
    }

    private static NumberRange Numbers(NumberRange one, NumberRange other)
    {
        if (other.IsFree || ReferenceEquals(one, other))
            return one;
        if (one.IsFree)
            return other;
        return one with
        {
            Minimum = Tighter(one.Minimum, other.Minimum, upper: false),
            Maximum = Tighter(one.Maximum, other.Maximum, upper: true),
            Written = (Tighter(one.Written.Minimum, other.Written.Minimum, upper: false), Tighter(one.Written.Maximum, other.Written.Maximum, upper: true)),
            MultipleOf = [.. one.MultipleOf.Union(other.MultipleOf).Order()],
            Formats = Texts(one.Formats, other.Formats),
        };
    }

    private static Bound? Tighter(Bound? one, Bound? other, bool upper) =>
        one is { } a && other is { } b ? NumberBounds.Tighter(a, b, upper) : one ?? other;

    private static StringRules Strings(StringRules one, StringRules other, SchemaSpace space)
    {
        if (ReferenceEquals(one, other) || other == new StringRules())
            return one;
        if (one == new StringRules())
            return other;
        return one with
        {
            MinLength = Math.Max(one.MinLength, other.MinLength),
            MaxLength = Least(one.MaxLength, other.MaxLength),
            Patterns = Texts(one.Patterns, other.Patterns),
            Formats = Texts(one.Formats, other.Formats),
            ContentMediaType = one.ContentMediaType ?? other.ContentMediaType,
            ContentEncoding = one.ContentEncoding ?? other.ContentEncoding,
            ContentSchema = one.ContentSchema is { } a && other.ContentSchema is { } b ? space.All(a, b) : one.ContentSchema ?? other.ContentSchema,
        };
    }

    private static ArrayRules Arrays(ArrayRules one, ArrayRules other, SchemaSpace space)
    {
        if (other.IsFree || ReferenceEquals(one, other))
            return one;
        if (one.IsFree)
            return other;
        List<SchemaTerm> prefix = [];
        for (int i = 0; i < Math.Max(one.Prefix.Count, other.Prefix.Count); i++)
            prefix.Add(Both(one.At(i), other.At(i), space) ?? space.Anything);
        return one with
        {
            Prefix = prefix,
            Items = Both(one.Items, other.Items, space),
            MinItems = Math.Max(one.MinItems, other.MinItems),
            MaxItems = Least(one.MaxItems, other.MaxItems),
            Unique = one.Unique || other.Unique,
            Contains = [.. one.Contains.Union(other.Contains)],
        };
    }

    internal static SchemaTerm? Both(SchemaTerm? one, SchemaTerm? other, SchemaSpace space) =>
        one is { } a && other is { } b ? space.All(a, b) : one ?? other;

    internal static long? Least(long? one, long? other) => one is { } a && other is { } b ? Math.Min(a, b) : one ?? other;

    private static string[] Texts(IReadOnlyList<string> one, IReadOnlyList<string> other) => [.. one.Union(other).Order(StringComparer.Ordinal)];
}
