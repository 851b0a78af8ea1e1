namespace ApiGovernance.Linting.Paths.Filters;

/// <summary>An expression of a filter, evaluated for one candidate child.</summary>
internal sealed class FilterExpression(Func<PathMatch, FilterValue> evaluate)
{
    public FilterValue Evaluate(PathMatch candidate) => evaluate(candidate);
}
