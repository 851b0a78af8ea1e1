namespace ApiGovernance.Diff.Policies.Import;

/// <summary>Our id for one of oasdiff's: the same, or where we have one id for what they have several for, that one.</summary>
internal static class OasdiffIds
{
    private static readonly (string Theirs, string Ours)[] Spellings = [("response-mediatype-enum-", "response-body-enum-")];

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
