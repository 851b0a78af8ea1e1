using ApiGovernance.Linting.Paths.Filters;

namespace ApiGovernance.Linting.Paths;

/// <summary>One step of a path: from a place to the places it leads to.</summary>
internal abstract record PathStep
{
    public abstract IEnumerable<PathMatch> Apply(PathMatch from);
}

/// <summary>`.name`, `['name']`, `[a,b]`, `[0]`; a negative index counts from the end.</summary>
internal sealed record MembersStep(IReadOnlyList<string> Names) : PathStep
{
    public override IEnumerable<PathMatch> Apply(PathMatch from) => Names.Select(name => from.Child(name)).OfType<PathMatch>();
}

/// <summary>`*`.</summary>
internal sealed record WildcardStep : PathStep
{
    public override IEnumerable<PathMatch> Apply(PathMatch from) => from.Children();
}

/// <summary>`..`: the place itself and everything below it, each place once (shared components and circles).</summary>
internal sealed record DescendStep : PathStep
{
    public override IEnumerable<PathMatch> Apply(PathMatch from)
    {
        HashSet<(string, string)> seen = [];
        Stack<PathMatch> open = new([from]);
        while (open.TryPop(out PathMatch match))
        {
            if (!seen.Add((match.Place.DocumentUri, match.Place.Pointer)))
                continue;
            yield return match;
            foreach (PathMatch child in match.Children().Reverse())
                open.Push(child);
        }
    }
}

/// <summary>`[?(...)]`: the children for which the expression holds.</summary>
internal sealed record FilterStep(FilterExpression Condition) : PathStep
{
    public override IEnumerable<PathMatch> Apply(PathMatch from) =>
        from.Children().Where(child => Condition.Evaluate(child).IsTruthy);
}

/// <summary>`~`.</summary>
internal sealed record KeyStep : PathStep
{
    public override IEnumerable<PathMatch> Apply(PathMatch from) => from.Property is null ? [] : [from.AsKey()];
}

/// <summary>`^`.</summary>
internal sealed record ParentStep : PathStep
{
    public override IEnumerable<PathMatch> Apply(PathMatch from) => from.Parent is null ? [] : [from.Parent.Value];
}
