namespace ApiGovernance.Diff.Policies;

/// <summary>Which changes an override is for. Every member that is written must fit; of a member's values one is enough.</summary>
internal sealed record OverrideMatch
{
    public static OverrideMatch Everything { get; } = new();

    /// <summary>Names of APIs, with <c>*</c>.</summary>
    public IReadOnlyList<string> Apis { get; init; } = [];

    public IReadOnlyList<Stability> Stabilities { get; init; } = [];

    public IReadOnlyList<Visibility> Visibilities { get; init; } = [];

    public IReadOnlyList<PathGlob> Paths { get; init; } = [];

    public IReadOnlyList<string> Methods { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public bool Matches(ChangeContext context) =>
        Fits(Apis, context.Options.Api is { } api ? name => Wildcard.Matches(name, api) : null)
        && Fits(Visibilities, visibility => visibility == context.Visibility)
        && Fits(Stabilities, context.Stability is { } stability ? level => level == stability : null)
        && Fits(Paths, context.Operation is { } operation ? path => path.Matches(operation) : null)
        && Fits(Methods, context.Operation is { } called ? method => method.Equals(called.Method, StringComparison.OrdinalIgnoreCase) : null)
        && Fits(Tags, context.Operation is { } tagged ? tag => tagged.Tags.Any(own => Wildcard.Matches(tag, own)) : null);

    /// <summary>Whether it surely matches all that the other matches. Where it cannot be told: no.</summary>
    public bool Covers(OverrideMatch other) =>
        Covers(Apis, other.Apis, WildCovers) && Covers(Stabilities, other.Stabilities, (one, two) => one == two)
        && Covers(Visibilities, other.Visibilities, (one, two) => one == two) && Covers(Paths, other.Paths, (one, two) => one.Covers(two))
        && Covers(Methods, other.Methods, (one, two) => one.Equals(two, StringComparison.OrdinalIgnoreCase)) && Covers(Tags, other.Tags, WildCovers);

    /// <param name="fits">Null when nothing is known of it: then no value fits.</param>
    private static bool Fits<T>(IReadOnlyList<T> values, Func<T, bool>? fits) => values.Count == 0 || (fits is not null && values.Any(fits));

    private static bool Covers<T>(IReadOnlyList<T> wide, IReadOnlyList<T> narrow, Func<T, T, bool> covers) =>
        wide.Count == 0 || (narrow.Count > 0 && narrow.All(value => wide.Any(candidate => covers(candidate, value))));

    private static bool WildCovers(string wide, string narrow) => wide == narrow || wide == "*" || (!Wildcard.IsWild(narrow) && Wildcard.Matches(wide, narrow));
}
