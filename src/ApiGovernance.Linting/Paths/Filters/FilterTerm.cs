namespace ApiGovernance.Linting.Paths.Filters;

/// <summary>A compiled part of a filter expression.</summary>
internal delegate FilterValue FilterTerm(in Candidate candidate);

/// <summary>What is known of an expression without evaluating it; a wrong guess is never made, only no guess.</summary>
/// <param name="NeedsContainer">It can hold only for objects and arrays.</param>
/// <param name="Property">It can hold only under this name.</param>
/// <param name="NotProperty">It cannot hold under this name.</param>
internal sealed record FilterFacts(bool NeedsContainer = false, string? Property = null, string? NotProperty = null)
{
    public static FilterFacts None { get; } = new();

    /// <summary>The facts of <c>a &amp;&amp; b</c>.</summary>
    public FilterFacts And(FilterFacts other) => new(NeedsContainer || other.NeedsContainer, Property ?? other.Property, NotProperty ?? other.NotProperty);

    /// <summary>The facts of <c>a || b</c>.</summary>
    public FilterFacts Or(FilterFacts other) => new(NeedsContainer && other.NeedsContainer, Property == other.Property ? Property : null, NotProperty == other.NotProperty ? NotProperty : null);
}

/// <param name="Context">The expression is <c>@</c>, <c>@property</c> and so on.</param>
/// <param name="Constant">The expression is this literal.</param>
internal sealed record FilterNode(FilterTerm Term, FilterFacts Facts, string? Context = null, FilterValue? Constant = null)
{
    public static FilterNode Of(FilterTerm term) => new(term, FilterFacts.None);
}
