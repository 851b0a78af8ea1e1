using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>Tells documents that are JSON Schemas themselves.</summary>
internal static class JsonSchemaFormats
{
    private static readonly string[] Types = ["array", "boolean", "integer", "null", "number", "object", "string"];

    private static readonly string[] Combiners = ["allOf", "oneOf", "anyOf", "not", "if"];

    /// <summary>It names the meta-schema of a draft, known or not.</summary>
    public static bool IsDeclared(DocumentNode root) => root["$schema"]?.AsString?.Contains("//json-schema.org/", StringComparison.Ordinal) == true;

    /// <summary>It says so, or has a keyword with a value that only a schema has.</summary>
    public static bool IsLoose(DocumentNode root) =>
        IsDeclared(root)
        || IsType(root["type"])
        || root["enum"]?.IsArray == true
        || Combiners.Any(name => root[name] is { } node && (node.IsObject || node.IsArray));

    /// <param name="draft">As the meta-schema's address spells it: <c>draft-07</c>, <c>draft/2020-12</c>.</param>
    public static bool IsDraft(DocumentNode root, string draft)
    {
        if (root["$schema"]?.AsString is not { } schema || !Uri.TryCreate(schema, UriKind.Absolute, out Uri? uri) || uri.Host != "json-schema.org")
            return false;
        return uri.Scheme is "http" or "https" && uri.Fragment.Length <= 1 && (uri.AbsolutePath == $"/{draft}/schema" || uri.AbsolutePath == $"/{draft}/hyper-schema");
    }

    private static bool IsType(DocumentNode? type) => type switch
    {
        { Kind: NodeKind.String } => Types.Contains(type.Text),
        { IsArray: true } => type.Items.All(item => Types.Contains(item.AsString)),
        _ => false,
    };
}
