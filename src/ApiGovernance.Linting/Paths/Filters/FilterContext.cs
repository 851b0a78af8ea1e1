namespace ApiGovernance.Linting.Paths.Filters;

/// <summary>`@` and the words that begin with it: what stands around the candidate, and the type selectors.</summary>
internal static class FilterContext
{
    /// <returns>Null for a word that is not known.</returns>
    public static FilterNode? Create(string word, bool call) => (word, call) switch
    {
        ("", false) => new FilterNode(static (in Candidate candidate) => FilterValue.Of(candidate.Node), FilterFacts.None, "@"),
        ("property", false) => new FilterNode(static (in Candidate candidate) => PathText.Property(candidate), FilterFacts.None, "@property"),
        ("parentProperty", false) => FilterNode.Of(static (in Candidate candidate) => candidate.Way.ParentProperty),
        ("parent", false) => FilterNode.Of(static (in Candidate candidate) => FilterValue.Of(candidate.Parent)),
        ("path", false) => FilterNode.Of(static (in Candidate candidate) => FilterValue.Of(PathText.Of(candidate))),
        ("root", false) => FilterNode.Of(static (in Candidate candidate) => FilterValue.Of(candidate.View.Root.Node)),
        ("string", true) => Type(FilterKind.String),
        ("number", true) => Type(FilterKind.Number),
        ("boolean", true) => Type(FilterKind.Boolean),
        ("null", true) => Type(FilterKind.Null),
        ("array", true) => Type(FilterKind.Array),
        // As typeof has it, an array is an object.
        ("object", true) => new FilterNode(
            static (in Candidate candidate) => FilterValue.Of(FilterValue.Of(candidate.Node).Kind is FilterKind.Object or FilterKind.Array), new FilterFacts(NeedsContainer: true)),
        ("scalar", true) => FilterNode.Of(static (in Candidate candidate) => FilterValue.Of(FilterValue.Of(candidate.Node).Kind is not (FilterKind.Object or FilterKind.Array))),
        ("integer", true) => FilterNode.Of(static (in Candidate candidate) =>
            FilterValue.Of(FilterValue.Of(candidate.Node) is { Kind: FilterKind.Number } number && number.Number == Math.Truncate(number.Number))),
        _ => null,
    };

    private static FilterNode Type(FilterKind kind) => new(
        (in Candidate candidate) => FilterValue.Of(FilterValue.Of(candidate.Node).Kind == kind),
        kind == FilterKind.Array ? new FilterFacts(NeedsContainer: true) : FilterFacts.None);
}
