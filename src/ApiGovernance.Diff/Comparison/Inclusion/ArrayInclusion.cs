using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Comparison.Inclusion;

/// <summary>Arrays of a producer within those of a consumer.</summary>
internal static class ArrayInclusion
{
    /// <param name="ask">Whether what is sent by the one is fine for the other.</param>
    /// <param name="askOpen">The same of values, whoever sends them.</param>
    public static bool Holds(ArrayRules from, SchemaSpace producers, ArrayRules to, Func<SchemaTerm, SchemaTerm?, bool> ask, Func<SchemaTerm, SchemaTerm?, bool> askOpen)
    {
        // Of so many different values no more can be unique.
        if (from.Unique && FreeValues.Count(from.Items) is { } different && from.Prefix.Count + different < (from.MaxItems ?? long.MaxValue))
            return Holds(@from with { Unique = false, MaxItems = from.Prefix.Count + different }, producers, to with { Unique = false }, ask, askOpen);
        if (from.MinItems < to.MinItems || (to.MaxItems is { } most && !(from.MaxItems <= most)) || (to.Unique && !from.Unique && from.MaxItems is not <= 1))
            return false;
        int known = Math.Max(from.Prefix.Count, to.Prefix.Count);
        for (int i = 0; i < known && i < (from.MaxItems ?? long.MaxValue); i++)
        {
            if (!ask(from.At(i) ?? producers.Anything, to.At(i)))
                return false;
        }

        if ((from.MaxItems ?? long.MaxValue) > known && !ask(from.Items ?? producers.Anything, to.Items))
            return false;
        return to.Contains.All(some => Contains(from, producers, some, ask, askOpen));
    }

    private static bool Contains(ArrayRules from, SchemaSpace producers, Contains some, Func<SchemaTerm, SchemaTerm?, bool> ask, Func<SchemaTerm, SchemaTerm?, bool> askOpen)
    {
        bool enough = some.Min == 0
            || from.Contains.Any(own => own.Min >= some.Min && ask(own.Term, some.Term))
            || (from.MinItems >= some.Min && Enough(from, producers, some, ask));
        // At most so many: the same ones are counted, or there are not more items at all.
        bool few = some.Max is not { } most || from.MaxItems <= most
            || from.Contains.Any(own => own.Max <= most && askOpen(some.Term, own.Term));
        return enough && few;
    }

    private static bool Enough(ArrayRules from, SchemaSpace producers, Contains some, Func<SchemaTerm, SchemaTerm?, bool> ask)
    {
        long found = 0;
        for (int i = 0; i < from.Prefix.Count && i < from.MinItems; i++)
            found += ask(from.Prefix[i], some.Term) ? 1 : 0;
        if (from.MinItems > from.Prefix.Count && ask(from.Items ?? producers.Anything, some.Term))
            found += from.MinItems - from.Prefix.Count;
        return found >= some.Min;
    }
}
