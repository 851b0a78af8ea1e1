using System.Text.Json.Nodes;
using ApiGovernance.JsonSchema;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Validation;

/// <summary>
/// The schemas of canonical entities, as they are laid over marked schemas of contracts: what is sent under a canonical name must have
/// the canonical form. Which fields there must be, and which there may be beside them, is the contract's to say.
/// </summary>
internal static class CanonicalSchemas
{
    /// <param name="entities">What the version is held against.</param>
    /// <param name="bytes">The schema's bytes by their hashes.</param>
    /// <param name="problems">Where schemas that cannot be compiled are told.</param>
    /// <returns>By mark: <c>order</c> and <c>order@1</c>.</returns>
    public static Dictionary<string, CompiledSchema> Compile(
        IReadOnlyList<SnapshotCanonical> entities, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> bytes, List<string> problems)
    {
        Dictionary<string, CompiledSchema> compiled = new(StringComparer.Ordinal);
        foreach (SnapshotCanonical entity in entities)
        {
            string uri = $"canonical:///{entity.Entity}@{entity.Version}";
            SchemaRegistry registry = new();
            registry.Add(uri, Loosen(bytes[entity.Hash].Span), SchemaDialect.Draft202012);
            CompileResult result = CompiledSchema.Compile(registry, uri);
            if (result.Schema is not { } schema)
            {
                SchemaProblem? fatal = result.Problems.FirstOrDefault(problem => problem.Fatal);
                problems.Add($"The schema of the canonical entity '{entity.Entity}' cannot be compiled: {fatal?.Message} ({fatal?.Location})");
                continue;
            }

            compiled[$"{entity.Entity}@{entity.Version}"] = schema;
            compiled[entity.Entity] = schema;
        }

        return compiled;
    }

    private static byte[] Loosen(ReadOnlySpan<byte> schema)
    {
        JsonNode? root = JsonNode.Parse(schema);
        Loosen(root);
        return System.Text.Encoding.UTF8.GetBytes(root!.ToJsonString());
    }

    /// <summary>The entity and its parts are loosened; the types that it refers to are whole things, such as an amount with its currency.</summary>
    private static void Loosen(JsonNode? node)
    {
        if (node is not JsonObject schema)
            return;
        schema.Remove("required");
        if (schema["additionalProperties"] is JsonValue)
            schema.Remove("additionalProperties");
        schema.Remove("unevaluatedProperties");
        schema.Remove("minProperties");
        if (schema["properties"] is JsonObject properties)
        {
            foreach (var (_, property) in properties)
                Loosen(property);
        }

        Loosen(schema["items"]);
        foreach (string name in new[] { "allOf", "anyOf", "oneOf" })
        {
            foreach (JsonNode? part in schema[name] as JsonArray ?? [])
                Loosen(part);
        }
    }
}
