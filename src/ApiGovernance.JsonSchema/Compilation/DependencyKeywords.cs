using System.Text.Json;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>dependentRequired, dependentSchemas, and dependencies, which later drafts keep for compatibility.</summary>
internal static class DependencyKeywords
{
    private const string Required = "dependentRequired";
    private const string Schemas = "dependentSchemas";
    private const string Either = "dependencies";

    public static void Compile(NodeBuilder b)
    {
        if (b.Rules.Draft2019)
        {
            AddAll(b, Required);
            AddAll(b, Schemas);
        }

        AddAll(b, Either);
    }

    private static void AddAll(NodeBuilder b, string keyword)
    {
        if (!b.TryGet(keyword, JsonValueKind.Object, "an object", out JsonElement map))
            return;
        foreach (JsonProperty property in map.EnumerateObject())
        {
            if (keyword != Schemas && property.Value.ValueKind == JsonValueKind.Array)
            {
                if (b.Strings(keyword, property.Value) is { } names)
                    b.Add(JsonTypes.Object, new DependentInstruction(b.Node, keyword, property.Name, names, null));
            }
            else if (keyword != Required && b.IsSchema(property.Value, keyword))
            {
                var child = b.InPlace(b.Child(property.Value, keyword, property.Name), keyword);
                b.Add(JsonTypes.Object, new DependentInstruction(b.Node, keyword, property.Name, [], child));
            }
            else if (keyword == Required)
            {
                b.Wrong(keyword, "an object of arrays of property names");
            }
        }
    }
}
