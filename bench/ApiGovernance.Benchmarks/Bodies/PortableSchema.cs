using System.Text.Json.Nodes;

namespace ApiGovernance.Benchmarks.Bodies;

/// <summary>
/// Writes a schema of an OpenAPI document, with every component it reaches, as one self-contained draft 7 schema: component references
/// become definitions, <c>nullable</c> becomes a type array. Other libraries cannot be asked about an OpenAPI document itself.
/// </summary>
internal static class PortableSchema
{
    public static string Of(JsonNode document, string pointer)
    {
        if (pointer.Length == 0)
            return document.ToJsonString();

        JsonObject definitions = [];
        string root = Define(document, "#" + pointer, definitions);
        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = root }),
            ["definitions"] = definitions,
        }.ToJsonString();
    }

    private static string Define(JsonNode document, string reference, JsonObject definitions)
    {
        string name = reference[(reference.LastIndexOf('/') + 1)..];
        if (!definitions.ContainsKey(name))
        {
            // Entered before its content: schemas may refer to themselves.
            JsonNode schema = JsonEdit.At(document, reference[1..])!.DeepClone();
            definitions[name] = schema;
            Rewrite(document, schema, definitions);
        }

        return "#/definitions/" + name;
    }

    private static void Rewrite(JsonNode document, JsonNode? node, JsonObject definitions)
    {
        switch (node)
        {
            case JsonArray array:
                foreach (JsonNode? item in array)
                    Rewrite(document, item, definitions);
                break;
            case JsonObject schema:
                RewriteObject(document, schema, definitions);
                break;
        }
    }

    private static void RewriteObject(JsonNode document, JsonObject schema, JsonObject definitions)
    {
        if (schema["$ref"] is JsonValue reference)
        {
            schema["$ref"] = Define(document, reference.GetValue<string>(), definitions);
            return;
        }

        if (schema["nullable"] is JsonValue nullable && nullable.GetValueKind() == System.Text.Json.JsonValueKind.True && schema["type"] is JsonValue type)
            schema["type"] = new JsonArray(type.GetValue<string>(), "null");
        foreach ((_, JsonNode? value) in schema.ToArray())
            Rewrite(document, value, definitions);
    }
}
