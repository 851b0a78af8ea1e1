using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>Says in words what a schema lets through.</summary>
internal static class ViewText
{
    private const int MaxNames = 8;

    private static readonly (JsonTypes Type, string Word)[] Words =
    [
        (JsonTypes.Object, "an object"), (JsonTypes.Array, "a list"), (JsonTypes.String, "text"), (JsonTypes.Integer, "a whole number"), (JsonTypes.Number, "a number"),
        (JsonTypes.Boolean, "true or false"),
    ];

    public static string Of(SchemaView view)
    {
        if (view.Types == JsonTypes.None)
            return "anything";
        string text = string.Join(" or ", Words.Where(w => view.Types.HasFlag(w.Type)).Select(w => w.Word));
        if (view.Types == JsonTypes.Object && view.Properties.Count > 0)
            return $"{text} {{{List([.. view.Properties.Select(p => p.Name)])}}}";
        return view.Format is { } format ? $"{text} ({format})" : text;
    }

    public static string List(IReadOnlyList<string> names) =>
        names.Count <= MaxNames ? string.Join(", ", names) : $"{string.Join(", ", names.Take(MaxNames))} and {names.Count - MaxNames} more";

    public static string Quoted(IEnumerable<ViewProperty> properties) => string.Join(", ", properties.Select(p => $"`{p.Name}`"));
}
