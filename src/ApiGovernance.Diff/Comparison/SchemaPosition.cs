namespace ApiGovernance.Diff.Comparison;

/// <summary>Where a schema stands in the contract.</summary>
/// <param name="Subject">The id's first part: <c>request-body</c>, <c>request-parameter</c>, <c>response-body</c>, <c>response-header</c>.</param>
/// <param name="Root">Words for the whole value: <c>request</c>, <c>response 200</c>, <c>query parameter `limit`</c>.</param>
/// <param name="Path">Property names down to this value; <c>[]</c> for items.</param>
internal sealed record SchemaPosition(string Subject, ChangeDirection Direction, string Root, IReadOnlyList<string> Path)
{
    public SchemaPosition Below(string name) => this with
    {
        Path = [.. Path, name],
        Subject = Subject switch
        {
            "request-body" => "request-property",
            "response-body" => "response-property",
            _ => Subject,
        },
    };

    /// <summary>`lines[].quantity` for a property, or the whole value's words.</summary>
    public string Name => Path.Count == 0 ? Root : $"{(Subject == "request-property" ? "request property" : Root)} `{Dotted(Path)}`";

    /// <summary>A JSON pointer to a value at this place, arrays by their first item.</summary>
    public string InstancePointer => string.Concat(Path.Select(name => name == "[]" ? "/0" : "/" + OpenApi.Documents.JsonPointer.Escape(name)));

    public bool IsRequest => Direction == ChangeDirection.Request;

    public static string Dotted(IReadOnlyList<string> path) => string.Join(".", path).Replace(".[]", "[]", StringComparison.Ordinal);
}
