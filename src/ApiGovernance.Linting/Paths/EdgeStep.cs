namespace ApiGovernance.Linting.Paths;

/// <summary>One step of a path: to the children that it selects and whose conditions hold.</summary>
/// <param name="Deep">`..` stands before: children of everything below count too.</param>
internal sealed record EdgeStep(bool Deep, PathSelector Selector, IReadOnlyList<PathCondition> Conditions)
{
    public string Key => $"{(Deep ? ".." : "")}[{Selector.Key}{string.Concat(Conditions.Select(condition => $"<{condition.Key}>"))}]";

    public EdgeStep With(PathCondition condition) => this with { Conditions = [.. Conditions, condition] };
}

/// <summary>A way from the root: what is asked of the root itself, and the steps. Nothing but downward steps.</summary>
/// <param name="Root">Conditions on the value where the way begins.</param>
internal sealed record PathPattern(IReadOnlyList<PathCondition> Root, IReadOnlyList<EdgeStep> Steps, bool IsKey)
{
    public IEnumerable<PathCondition> Conditions => Root.Concat(Steps.SelectMany(step => step.Conditions));
}
