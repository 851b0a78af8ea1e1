using System.Text.Json;
using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>type, enum, const, nullable.</summary>
internal static class ValueKeywords
{
    public static void Compile(NodeBuilder b)
    {
        AddType(b);
        if (b.TryGet("enum", JsonValueKind.Array, "an array", out JsonElement values))
            AddLiterals(b, "enum", [.. values.EnumerateArray()]);
        if (b.Rules.Draft6 && b.TryGet("const", out JsonElement value))
            AddLiterals(b, "const", [value]);
    }

    private static void AddType(NodeBuilder b)
    {
        if (!b.TryGet("type", out JsonElement type))
            return;
        JsonTypes types = Read(b, type);
        if (types == JsonTypes.None)
        {
            b.Wrong("type", "the name of a JSON type" + (b.Rules.IsJsonSchema ? ", or an array of such names" : ""));
            return;
        }

        // OpenAPI 3.0.3: nullable has no effect without a type beside it.
        if (b.Rules.Nullable is { } nullable && b.IsTrue(nullable))
            types |= JsonTypes.Null;
        b.Node.Shape.Types &= types;
        JsonTypes failing = JsonTypes.Any & ~types;
        if (types.HasFlag(JsonTypes.Number))
            failing &= ~JsonTypes.Integer;
        if (failing != JsonTypes.None)
            b.Add(failing, new TypeInstruction(b.Node, types, b.Rules.StrictInteger));
    }

    private static JsonTypes Read(NodeBuilder b, JsonElement type)
    {
        if (type.ValueKind == JsonValueKind.String)
            return Named(b, type.GetString()!);
        JsonTypes types = JsonTypes.None;
        if (type.ValueKind != JsonValueKind.Array || !b.Rules.IsJsonSchema)
            return types;
        foreach (JsonElement item in type.EnumerateArray())
        {
            JsonTypes one = item.ValueKind == JsonValueKind.String ? Named(b, item.GetString()!) : JsonTypes.None;
            if (one == JsonTypes.None)
                return JsonTypes.None;
            types |= one;
        }

        return types;
    }

    private static JsonTypes Named(NodeBuilder b, string name) => name switch
    {
        "null" => JsonTypes.Null,
        "boolean" => JsonTypes.Boolean,
        "integer" => JsonTypes.Integer,
        "number" => JsonTypes.Number | JsonTypes.Integer,
        "string" => JsonTypes.String,
        "array" => JsonTypes.Array,
        "object" => JsonTypes.Object,
        // A file parameter of Swagger 2.0 is never JSON.
        "file" when b.Rules.Nullable == "x-nullable" => JsonTypes.Any,
        _ => JsonTypes.None,
    };

    private static void AddLiterals(NodeBuilder b, string keyword, JsonElement[] values)
    {
        var literals = new List<JsonLiteral>(values.Length);
        JsonTypes types = JsonTypes.None;
        foreach (JsonElement value in values)
        {
            if (b.Literal(keyword, value) is not { } literal)
                return;
            literals.Add(literal);
            types |= literal.Kind switch
            {
                JsonKind.Null => JsonTypes.Null,
                JsonKind.True or JsonKind.False => JsonTypes.Boolean,
                JsonKind.Number => JsonTypes.Number | JsonTypes.Integer,
                JsonKind.String => JsonTypes.String,
                JsonKind.Array => JsonTypes.Array,
                _ => JsonTypes.Object,
            };
        }

        b.Node.Shape.Types &= types;
        b.Add(JsonTypes.Any, new EnumInstruction(b.Node, keyword, [.. literals]));
    }
}
