namespace ApiGovernance.Linting.Paths;

/// <summary>
/// Gathers the steps of a path as patterns that only go down. `^` is turned into a condition: the parents of what a step reaches are the
/// values that have such a child.
/// </summary>
internal sealed class PathBuilder
{
    private List<PathPattern> _patterns = [new([], [], IsKey: false)];

    public IReadOnlyList<PathPattern> Patterns => _patterns;

    /// <param name="steps">One, or several of which each may be taken.</param>
    public void Add(IReadOnlyList<EdgeStep> steps) =>
        _patterns = [.. _patterns.SelectMany(pattern => steps.Select(step => pattern with { Steps = [.. pattern.Steps, step] }))];

    public void Key() => _patterns = [.. _patterns.Select(pattern => pattern with { IsKey = true })];

    /// <summary>`..` at the end: the value itself, and everything below.</summary>
    public void AddSelfAndBelow() =>
        _patterns = [.. _patterns.SelectMany(pattern => new[] { pattern, pattern with { Steps = [.. pattern.Steps, new EdgeStep(Deep: true, new AnySelector(), [])] } })];

    public void Parent() => _patterns = [.. _patterns.SelectMany(Parents)];

    private static IEnumerable<PathPattern> Parents(PathPattern pattern)
    {
        // The root has no parent.
        if (pattern.Steps.Count == 0)
            yield break;
        EdgeStep last = pattern.Steps[^1];
        PathCondition has = new HasCondition(last with { Deep = false });
        PathPattern before = pattern with { Steps = [.. pattern.Steps.SkipLast(1)] };
        yield return before.Steps.Count == 0
            ? before with { Root = [.. before.Root, has] }
            : before with { Steps = [.. before.Steps.SkipLast(1), before.Steps[^1].With(has)] };
        // Below `..`, each value on the way may be the parent.
        if (last.Deep)
            yield return before with { Steps = [.. before.Steps, new EdgeStep(Deep: true, new AnySelector(), [has])] };
    }
}
