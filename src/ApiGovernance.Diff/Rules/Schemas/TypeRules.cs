using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>Kinds of values, and null apart from the others.</summary>
internal static class TypeRules
{
    public static void Check(PairContext pair)
    {
        Kinds old = pair.Old.Kinds, now = pair.New.Kinds;
        Kinds before = old & ~Kinds.Null, after = now & ~Kinds.Null;
        // A list of values says more than the kinds that it leaves.
        bool listed = before != 0 && after != 0 && ((pair.New.IsFinite && (after & ~before) == 0) || (pair.Old.IsFinite && (before & ~after) == 0));
        if (before != after && !listed)
            Kind(pair, before, after);
        if (before == after || (old != Kinds.Any && now != Kinds.Any))
            Null(pair, (old & Kinds.Null) != 0, (now & Kinds.Null) != 0);
    }

    private static void Kind(PairContext pair, Kinds before, Kinds after)
    {
        string was = KindNames.Words(pair.Old.Kinds), now = KindNames.Words(pair.New.Kinds);
        bool lists = pair.Old.Notes.IsTypeList && pair.New.Notes.IsTypeList;
        if ((before & ~after) == 0)
        {
            pair.Report(lists ? "list-of-types-widened" : "type-generalized", name => $"{pair.Takes} more types of {name}: {now} instead of {was}.", was, now, "kind");
        }
        else if ((after & ~before) == 0)
        {
            pair.Report(
                lists ? "list-of-types-narrowed" : "type-specialized",
                name => pair.IsRequest ? $"no longer accepts {name} as {was}, only as {now}." : $"returns {name} only as {now}, before as {was}.", was, now, "kind");
        }
        else
        {
            pair.Report("type-changed", name => $"has another type of {name}: {now} instead of {was}.", was, now, "kind");
        }
    }

    private static void Null(PairContext pair, bool was, bool now)
    {
        if (!was && now)
            pair.Report("became-nullable", name => $"{pair.Takes} null for {name} now.", tag: "null");
        else if (was && !now)
            pair.Report("became-not-nullable", name => $"{pair.NoLongerTakes} null for {name}.", tag: "null");
    }
}
