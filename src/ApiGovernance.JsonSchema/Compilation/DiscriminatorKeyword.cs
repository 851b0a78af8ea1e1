using System.Text.Json;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Instructions;
using ApiGovernance.JsonSchema.Registry;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>The discriminator of OpenAPI 3: explicit mapping, and the last step of each $ref as implicit name.</summary>
internal static class DiscriminatorKeyword
{
    public static Discriminator? Read(NodeBuilder b, SchemaNode[] nodes, string keyword)
    {
        if (!b.TryGet("discriminator", out JsonElement value) || value.ValueKind != JsonValueKind.Object
            || !value.TryGetProperty("propertyName", out JsonElement property) || property.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var alternatives = new Dictionary<string, int>(StringComparer.Ordinal);
        SchemaTarget?[] targets = [.. b.Element.GetProperty(keyword).EnumerateArray().Select(member => Target(b, member))];
        for (int i = 0; i < nodes.Length; i++)
        {
            if (targets[i] is { } target)
                alternatives.TryAdd(JsonPointer.LastToken(target.Pointer), i);
        }

        if (value.TryGetProperty("mapping", out JsonElement mapping) && mapping.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty entry in mapping.EnumerateObject().Where(static e => e.Value.ValueKind == JsonValueKind.String))
            {
                string name = entry.Value.GetString()!;
                SchemaTarget? mapped = b.Compiler.Resolver.Resolve(b.Node.Resource, name, out _);
                int index = mapped is { } found
                    ? Array.FindIndex(targets, t => t is { } other && other.Document == found.Document && other.Pointer == found.Pointer)
                    : alternatives.GetValueOrDefault(name, -1);
                if (index >= 0)
                    alternatives[entry.Name] = index;
            }
        }

        return new Discriminator(property.GetString()!, alternatives);
    }

    private static SchemaTarget? Target(NodeBuilder b, JsonElement member) =>
        member.ValueKind == JsonValueKind.Object && member.TryGetProperty("$ref", out JsonElement reference)
            && reference.ValueKind == JsonValueKind.String
            ? b.Compiler.Resolver.Resolve(b.Node.Resource, reference.GetString()!, out _)
            : null;
}
