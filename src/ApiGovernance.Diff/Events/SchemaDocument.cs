using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Events;

/// <summary>A document that is one JSON Schema, or a collection of named ones.</summary>
internal static class SchemaDocument
{
    /// <summary>Words that only a schema has at its root; one is enough.</summary>
    private static readonly string[] Words =
    [
        "$schema", "$defs", "properties", "allOf", "anyOf", "oneOf", "additionalProperties", "patternProperties", "$id", "definitions", "required", "enum", "const", "$ref",
    ];

    private static readonly string[] Maps = ["$defs", "definitions"];

    private static readonly string[] Types = ["object", "array", "string", "number", "integer", "boolean", "null"];

    /// <summary>Beside these, the root says nothing of its own.</summary>
    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal)
    {
        "$schema", "$id", "id", "$comment", "$vocabulary", "$anchor", "title", "description", "examples", "default", "deprecated", "$defs", "definitions", "version",
    };

    public static bool IsOne(DocumentNode root) =>
        root.IsObject && (Words.Any(word => root[word] is not null) || root["type"] is { IsArray: true } || Types.Contains(root["type"]?.AsString));

    /// <summary>What the document says; null when it says nothing, or names a meta-schema that nobody knows.</summary>
    public static SchemaDialect? Dialect(DocumentNode root) => MessageDialect.OfMetaSchema(root["$schema"]?.AsString);

    /// <summary>It holds named schemas and says nothing itself.</summary>
    public static bool IsCollection(DocumentNode root) =>
        Definitions(new ResolvedNode("", "", root)).Any() && root.Members.All(member => Silent.Contains(member.Name) || member.Name.StartsWith("x-", StringComparison.Ordinal));

    public static IEnumerable<(string Name, ResolvedNode Place)> Definitions(ResolvedNode root) =>
        Maps.SelectMany(word => root.Member(word)?.Members() ?? []).Select(member => (member.Member.Name, member.Value)).DistinctBy(member => member.Name);

    /// <summary>What the event is called: the schema's title where it is short, else the file without its ends.</summary>
    public static string Name(DocumentBundle bundle)
    {
        string file = bundle.Root.Path[(bundle.Root.Path.LastIndexOfAny(['/', '\\', ':']) + 1)..];
        return bundle.Root.Root["title"]?.AsString is { Length: > 0 and <= 60 } title && title != "The root schema" && !title.Contains('\n', StringComparison.Ordinal) ? title : file.Split('.')[0];
    }
}
