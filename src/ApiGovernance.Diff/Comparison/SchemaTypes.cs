using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Comparison;

/// <summary>Type sets in one spelling: every integer is a number, and listed values have types of their own.</summary>
internal static class SchemaTypes
{
    /// <summary>What both sets allow.</summary>
    public static SortedSet<string> Both(SortedSet<string>? known, IEnumerable<string> types)
    {
        List<string> stated = [.. types];
        return new SortedSet<string>(
            known is null ? stated : known.Where(type => Allows(stated, type)).Union(stated.Where(type => Allows(known, type))),
            StringComparer.Ordinal);
    }

    /// <summary>Brings types and listed values of a finished view together.</summary>
    public static void Settle(SchemaView view)
    {
        if (view.Types is not null && view.Types.Contains("number"))
            view.Types.Remove("integer");
        if (view.Enum is null)
            return;
        if (view.Types is { } types)
            view.Enum.RemoveAll(value => !Allows(types, TypeOf(value)));
        else
            view.Types = Both(null, view.Enum.Select(TypeOf));
        if (view.Types.Contains("number"))
            view.Types.Remove("integer");
    }

    public static bool IsNull(DocumentNode? schema) => schema is not null
        && (schema["type"]?.AsString == "null" || schema["const"]?.Kind == NodeKind.Null
            || (schema["enum"] is { Items.Count: 1 } only && only.Items[0].Kind == NodeKind.Null));

    private static bool Allows(ICollection<string> types, string type) => types.Contains(type) || (type == "integer" && types.Contains("number"));

    private static string TypeOf(string json) => json[0] switch
    {
        '"' => "string",
        '{' => "object",
        '[' => "array",
        't' or 'f' => "boolean",
        'n' => "null",
        _ => json.AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? "integer" : "number",
    };
}
