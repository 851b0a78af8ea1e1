namespace ApiGovernance.Diff.Policies.Import;

/// <summary>Our id for one of oasdiff's: the same, or where we have one id for what they have several for, that one.</summary>
internal static class OasdiffIds
{
    private static readonly (string Theirs, string Ours)[] Spellings =
    [
        ("api-path-removed-", "api-removed-"),
        ("api-path-sunset-parse", "api-deprecated-sunset-parse"),
        ("-list-of-types-widened", "-type-generalized"),
        ("-list-of-types-narrowed", "-type-specialized"),
        ("-exclusive-max-", "-max-"),
        ("-exclusive-min-", "-min-"),
        ("-const-added", "-became-enum"),
        ("-const-removed", "-enum-dropped"),
        ("response-mediatype-enum-", "response-body-enum-"),
    ];

    /// <summary>Null when we report nothing of the kind.</summary>
    public static string? Find(string id)
    {
        if (ChangeCatalog.Knows(id))
            return id;
        return Spellings.Where(spelling => id.Contains(spelling.Theirs, StringComparison.Ordinal))
            .Select(spelling => id.Replace(spelling.Theirs, spelling.Ours, StringComparison.Ordinal))
            .FirstOrDefault(ChangeCatalog.Knows);
    }
}
