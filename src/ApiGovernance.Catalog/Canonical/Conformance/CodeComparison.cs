namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>Compares the values of a vocabulary.</summary>
internal static class CodeComparison
{
    private static readonly (string Other, string Ours)[] Spellings =
        [("canceled", "cancelled"), ("canceling", "cancelling"), ("labeled", "labelled"), ("authoris", "authoriz"), ("fulfilment", "fulfillment"), ("cheque", "check")];

    public static int Compare(EntityComparison comparison, ValueSite site)
    {
        if (site.View.Types != JsonTypes.String)
            return ValueComparison.Retyped(comparison, site);
        if (site.View.Values is not { } values)
            return comparison.Report(ConformanceRules.EnumOpen, site, $"{site.Title} is {site.Type.Describe()}; here its values are not listed.", "text without values");

        Dictionary<string, string> spelled = [];
        foreach (string canonical in site.Type.Values)
            spelled.TryAdd(Normal(canonical), canonical);
        foreach ((string word, string canonical) in site.Field.ValueSynonyms)
            spelled.TryAdd(Normal(word), canonical);

        string[] others = [.. values.Where(v => !site.Type.Values.Contains(v))];
        string[] respelled = [.. others.Where(v => spelled.ContainsKey(Normal(v)))];
        string[] own = [.. others.Where(v => !spelled.ContainsKey(Normal(v)))];
        int credit = ValueComparison.Conforms;
        if (respelled.Length > 0)
        {
            string pairs = string.Join(", ", respelled.Select(v => $"`{v}` for `{spelled[Normal(v)]}`"));
            credit = comparison.Report(ConformanceRules.EnumSpelling, site, $"{site.Title} writes its values otherwise: {pairs}.", string.Join(", ", respelled));
        }

        return own.Length == 0 ? credit : Math.Min(credit, comparison.Report(
            ConformanceRules.EnumValue, site, $"{site.Title} has values of its own: {string.Join(", ", own.Select(v => $"`{v}`"))}; canonical are {string.Join(", ", site.Type.Values)}.",
            string.Join(", ", own)));
    }

    private static string Normal(string value)
    {
        string key = string.Concat(NameWords.Split(value));
        foreach ((string other, string ours) in Spellings)
            key = key.Replace(other, ours, StringComparison.Ordinal);
        return key;
    }
}
