namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>
/// Words that every contract has, whatever it is about. Words that are common in one estate only are found by counting
/// (<see cref="WordWeights"/>).
/// </summary>
internal static class Boilerplate
{
    private static readonly HashSet<string> Path = new(StringComparer.Ordinal)
    {
        "api", "rest", "v", "data", "meta", "odata", "public", "json", "xml", "rel", "beta", "alpha", "preview", "latest",
    };

    private static readonly HashSet<string> Schema = new(StringComparer.Ordinal)
    {
        "request", "response", "resp", "req", "dto", "model", "list", "collection", "page", "paging", "pagination", "paginated", "result", "payload", "body", "input",
        "output", "envelope", "meta", "metadata", "data", "error", "problem", "detail", "details", "link", "value", "object", "base", "full", "get", "create", "update",
        "delete", "put", "post", "patch", "in", "out", "by", "of", "for", "to", "with", "and", "or", "the", "a", "type", "schema", "entity", "info", "information", "ref",
        "reference", "paged", "api", "v", "success", "enum", "array", "no", "content", "bad", "not", "found", "single", "multiple", "batch", "bulk", "item",
    };

    private static readonly HashSet<string> Property = new(StringComparer.Ordinal)
    {
        "data", "meta", "pagination", "total", "count", "per page", "current page", "total page", "link", "current", "previous", "next", "first", "last", "page", "limit",
        "offset", "error", "code", "message", "detail", "title", "type", "instance", "status", "id", "name", "description", "value", "payload", "result", "item", "self", "href",
        "key", "next token", "cursor",
    };

    private static readonly HashSet<string> Title = new(StringComparer.Ordinal)
    {
        "api", "the", "a", "an", "of", "for", "and", "to", "rest", "service", "v", "version", "public", "partner", "specification", "openapi", "swagger", "reference", "web",
        "management", "definition", "description",
    };

    /// <summary>Names of parameters that say how to read a list, in which tenant or language, not what is read.</summary>
    private static readonly HashSet<string> Parameter = new(StringComparer.Ordinal)
    {
        "page", "limit", "offset", "cursor", "sort", "order by", "filter", "expand", "field", "include", "version", "api version", "locale", "language", "accept", "tenant id",
        "company id", "store hash", "marketplace id", "channel id", "project key", "page size", "page token", "next token", "format",
    };

    public static bool IsPathWord(string word) => word.Length > 1 && !Path.Contains(word);

    public static bool IsSchemaWord(string word) => word.Length > 1 && !Schema.Contains(word);

    public static bool IsProperty(string words) => words.Length > 1 && !Property.Contains(words);

    public static bool IsTitleWord(string word) => word.Length > 1 && !Title.Contains(word);

    public static bool IsKey(string words) => words.Length > 0 && !Parameter.Contains(words);
}
