using System.Text.Json.Nodes;

namespace ApiGovernance.Diff.Tests.Soundness;

/// <summary>A schema and its next version.</summary>
/// <param name="Before">The root under <c>root</c>, the components by their names.</param>
internal sealed record SchemaPair(uint Number, JsonObject Before, JsonObject After, bool IsModernBefore, bool IsModernAfter, IReadOnlyList<string> Edits)
{
    public const ulong Seed = 20261128;

    /// <summary>Batches share a document, so the versions of OpenAPI go by batch.</summary>
    public static SchemaPair Make(uint number, int batch, ulong seed = Seed)
    {
        Dice dice = new(seed, number);
        (bool before, bool after) = (batch % 8) switch { < 5 => (true, true), < 7 => (false, false), _ => (false, true) };
        SchemaMaker maker = new(dice, before, $"P{number}");
        JsonObject root = maker.Root();
        JsonObject schemas = new() { ["root"] = root };
        foreach ((string name, JsonNode? component) in maker.Components.ToList())
        {
            maker.Components.Remove(name);
            schemas[name] = component;
        }

        JsonObject revision = (JsonObject)schemas.DeepClone();
        if (before != after)
            Modernize(revision);
        SchemaEdits edits = new(dice, new SchemaMaker(dice, after, $"P{number}"), revision);
        List<string> made = [];
        int count = dice.Pick(1, 1, 1, 2, 2, 3);
        for (int tries = 0; made.Count < count && tries < 40; tries++)
        {
            if (edits.Edit() is { } edit)
                made.Add(edit);
        }

        return new SchemaPair(number, schemas, revision, before, after, made);
    }

    public override string ToString() => $"pair {Number} ({string.Join(", ", Edits)})\n  base     {Text(Before, IsModernBefore)}\n  revision {Text(After, IsModernAfter)}";

    private static string Text(JsonObject schemas, bool isModern) => $"{(isModern ? "3.1" : "3.0")} {schemas.ToJsonString(Plain)}";

    private static readonly System.Text.Json.JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>From the words of 3.0 to those of 3.1.</summary>
    private static void Modernize(JsonObject schemas)
    {
        foreach (JsonObject schema in schemas.SelectMany(member => Schemas.All(member.Value)).ToList())
        {
            // What 3.0 overlooks beside a reference, 3.1 would read.
            if (schema["$ref"] is not null)
                continue;
            if (schema.Remove("nullable", out JsonNode? nullable) && Schemas.IsTrue(nullable) && Schemas.Type(schema) is { } type)
                schema["type"] = new JsonArray(type, "null");
            foreach ((string inclusive, string exclusive) in (ReadOnlySpan<(string, string)>)[("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")])
            {
                if (schema.Remove(exclusive, out JsonNode? flag) && Schemas.IsTrue(flag) && schema.Remove(inclusive, out JsonNode? bound))
                    schema[exclusive] = bound;
            }
        }
    }
}
