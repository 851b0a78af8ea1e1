using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>`anyOf` and `oneOf`: alternatives are matched by the component they name, then by meaning, then by title or place.</summary>
internal static class AlternativeRules
{
    public static void Check(SchemaPair pair)
    {
        if (pair.Before.NullAlternative != pair.After.NullAlternative && HasAny(pair.Before) && HasAny(pair.After))
        {
            bool now = pair.After.NullAlternative;
            pair.Report(now ? "became-nullable" : "became-not-nullable", $"{(now ? "allows" : "no longer allows")} null for {pair.Position.Name}.");
        }

        Check(pair, "any-of", "anyOf", pair.Before.AnyOf, pair.After.AnyOf);
        Check(pair, "one-of", "oneOf", pair.Before.OneOf, pair.After.OneOf);
    }

    public static void Report(SchemaPair pair, string id, ResolvedNode alternative, bool added)
    {
        if (added)
            pair.Report($"{id}-added", $"has the new alternative {Words(alternative)} of {pair.Position.Name}.", null, Words(alternative));
        else
            pair.Report($"{id}-removed", $"no longer has the alternative {Words(alternative)} of {pair.Position.Name}.", Words(alternative), null);
    }

    private static void Check(SchemaPair pair, string id, string keyword, List<ResolvedNode> before, List<ResolvedNode> after)
    {
        if (before.Count == 0 && after.Count == 0)
            return;
        if (before.Count == 0 || after.Count == 0)
        {
            // Alternatives beside other keywords narrow, without them nothing is left: which values that concerns is not known here.
            pair.Comparison.NotCompared(pair, keyword);
            return;
        }

        List<ResolvedNode> gone = [.. before], added = [.. after];
        Match(gone, added, (old, now) => Name(old) is { } name && name == Name(now), pair.Comparison.Compare, pair.Position);
        Match(gone, added, (old, now) => SchemaText.Same(old, pair.Comparison.Before.Bundle, now, pair.Comparison.After.Bundle), null, pair.Position);
        Match(gone, added, (old, now) => Title(old) is { } title && title == Title(now), pair.Comparison.Compare, pair.Position);
        if (gone.Count == added.Count)
            Match(gone, added, (_, _) => true, pair.Comparison.Compare, pair.Position);
        foreach (ResolvedNode alternative in gone)
            Report(pair, id, alternative, added: false);
        foreach (ResolvedNode alternative in added)
            Report(pair, id, alternative, added: true);
    }

    private static void Match(
        List<ResolvedNode> gone, List<ResolvedNode> added, Func<ResolvedNode, ResolvedNode, bool> same,
        Action<ResolvedNode, ResolvedNode, SchemaPosition>? compare, SchemaPosition position)
    {
        foreach (ResolvedNode old in gone.ToList())
        {
            if (added.Find(now => same(old, now)) is not { } match)
                continue;
            gone.Remove(old);
            added.Remove(match);
            compare?.Invoke(old, match, position);
        }
    }

    private static bool HasAny(SchemaView view) => view.AnyOf.Count + view.OneOf.Count > 0;

    private static string? Name(ResolvedNode alternative) => alternative.Node["$ref"]?.AsString;

    private static string? Title(ResolvedNode alternative) => alternative.Node["title"]?.AsString;

    private static string Words(ResolvedNode alternative)
    {
        string text = Name(alternative) ?? Title(alternative) ?? SchemaReader.Json(alternative.Node);
        return text.Length > 60 ? text[..57] + "..." : text;
    }
}
