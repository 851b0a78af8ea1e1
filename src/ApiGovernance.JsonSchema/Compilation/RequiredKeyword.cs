using System.Text.Json;
using ApiGovernance.JsonSchema.Registry;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>
/// required, less the properties the sender must not or need not give: readOnly ones in a request, writeOnly ones in a response
/// (OpenAPI 3.0.3, Schema Object; 3.1 by JSON Schema Validation 9.4).
/// </summary>
internal static class RequiredKeyword
{
    private const int MaxHops = 16;

    public static string[] Names(NodeBuilder b)
    {
        if (!b.TryGet("required", out JsonElement value))
            return [];
        // A Swagger 2.0 parameter has a boolean of that name; it speaks of the parameter, not of properties.
        if (!b.Rules.IsJsonSchema && value.ValueKind is JsonValueKind.True or JsonValueKind.False && b.TryGet("in", out _))
            return [];
        if (b.Strings("required", value) is not { } names)
            return [];
        string? waiver = b.Compiler.Options.Direction switch
        {
            SchemaDirection.Request => "readOnly",
            SchemaDirection.Response => "writeOnly",
            _ => null,
        };
        return waiver is null ? names : Array.FindAll(names, name => !IsWaived(b, name, waiver));
    }

    private static bool IsWaived(NodeBuilder b, string name, string waiver)
    {
        SchemaTarget here = new(b.Node.Document, b.Node.Pointer, b.Element);
        if (Declares(b.Compiler, here, name, waiver, MaxHops))
            return true;

        // The property may be declared beside the allOf this schema is a member of.
        string pointer = b.Node.Pointer;
        while (JsonPointer.LastToken(JsonPointer.Parent(pointer)) == "allOf")
        {
            pointer = JsonPointer.Parent(JsonPointer.Parent(pointer));
            if (!JsonPointer.TryFollow(b.Node.Document.Root, pointer, out JsonElement outer, out _))
                return false;
            if (Declares(b.Compiler, new SchemaTarget(b.Node.Document, pointer, outer), name, waiver, MaxHops))
                return true;
        }

        return false;
    }

    /// <summary>Whether the schema, its allOf or its $ref declares the property with the waiving keyword.</summary>
    private static bool Declares(SchemaCompiler compiler, SchemaTarget schema, string name, string waiver, int hops)
    {
        if (schema.Element.ValueKind != JsonValueKind.Object || hops == 0)
            return false;
        if (schema.Element.TryGetProperty("properties", out JsonElement properties) && properties.ValueKind == JsonValueKind.Object
            && properties.TryGetProperty(name, out JsonElement property))
        {
            string pointer = JsonPointer.Append(JsonPointer.Append(schema.Pointer, "properties"), name);
            if (Has(compiler, schema with { Pointer = pointer, Element = property }, waiver, hops))
                return true;
        }

        return Also(compiler, schema).Any(also => Declares(compiler, also, name, waiver, hops - 1));
    }

    private static bool Has(SchemaCompiler compiler, SchemaTarget schema, string waiver, int hops)
    {
        if (schema.Element.ValueKind != JsonValueKind.Object || hops == 0)
            return false;
        if (schema.Element.TryGetProperty(waiver, out JsonElement value) && value.ValueKind == JsonValueKind.True)
            return true;
        return Also(compiler, schema).Any(also => Has(compiler, also, waiver, hops - 1));
    }

    private static IEnumerable<SchemaTarget> Also(SchemaCompiler compiler, SchemaTarget schema)
    {
        if (schema.Element.TryGetProperty("$ref", out JsonElement reference) && reference.ValueKind == JsonValueKind.String
            && compiler.Resolver.Resolve(schema.Resource, reference.GetString()!, out _) is { } target)
        {
            yield return target;
        }

        if (!schema.Element.TryGetProperty("allOf", out JsonElement all) || all.ValueKind != JsonValueKind.Array)
            yield break;
        int index = 0;
        foreach (JsonElement member in all.EnumerateArray())
            yield return schema with { Pointer = JsonPointer.Append(JsonPointer.Append(schema.Pointer, "allOf"), index++), Element = member };
    }
}
