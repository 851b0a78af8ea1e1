using System.Globalization;
using ApiGovernance.Linting.Paths.Filters;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Paths;

/// <summary>One step of a path: from a place to the places it leads to.</summary>
internal abstract record PathStep
{
    public abstract IEnumerable<PathMatch> Apply(PathMatch from, DocumentBundle bundle);
}

/// <summary>`.name`, `['name']`, `[a,b]`, `[0]`; a negative index counts from the end.</summary>
internal sealed record MembersStep(IReadOnlyList<string> Names) : PathStep
{
    public override IEnumerable<PathMatch> Apply(PathMatch from, DocumentBundle bundle)
    {
        List<PathMatch> children = [.. from.Children(bundle)];
        foreach (string name in Names)
        {
            string wanted = from.Place.Node.IsArray && int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index) && index < 0
                ? (children.Count + index).ToString(CultureInfo.InvariantCulture)
                : name;
            foreach (PathMatch child in children.Where(child => child.Property == wanted))
                yield return child;
        }
    }
}

/// <summary>`*`.</summary>
internal sealed record WildcardStep : PathStep
{
    public override IEnumerable<PathMatch> Apply(PathMatch from, DocumentBundle bundle) => from.Children(bundle);
}

/// <summary>`..`: the place itself and everything below it, each place once (shared components and circles).</summary>
internal sealed record DescendStep : PathStep
{
    public override IEnumerable<PathMatch> Apply(PathMatch from, DocumentBundle bundle)
    {
        HashSet<(string, string)> seen = [];
        Stack<PathMatch> open = new([from]);
        while (open.TryPop(out PathMatch? match))
        {
            if (!seen.Add((match.Place.DocumentUri, match.Place.Pointer)))
                continue;
            yield return match;
            foreach (PathMatch child in match.Children(bundle).Reverse())
                open.Push(child);
        }
    }
}

/// <summary>`[?(...)]`: the children for which the expression holds.</summary>
internal sealed record FilterStep(FilterExpression Condition) : PathStep
{
    public override IEnumerable<PathMatch> Apply(PathMatch from, DocumentBundle bundle) =>
        from.Children(bundle).Where(child => Condition.Evaluate(child).IsTruthy);
}

/// <summary>`~`.</summary>
internal sealed record KeyStep : PathStep
{
    public override IEnumerable<PathMatch> Apply(PathMatch from, DocumentBundle bundle) => from.Property is null ? [] : [from.AsKey()];
}

/// <summary>`^`.</summary>
internal sealed record ParentStep : PathStep
{
    public override IEnumerable<PathMatch> Apply(PathMatch from, DocumentBundle bundle) => from.Parent is null ? [] : [from.Parent];
}
