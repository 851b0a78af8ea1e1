namespace ApiGovernance.Protocol.Descriptors.Reading;

internal static class VersioningReader
{
    private const string Rule = "descriptor-versioning";

    private static readonly string[] ConflictRules = ["refuse", "first"];

    /// <summary>The places in the order of <see cref="VersionSource"/>.</summary>
    public static IReadOnlyList<string> Sources { get; } = ["path", "header", "media-type", "query"];

    public static ApiVersioning Read(NodeReader node)
    {
        var defaults = new ApiVersioning();
        var versioning = new ApiVersioning
        {
            Header = node.OptionalText("header", TextRule.HeaderName) ?? defaults.Header,
            MediaTypeParameter = node.OptionalText("mediaTypeParameter", TextRule.MediaTypeParameter),
            Query = node.OptionalText("query", TextRule.Word),
            Default = node.OptionalText("default", TextRule.VersionName),
            Precedence = node.Has("precedence")
                ? [.. node.Texts("precedence", TextRule.Any, 1, words: Sources).Select(word => (VersionSource)Sources.ToList().IndexOf(word))]
                : defaults.Precedence,
            OnConflict = node.Word("onConflict", ConflictRules) == "first" ? VersionConflictRule.First : VersionConflictRule.Refuse,
        };
        if (node.Has("precedence"))
            CheckPlaces(node, versioning);
        return versioning;
    }

    /// <summary>A place that has a name is listed, and a place that is listed has a name: one without the other does nothing.</summary>
    private static void CheckPlaces(NodeReader node, ApiVersioning versioning)
    {
        Check(VersionSource.MediaType, "mediaTypeParameter", "Add mediaTypeParameter: v, or remove `media-type` from the precedence.");
        Check(VersionSource.Query, "query", "Add query: api-version, or remove `query` from the precedence.");
        if (node.Has("header") && !versioning.Precedence.Contains(VersionSource.Header))
            NotListed("header", VersionSource.Header);

        void Check(VersionSource source, string member, string fix)
        {
            bool listed = versioning.Precedence.Contains(source);
            if (listed && !node.Has(member))
                node.Wrong(Rule, "precedence", $"lists `{Sources[(int)source]}`, and no `{member}` names the parameter.", fix);
            else if (!listed && node.Has(member))
                NotListed(member, source);
        }

        void NotListed(string member, VersionSource source) => node.Wrong(
            Rule, member, $"has no effect: the precedence does not list `{Sources[(int)source]}`.",
            $"Add `{Sources[(int)source]}` to the precedence, or remove `{member}`.");
    }
}
