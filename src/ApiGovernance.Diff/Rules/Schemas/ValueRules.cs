using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>Listed values: `enum` and `const`.</summary>
internal static class ValueRules
{
    public static void Check(PairContext pair)
    {
        SchemaShape old = pair.Old, now = pair.New;
        Kinds common = old.Kinds & now.Kinds & ~Kinds.Null;
        Kinds both = old.Listed & now.Listed, gained = now.Listed & ~old.Listed & old.Kinds, lost = old.Listed & ~now.Listed & now.Kinds;
        if (IsSingle(old) && IsSingle(now) && old.Values[0] != now.Values[0])
        {
            pair.Report("const-changed", name => $"has another single value for {name}: {now.Values[0]} instead of {old.Values[0]}.", old.Values[0].Text, now.Values[0].Text, $"enum:{(pair.IsRequest ? old : now).Values[0].Text}");
            return;
        }

        if (gained != 0 && now.Values.Count > 0)
            Listed(pair, now);
        if (lost != 0 && old.Values.Count > 0)
            Free(pair, old);
        if (both == 0 && (common & old.Listed & now.Listed) == 0 && gained == 0 && lost == 0 && !(old.Listed != 0 && now.Listed != 0))
            return;
        if (gained == 0 && lost == 0)
            Values(pair, old, now);
    }

    private static bool IsSingle(SchemaShape shape) => shape is { Values.Count: 1, IsFinite: true, Notes.IsConst: true };

    private static void Listed(PairContext pair, SchemaShape now)
    {
        string values = Short(now);
        if (IsSingle(now))
            pair.Report("const-added", name => $"{(pair.IsRequest ? "accepts" : "returns")} only {values} for {name} now.", null, values, "enum");
        else
            pair.Report("became-enum", name => $"{(pair.IsRequest ? "accepts" : "returns")} only listed values for {name} now: {values}.", null, values, "enum");
    }

    private static void Free(PairContext pair, SchemaShape old)
    {
        string values = Short(old);
        if (IsSingle(old))
            pair.Report("const-removed", name => $"{pair.Takes} other values than {values} for {name} now.", values, null, "enum");
        else
            pair.Report("enum-dropped", name => $"{pair.Takes} any value for {name}, no longer only listed ones.", values, null, "enum");
    }

    private static void Values(PairContext pair, SchemaShape old, SchemaShape now)
    {
        HashSet<JsonValueText> before = [.. old.Values], after = [.. now.Values];
        // Readers of an extensible list were told that others will come.
        bool extensible = old.Notes.ExtensibleEnum.Count > 0;
        foreach (JsonValueText value in old.Values.Where(value => !after.Contains(value)))
            pair.Report("enum-value-removed", name => $"{pair.NoLongerTakes} {value} for {name}.", value.Text, null, $"enum:{value.Text}");
        foreach (JsonValueText value in now.Values.Where(value => !before.Contains(value) && !(extensible && !pair.IsRequest)))
            pair.Report("enum-value-added", name => $"{pair.Takes} {value} for {name} now.", null, value.Text, $"enum:{value.Text}");
    }

    private static string Short(SchemaShape shape)
    {
        string text = string.Join(", ", shape.Values);
        return text.Length <= 120 ? text : text[..117] + "...";
    }
}
