using ApiGovernance.Diff.Comparison;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>Types, and null apart from the others.</summary>
internal static class TypeRules
{
    public static void Check(SchemaPair pair)
    {
        SortedSet<string>? before = Without(pair.Before.Types), after = Without(pair.After.Types);
        string name = pair.Position.Name, was = Words(pair.Before.Types), now = Words(pair.After.Types);
        if (!Same(before, after))
        {
            if (IsSubset(before, after))
                pair.Report("type-generalized", $"{Takes(pair)} more types of {name}: {now} instead of {was}.", was, now);
            else if (IsSubset(after, before))
                pair.Report("type-specialized", pair.Position.IsRequest ? $"no longer accepts {name} as {was}, only as {now}." : $"returns {name} only as {now}, before as {was}.", was, now);
            else
                pair.Report("type-changed", $"has another type of {name}: {now} instead of {was}.", was, now);
        }

        if (pair.Before.Types is null || pair.After.Types is null)
            return;
        bool wasNullable = pair.Before.Types.Contains("null"), isNullable = pair.After.Types.Contains("null");
        if (!wasNullable && isNullable)
            pair.Report("became-nullable", $"{(pair.Position.IsRequest ? "accepts" : "may return")} null for {name} now.");
        else if (wasNullable && !isNullable)
            pair.Report("became-not-nullable", $"{(pair.Position.IsRequest ? "no longer accepts" : "no longer returns")} null for {name}.");
    }

    private static string Takes(SchemaPair pair) => pair.Position.IsRequest ? "accepts" : "may return";

    private static SortedSet<string>? Without(SortedSet<string>? types) =>
        types is null ? null : new SortedSet<string>(types.Where(type => type != "null"), StringComparer.Ordinal);

    private static bool Same(SortedSet<string>? a, SortedSet<string>? b) => a is null ? b is null : b is not null && a.SetEquals(b);

    /// <summary>Every integer is a number.</summary>
    private static bool IsSubset(SortedSet<string>? few, SortedSet<string>? many) =>
        many is null || (few is not null && few.All(type => many.Contains(type) || (type == "integer" && many.Contains("number"))));

    private static string Words(SortedSet<string>? types) => types is null ? "anything" : string.Join(" or ", types);
}
