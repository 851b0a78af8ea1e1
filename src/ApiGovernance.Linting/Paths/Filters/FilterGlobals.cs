using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Paths.Filters;

/// <summary>The few global functions that filters call: `Object.keys`, `Array.isArray`, `String`, `Number`, `Boolean`, `Number.isInteger`.</summary>
internal static class FilterGlobals
{
    /// <param name="rest">Reads the member and the arguments of the call.</param>
    /// <returns>Null for a name that is not known.</returns>
    public static FilterNode? Create(string name, Func<(string Member, IReadOnlyList<FilterTerm> Arguments)> rest)
    {
        if (name is not ("Object" or "Array" or "String" or "Number" or "Boolean" or "isNaN" or "parseInt"))
            return null;
        (string member, IReadOnlyList<FilterTerm> arguments) = rest();
        Func<FilterValue, FilterValue>? function = (name, member) switch
        {
            ("Object", "keys") => Keys,
            ("Object", "values") => static value => value.Node is { } node ? FilterValue.Of([.. node.Members.Select(one => FilterValue.Of(one.Value))]) : FilterValue.Thrown,
            ("Array", "isArray") => static value => FilterValue.Of(value.Kind is FilterKind.Array or FilterKind.List),
            ("Number", "isInteger") => static value => FilterValue.Of(value.Kind == FilterKind.Number && value.Number == Math.Truncate(value.Number)),
            ("String", "") => static value => FilterValue.Of(value.Printed ?? "[object Object]"),
            ("Number" or "parseInt", "") => static value => FilterValue.Of(value.Number),
            ("Boolean", "") => static value => FilterValue.Of(value.IsTruthy),
            ("isNaN", "") => static value => FilterValue.Of(double.IsNaN(value.Number)),
            _ => null,
        };
        if (function is null)
            return null;
        return FilterNode.Of((in Candidate candidate) =>
        {
            FilterValue argument = arguments.Count > 0 ? arguments[0](candidate) : FilterValue.Undefined;
            return argument.IsThrown ? argument : function(argument);
        });
    }

    private static FilterValue Keys(FilterValue value)
    {
        if (value.IsNothing)
            return FilterValue.Thrown;
        DocumentNode? node = value.Node;
        return FilterValue.Of(node is { IsArray: true }
            ? [.. Enumerable.Range(0, node.Items.Count).Select(i => FilterValue.Of(i.ToString(System.Globalization.CultureInfo.InvariantCulture)))]
            : [.. (node?.Members ?? []).Select(member => FilterValue.Of(member.Name))]);
    }
}
