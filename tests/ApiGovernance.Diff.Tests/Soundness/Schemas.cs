using System.Text.Json.Nodes;

namespace ApiGovernance.Diff.Tests.Soundness;

/// <summary>Ways about in a schema that is a tree of JSON.</summary>
internal static class Schemas
{
    public static readonly string[] Single = ["items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames", "unevaluatedProperties", "unevaluatedItems"];
    public static readonly string[] Lists = ["allOf", "anyOf", "oneOf", "prefixItems"];
    public static readonly string[] Maps = ["properties", "patternProperties", "dependentSchemas"];

    /// <summary>This schema and all inside it that are objects.</summary>
    public static IEnumerable<JsonObject> All(JsonNode? node)
    {
        if (node is not JsonObject schema)
            yield break;
        yield return schema;
        foreach ((string keyword, JsonNode? value) in schema)
        {
            IEnumerable<JsonNode?> children = Single.Contains(keyword) ? [value]
                : Lists.Contains(keyword) ? value!.AsArray()
                : Maps.Contains(keyword) ? value!.AsObject().Select(member => member.Value)
                : [];
            foreach (JsonNode? child in children)
            {
                foreach (JsonObject inner in All(child))
                    yield return inner;
            }
        }
    }

    public static string? Type(JsonObject schema) => schema["type"] is JsonValue type ? (string?)type : null;

    public static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue(out bool flag) && flag;

    public static decimal? Number(JsonNode? node) => node is not JsonValue value ? null
        : value.TryGetValue(out decimal number) ? number
        : value.TryGetValue(out int whole) ? whole
        : null;

    public static IEnumerable<string> Strings(JsonNode? node) => node is JsonArray array ? array.Select(item => (string)item!) : [];
}
