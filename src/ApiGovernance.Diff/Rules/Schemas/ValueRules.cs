using ApiGovernance.Diff.Comparison;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>Listed values, patterns, formats, multiples, uniqueness and defaults.</summary>
internal static class ValueRules
{
    private static readonly (string Keyword, string Aspect)[] Texts = [("pattern", "pattern"), ("format", "format"), ("multipleOf", "multiple-of")];

    public static void Check(SchemaPair pair)
    {
        Enums(pair);
        foreach ((string keyword, string aspect) in Texts)
            Text(pair, keyword, aspect);
        if (pair.Before.UniqueItems != pair.After.UniqueItems)
            pair.Report(pair.After.UniqueItems ? "unique-items-added" : "unique-items-removed", $"{(pair.After.UniqueItems ? "asks for" : "no longer has")} unique items in {pair.Position.Name}.");
        if (pair.Before.Default != pair.After.Default)
            pair.Report("default-value-changed", $"has another default for {pair.Position.Name}: {pair.After.Default ?? "none"} instead of {pair.Before.Default ?? "none"}.", pair.Before.Default, pair.After.Default);
    }

    private static void Enums(SchemaPair pair)
    {
        string name = pair.Position.Name;
        switch (pair.Before.Enum, pair.After.Enum)
        {
            case (null, { } listed):
                pair.Report("became-enum", $"{(pair.Position.IsRequest ? "accepts" : "returns")} only listed values for {name} now.", null, string.Join(", ", listed));
                break;
            case ({ } listed, null):
                pair.Report("enum-dropped", $"{(pair.Position.IsRequest ? "accepts" : "may return")} any value for {name}, no longer only listed ones.", string.Join(", ", listed), null);
                break;
            case ({ } before, { } after):
                foreach (string value in before.Except(after))
                    pair.Report("enum-value-removed", $"no longer {(pair.Position.IsRequest ? "accepts" : "returns")} {value} for {name}.", value, null);
                foreach (string value in after.Except(before))
                    pair.Report("enum-value-added", $"{(pair.Position.IsRequest ? "accepts" : "may return")} {value} for {name} now.", null, value);
                break;
        }
    }

    private static void Text(SchemaPair pair, string keyword, string aspect)
    {
        string? before = pair.Before.Texts.GetValueOrDefault(keyword), after = pair.After.Texts.GetValueOrDefault(keyword);
        if (before == after)
            return;
        if (before is not null && after is not null && Kinship.Of(keyword, before, after) is { } kin)
        {
            pair.Report($"{aspect}-{kin}", $"has {keyword} `{after}` instead of `{before}` in {pair.Position.Name}.", before, after);
            return;
        }

        (string suffix, string words) = (before, after) switch
        {
            (null, _) => ("added", $"asks for {keyword} `{after}` in {pair.Position.Name} now."),
            (_, null) => ("removed", $"no longer keeps {keyword} `{before}` in {pair.Position.Name}."),
            _ => ("changed", $"has {keyword} `{after}` instead of `{before}` in {pair.Position.Name}."),
        };
        pair.Report($"{aspect}-{suffix}", words, before, after);
    }
}
