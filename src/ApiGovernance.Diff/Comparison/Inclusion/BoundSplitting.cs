using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Comparison.Inclusion;

/// <summary>
/// Numbers, texts and arrays cut in two where an alternative of the consumer begins or ends: 0 to 10 is within 0 to 6 and 5 to 10 together,
/// and within neither.
/// </summary>
internal static class BoundSplitting
{
    /// <summary>Each of them may be a further cut.</summary>
    private const int MaxBranches = 12;

    /// <summary>Two parts or none. Each is smaller, so cutting ends.</summary>
    public static IReadOnlyList<SchemaTerm> Parts(SchemaTerm term, SchemaShape consumer)
    {
        SchemaShape shape = term.Shape;
        if ((shape.Kinds & shape.Listed) != 0)
            return [];
        foreach (SchemaTerm branch in Branches(consumer))
        {
            SchemaShape other = branch.Shape;
            IEnumerable<(SchemaTerm, SchemaTerm)> cuts = shape.Kinds switch
            {
                Kinds.Integer or Kinds.Fraction or Kinds.Number => Numbers(term, other.Numbers),
                Kinds.String => Counts(term, "length", other.Strings.MinLength, other.Strings.MaxLength, Lengths),
                Kinds.Array => Counts(term, "items", other.Arrays.MinItems, other.Arrays.MaxItems, Items),
                _ => [],
            };
            foreach ((SchemaTerm low, SchemaTerm high) in cuts)
            {
                if (!low.Shape.IsNothing && !high.Shape.IsNothing)
                    return [low, high];
            }
        }

        return [];
    }

    private static IEnumerable<SchemaTerm> Branches(SchemaShape consumer) =>
        consumer.Groups.SelectMany(group => group.Branches).Concat(consumer.Conditions.Select(condition => condition.If)).Concat(consumer.Nots).Take(MaxBranches);

    private static IEnumerable<(SchemaTerm, SchemaTerm)> Numbers(SchemaTerm term, NumberRange range)
    {
        if (range.Minimum is { } min)
            yield return (Below(term, new Bound(min.Value, !min.Exclusive)), Above(term, min));
        if (range.Maximum is { } max)
            yield return (Below(term, max), Above(term, new Bound(max.Value, !max.Exclusive)));
    }

    private static SchemaTerm Below(SchemaTerm term, Bound max) => Cut(term, $"<{max}", shape =>
        shape.Numbers = shape.Numbers with { Maximum = shape.Numbers.Maximum is { } own ? NumberBounds.Tighter(own, max, upper: true) : max });

    private static SchemaTerm Above(SchemaTerm term, Bound min) => Cut(term, $">{min}", shape =>
        shape.Numbers = shape.Numbers with { Minimum = shape.Numbers.Minimum is { } own ? NumberBounds.Tighter(own, min, upper: false) : min });

    private static IEnumerable<(SchemaTerm, SchemaTerm)> Counts(SchemaTerm term, string what, long min, long? max, Action<SchemaShape, long, long?> cut)
    {
        if (min > 0)
            yield return At(min);
        if (max is { } most and < long.MaxValue)
            yield return At(most + 1);

        (SchemaTerm, SchemaTerm) At(long first) =>
            (Cut(term, $"{what}<{first}", shape => cut(shape, 0, first - 1)), Cut(term, $"{what}>={first}", shape => cut(shape, first, null)));
    }

    private static void Lengths(SchemaShape shape, long min, long? max) => shape.Strings = shape.Strings with
    {
        MinLength = Math.Max(shape.Strings.MinLength, min),
        MaxLength = ShapeMerging.Least(shape.Strings.MaxLength, max),
    };

    private static void Items(SchemaShape shape, long min, long? max) => shape.Arrays = shape.Arrays with
    {
        MinItems = Math.Max(shape.Arrays.MinItems, min),
        MaxItems = ShapeMerging.Least(shape.Arrays.MaxItems, max),
    };

    private static SchemaTerm Cut(SchemaTerm term, string key, Action<SchemaShape> cut) => term.Space.Derived(term, key, () =>
    {
        SchemaShape shape = term.Shape.Copy();
        cut(shape);
        return ShapeNormalization.Settle(shape, term.Space);
    });
}
