using System.Globalization;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.JsonSchema.Tests.RealDocuments;

/// <summary>Finds the schemas and the examples of a document by the shape of its objects, apart from the model of contracts.</summary>
internal sealed class DocumentWalk(PublishedDocument document, bool isSchema)
{
    private static readonly string[] s_schemaMaps = ["properties", "patternProperties", "definitions", "$defs", "dependentSchemas"];

    private static readonly string[] s_schemaLists = ["allOf", "anyOf", "oneOf", "prefixItems", "items"];

    private static readonly string[] s_subschemas =
        ["items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames", "unevaluatedProperties", "unevaluatedItems", "additionalItems"];

    public List<string> Schemas { get; } = [];

    public List<PublishedExample> Examples { get; } = [];

    public void Run(DocumentNode root)
    {
        if (isSchema)
            Root(root, "", SchemaDirection.Any);
        else
            Visit(root, "", "", SchemaDirection.Any);
    }

    /// <param name="node">An object of OpenAPI that is no schema, or a map or list of such.</param>
    /// <param name="pointer">Its place.</param>
    /// <param name="key">The key it stands under.</param>
    /// <param name="direction">Which way it travels.</param>
    private void Visit(DocumentNode node, string pointer, string key, SchemaDirection direction)
    {
        for (int i = 0; i < node.Items.Count; i++)
            Visit(node.Items[i], $"{pointer}/{i.ToString(CultureInfo.InvariantCulture)}", "", direction);
        if (!node.IsObject || node["$ref"] is not null)
            return;
        bool isSwaggerValue = document.Dialect == SchemaDialect.Swagger20
            && ((node["in"] is not null && node["name"] is not null && node["schema"] is null) || (key == "header" && node["schema"] is null));
        if (isSwaggerValue)
        {
            Root(node, pointer, direction);
            return;
        }

        Members(node, pointer, direction);
        foreach (DocumentMember member in node.Members)
        {
            string at = Append(pointer, member.Name);
            if (member.Name == "schema")
                Root(member.Value, at, direction);
            else if (member.Name is "definitions" or "schemas" && pointer is "" or "/components")
                Each(member.Value, at, direction, Root);
            else if (member.Name is "headers")
                Each(member.Value, at, SchemaDirection.Response, (value, place, way) => Visit(value, place, "header", way));
            else if (member.Name is not ("example" or "examples" or "x-example" or "default") && !member.Name.StartsWith("x-", StringComparison.Ordinal))
                Visit(member.Value, at, member.Name, Direction(member.Name, direction));
        }
    }

    private static SchemaDirection Direction(string key, SchemaDirection outside) => key switch
    {
        "requestBody" or "requestBodies" or "parameters" => SchemaDirection.Request,
        "responses" => SchemaDirection.Response,
        _ => outside,
    };

    /// <summary>Examples that stand beside a schema: of a media type, a parameter, a header, an answer of Swagger 2.0.</summary>
    private void Members(DocumentNode node, string pointer, SchemaDirection direction)
    {
        if (node["schema"] is null)
            return;
        string schema = Append(pointer, "schema");
        string kind = node["in"] is not null ? "parameter" : pointer.Contains("/headers/", StringComparison.Ordinal) ? "header" : "media type";
        bool json = kind != "media type" || IsJson(pointer[(pointer.LastIndexOf('/') + 1)..].Replace("~1", "/", StringComparison.Ordinal));
        if (node["example"] is { } example && json)
            Examples.Add(new PublishedExample($"{kind} example", Append(pointer, "example"), example, schema, direction));
        bool isSwaggerAnswer = document.Dialect == SchemaDialect.Swagger20;
        foreach (DocumentMember member in node["examples"]?.Members ?? [])
        {
            string at = Append(Append(pointer, "examples"), member.Name);
            if (isSwaggerAnswer && IsJson(member.Name))
                Examples.Add(new PublishedExample("response example", at, member.Value, schema, SchemaDirection.Response));
            else if (!isSwaggerAnswer && json && document.Follow(member.Value)?["value"] is { } value)
                Examples.Add(new PublishedExample($"{kind} examples", at, value, schema, direction));
        }
    }

    private void Root(DocumentNode schema, string pointer, SchemaDirection direction)
    {
        Schemas.Add(pointer);
        Schema(schema, pointer, direction);
    }

    private void Schema(DocumentNode schema, string pointer, SchemaDirection direction)
    {
        // Beside a $ref nothing counts before 3.1.
        if (!schema.IsObject || (schema["$ref"] is not null && document.Dialect != SchemaDialect.OpenApi31))
            return;
        foreach (DocumentMember member in schema.Members)
        {
            string at = Append(pointer, member.Name);
            if (member.Name == "example")
                Examples.Add(new PublishedExample("schema example", at, member.Value, pointer, direction));
            else if (member.Name == "default")
                Examples.Add(new PublishedExample("default", at, member.Value, pointer, direction));
            else if (member.Name == "examples" && member.Value.IsArray)
                Each(member.Value, at, direction, (value, place, way) => Examples.Add(new PublishedExample("schema examples", place, value, pointer, way)));
            else if (s_subschemas.Contains(member.Name) && member.Value.IsObject)
                Schema(member.Value, at, direction);
            else if ((s_schemaMaps.Contains(member.Name) && member.Value.IsObject) || (s_schemaLists.Contains(member.Name) && member.Value.IsArray))
                Each(member.Value, at, direction, Schema);
        }
    }

    private static void Each(DocumentNode container, string pointer, SchemaDirection direction, Action<DocumentNode, string, SchemaDirection> visit)
    {
        foreach (DocumentMember member in container.Members)
            visit(member.Value, Append(pointer, member.Name), direction);
        for (int i = 0; i < container.Items.Count; i++)
            visit(container.Items[i], $"{pointer}/{i.ToString(CultureInfo.InvariantCulture)}", direction);
    }

    private static bool IsJson(string mediaType) =>
        mediaType.Contains("json", StringComparison.OrdinalIgnoreCase) || mediaType is "*/*" or "application/*" or "application/x-www-form-urlencoded";

    private static string Append(string pointer, string key) =>
        $"{pointer}/{key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
