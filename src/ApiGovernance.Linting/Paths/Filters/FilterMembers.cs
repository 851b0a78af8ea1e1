using System.Globalization;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Paths.Filters;

/// <summary>Members of values as JavaScript has them: of nothing they throw, of texts and lists there is a length, and everything has a constructor.</summary>
internal static class FilterMembers
{
    // `@.match && @.match(...)` is how rulesets ask whether something is a text.
    private static readonly HashSet<string> TextMethods =
    [
        "match", "includes", "indexOf", "lastIndexOf", "startsWith", "endsWith", "toLowerCase", "toUpperCase", "trim", "charAt", "slice", "substring", "substr",
        "split", "toString", "concat", "replace", "replaceAll", "search", "hasOwnProperty",
    ];

    private static readonly HashSet<string> ListMethods =
    [
        "includes", "indexOf", "lastIndexOf", "slice", "concat", "join", "toString", "map", "filter", "find", "some", "every", "forEach", "reduce", "flat", "push",
        "hasOwnProperty",
    ];

    public static bool IsTextMethod(string name) => TextMethods.Contains(name);

    private static FilterValue Method => FilterValue.Constructor("Function");

    public static FilterValue Member(in FilterValue value, string name, in Candidate candidate)
    {
        switch (value.Kind)
        {
            case FilterKind.Thrown or FilterKind.Undefined or FilterKind.Null:
                return FilterValue.Thrown;
            case FilterKind.Object:
                return value.Node![name] is { } member ? FilterValue.Of(candidate.View.Follow(member))
                    : name == "constructor" ? FilterValue.Constructor("Object") : FilterValue.Undefined;
            case FilterKind.Array:
                return name == "length" ? FilterValue.Of(value.Node!.Items.Count)
                    : name == "constructor" ? FilterValue.Constructor("Array")
                    : JsonPointer.Child(value.Node!, name) is { } item ? FilterValue.Of(candidate.View.Follow(item))
                    : ListMethods.Contains(name) ? Method : FilterValue.Undefined;
            case FilterKind.List:
                return name == "length" ? FilterValue.Of(value.Items.Count)
                    : name == "constructor" ? FilterValue.Constructor("Array")
                    : int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int at) && at < value.Items.Count ? value.Items[at] : FilterValue.Undefined;
            case FilterKind.String:
                return name == "length" ? FilterValue.Of(value.Text!.Length)
                    : name == "constructor" ? FilterValue.Constructor("String")
                    : int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < value.Text!.Length
                        ? FilterValue.Of(value.Text[index].ToString())
                    : TextMethods.Contains(name) ? Method : FilterValue.Undefined;
            case FilterKind.Constructor:
                return name == "name" ? FilterValue.Of(value.Text!) : FilterValue.Undefined;
            default:
                return name == "constructor" ? FilterValue.Constructor(value.Kind.ToString()) : FilterValue.Undefined;
        }
    }

    /// <summary><c>list.includes(x)</c>, and nimma's <c>x in list</c>.</summary>
    public static FilterValue Includes(in FilterValue list, in FilterValue item, in Candidate candidate)
    {
        if (item.IsThrown)
            return item;
        switch (list.Kind)
        {
            case FilterKind.List:
                foreach (FilterValue one in list.Items)
                {
                    if (one.StrictlyEquals(item))
                        return FilterValue.Of(true);
                }

                return FilterValue.Of(false);
            case FilterKind.Array:
                foreach (DocumentNode one in list.Node!.Items)
                {
                    if (FilterValue.Of(candidate.View.Follow(one)).StrictlyEquals(item))
                        return FilterValue.Of(true);
                }

                return FilterValue.Of(false);
            case FilterKind.String:
                return FilterValue.Of(item.Printed is { } text && list.Text!.Contains(text, StringComparison.Ordinal));
            default:
                return FilterValue.Thrown;
        }
    }
}
