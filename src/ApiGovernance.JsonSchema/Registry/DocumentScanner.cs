using System.Text.Json;

namespace ApiGovernance.JsonSchema.Registry;

/// <summary>
/// Finds the resources and anchors of a document. Only places where a schema can stand are looked at:
/// an <c>$id</c> inside an enum or an example is data.
/// </summary>
internal sealed class DocumentScanner(SchemaDocument document)
{
    private static readonly HashSet<string> s_data = new(["example", "examples", "default", "enum", "const", "value"], StringComparer.Ordinal);

    public static void Scan(SchemaDocument document)
    {
        JsonElement root = document.Root;
        bool isContract = document.Dialect is SchemaDialect.OpenApi30 or SchemaDialect.OpenApi31 or SchemaDialect.Swagger20
            && root.ValueKind == JsonValueKind.Object
            && (root.TryGetProperty("openapi", out _) || root.TryGetProperty("swagger", out _));
        var scanner = new DocumentScanner(document);
        if (!isContract)
        {
            scanner.VisitSchema(root, "", null);
            return;
        }

        string? named = document.Dialect == SchemaDialect.OpenApi31 ? Text(root, "jsonSchemaDialect") : null;
        SchemaDialect? known = named is null ? null : DialectRules.FromMetaSchema(named);
        SchemaDialect dialect = known ?? document.Dialect;
        var resource = new SchemaResource(document.Uri, document, "", root, dialect) { CustomMetaSchema = known is null ? named : null };
        document.Resources.Add("", resource);
        if (dialect is not (SchemaDialect.OpenApi30 or SchemaDialect.Swagger20))
            scanner.VisitContract(root, "", resource);
    }

    private void VisitContract(JsonElement element, string pointer, SchemaResource resource)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            int index = 0;
            foreach (JsonElement item in element.EnumerateArray())
                VisitContract(item, JsonPointer.Append(pointer, index++), resource);
        }

        if (element.ValueKind != JsonValueKind.Object)
            return;
        foreach (JsonProperty property in element.EnumerateObject())
        {
            string at = JsonPointer.Append(pointer, property.Name);
            if (property.Name is "schema" or "itemSchema")
                VisitSchema(property.Value, at, resource);
            else if (property.Name == "schemas")
                VisitMap(property.Value, at, resource);
            else if (property.Name == "x-apigov-bundled")
                VisitBundled(property.Value, at, resource);
            else if (!s_data.Contains(property.Name) && !property.Name.StartsWith("x-", StringComparison.Ordinal))
                VisitContract(property.Value, at, resource);
        }
    }

    /// <summary>Other files of a contract, put into one document: whatever they are, what has an identifier is a schema.</summary>
    private void VisitBundled(JsonElement element, string pointer, SchemaResource resource)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            int index = 0;
            foreach (JsonElement item in element.EnumerateArray())
                VisitBundled(item, JsonPointer.Append(pointer, index++), resource);
        }

        if (element.ValueKind != JsonValueKind.Object)
            return;
        if (Text(element, "$id") is not null || Text(element, "$anchor") is not null || Text(element, "$dynamicAnchor") is not null)
        {
            VisitSchema(element, pointer, resource);
            return;
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!s_data.Contains(property.Name))
                VisitBundled(property.Value, JsonPointer.Append(pointer, property.Name), resource);
        }
    }

    private void VisitSchema(JsonElement schema, string pointer, SchemaResource? parent)
    {
        SchemaResource resource = Enter(schema, pointer, parent);
        if (schema.ValueKind != JsonValueKind.Object)
            return;
        foreach (JsonProperty property in schema.EnumerateObject())
        {
            string at = JsonPointer.Append(pointer, property.Name);
            switch (property.Name)
            {
                case "additionalProperties" or "additionalItems" or "items" or "contains" or "propertyNames" or "not" or "if" or "then"
                    or "else" or "unevaluatedItems" or "unevaluatedProperties" or "contentSchema"
                    or "allOf" or "anyOf" or "oneOf" or "prefixItems":
                    VisitOneOrMany(property.Value, at, resource);
                    break;
                case "properties" or "patternProperties" or "definitions" or "$defs" or "dependentSchemas" or "dependencies":
                    VisitMap(property.Value, at, resource);
                    break;
            }
        }
    }

    private void VisitOneOrMany(JsonElement value, string pointer, SchemaResource resource)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            VisitSchema(value, pointer, resource);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            int index = 0;
            foreach (JsonElement item in value.EnumerateArray())
                VisitSchema(item, JsonPointer.Append(pointer, index++), resource);
        }
    }

    private void VisitMap(JsonElement map, string pointer, SchemaResource resource)
    {
        if (map.ValueKind != JsonValueKind.Object)
            return;
        foreach (JsonProperty property in map.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object)
                VisitSchema(property.Value, JsonPointer.Append(pointer, property.Name), resource);
        }
    }

    /// <summary>The resource a schema belongs to: a new one when it has an identifier of its own.</summary>
    private SchemaResource Enter(JsonElement schema, string pointer, SchemaResource? parent)
    {
        SchemaDialect dialect = parent?.Dialect ?? document.Dialect;
        string? metaSchema = Text(schema, "$schema");
        SchemaDialect? named = metaSchema is null ? null : DialectRules.FromMetaSchema(metaSchema);
        DialectRules rules = DialectRules.For(named ?? dialect);

        bool hidden = rules.RefHidesSiblings && Text(schema, "$ref") is not null;
        string? id = rules.IdKeyword is null || hidden ? null : Text(schema, rules.IdKeyword);
        (string idUri, string? fragment) = UriReference.Split(id ?? "");
        SchemaResource resource;
        if (parent is null || idUri.Length > 0)
        {
            string uri = UriReference.Resolve(parent?.Uri ?? document.Uri, idUri);
            resource = new SchemaResource(uri, document, pointer, schema, named ?? dialect)
            {
                CustomMetaSchema = metaSchema is null ? parent?.CustomMetaSchema : named is null ? metaSchema : null,
            };
            document.Resources.TryAdd(pointer, resource);
        }
        else
        {
            resource = parent;
        }

        if (rules is { Draft2019: false } && fragment is { Length: > 0 } && fragment[0] != '/')
            resource.Anchors.TryAdd(fragment, pointer);
        if (rules.Draft2019)
            AddAnchors(schema, pointer, rules, resource);
        return resource;
    }

    private static void AddAnchors(JsonElement schema, string pointer, DialectRules rules, SchemaResource resource)
    {
        if (Text(schema, "$anchor") is { } anchor)
            resource.Anchors.TryAdd(anchor, pointer);
        if (rules.Draft2020 && Text(schema, "$dynamicAnchor") is { } dynamicAnchor)
        {
            resource.Anchors.TryAdd(dynamicAnchor, pointer);
            resource.DynamicAnchors.TryAdd(dynamicAnchor, pointer);
        }

        if (rules.RecursiveRef && pointer == resource.Pointer && schema.ValueKind == JsonValueKind.Object
            && schema.TryGetProperty("$recursiveAnchor", out JsonElement recursive) && recursive.ValueKind == JsonValueKind.True)
        {
            resource.DynamicAnchors.TryAdd("", pointer);
        }
    }

    private static string? Text(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
