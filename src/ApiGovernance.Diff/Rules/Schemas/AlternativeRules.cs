using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>`anyOf` and `oneOf`: alternatives are matched by the component they name, then by their place.</summary>
internal static class AlternativeRules
{
    public static void Check(SchemaPair pair)
    {
        Check(pair, "any-of", pair.Before.AnyOf, pair.After.AnyOf);
        Check(pair, "one-of", pair.Before.OneOf, pair.After.OneOf);
    }

    private static void Check(SchemaPair pair, string id, List<ResolvedNode> before, List<ResolvedNode> after)
    {
        if (before.Count == 0 && after.Count == 0)
            return;
        List<ResolvedNode> unmatchedBefore = [], unmatchedAfter = [.. after];
        foreach (ResolvedNode old in before)
        {
            if (unmatchedAfter.Find(candidate => Name(candidate) is { } name && name == Name(old)) is { } same)
            {
                unmatchedAfter.Remove(same);
                pair.Comparison.Compare(old, same, pair.Position);
            }
            else
            {
                unmatchedBefore.Add(old);
            }
        }

        int inPlace = Math.Min(unmatchedBefore.Count, unmatchedAfter.Count);
        for (int i = 0; i < inPlace; i++)
            pair.Comparison.Compare(unmatchedBefore[i], unmatchedAfter[i], pair.Position);
        foreach (ResolvedNode gone in unmatchedBefore.Skip(inPlace))
            pair.Report($"{id}-removed", $"no longer has the alternative {Words(gone)} of {pair.Position.Name}.", Words(gone), null);
        foreach (ResolvedNode added in unmatchedAfter.Skip(inPlace))
            pair.Report($"{id}-added", $"has the new alternative {Words(added)} of {pair.Position.Name}.", null, Words(added));
    }

    private static string? Name(ResolvedNode alternative) => alternative.Node["$ref"]?.AsString;

    private static string Words(ResolvedNode alternative)
    {
        string text = Name(alternative) ?? alternative.Node["title"]?.AsString ?? SchemaReader.Json(alternative.Node);
        return text.Length > 60 ? text[..57] + "..." : text;
    }
}
