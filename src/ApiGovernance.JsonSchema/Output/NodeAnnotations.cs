using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Registry;

namespace ApiGovernance.JsonSchema.Output;

/// <summary>
/// The annotations one schema object gives a value that satisfies it: its keywords that demand nothing, as they are written, and what
/// its applicators evaluated (JSON Schema 2020-12: 7.7, 10.3; Validation 7 to 9).
/// </summary>
internal static class NodeAnnotations
{
    private static readonly HashSet<string> s_silent = new(
        [
            "$schema", "$id", "id", "$ref", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor", "$vocabulary",
            "$comment", "$defs", "definitions", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas", "dependencies",
            "dependentRequired", "prefixItems", "items", "additionalItems", "contains", "properties", "patternProperties",
            "additionalProperties", "propertyNames", "unevaluatedItems", "unevaluatedProperties", "type", "enum", "const", "multipleOf",
            "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength", "pattern", "maxItems", "minItems",
            "uniqueItems", "maxContains", "minContains", "maxProperties", "minProperties", "required", "nullable", "x-nullable",
        ],
        StringComparer.Ordinal);

    public static IEnumerable<(string Keyword, byte[] Value)> Of(
        SchemaNode node, JsonView view, int token, List<(string Segment, int Token)>? children)
    {
        var found = new List<(string, byte[])>();
        if (JsonPointer.TryFollow(node.Document.Root, node.Pointer, out JsonElement schema, out _) && schema.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in schema.EnumerateObject())
            {
                if (!s_silent.Contains(property.Name) && Speaks(schema, property.Name, view.Kind(token)))
                    found.Add((property.Name, JsonMarshal.GetRawUtf8Value(property.Value).ToArray()));
            }
        }

        if (children is not null)
            AddApplicators(found, node, view, token, children);
        return found;
    }

    /// <summary>Content keywords speak of strings only, and contentSchema only beside a contentMediaType (Validation, 8.5).</summary>
    private static bool Speaks(JsonElement schema, string keyword, JsonKind kind) => keyword switch
    {
        "contentEncoding" or "contentMediaType" => kind == JsonKind.String,
        "contentSchema" => kind == JsonKind.String && schema.TryGetProperty("contentMediaType", out _),
        _ => true,
    };

    private static void AddApplicators(
        List<(string, byte[])> found, SchemaNode node, JsonView view, int token, List<(string Segment, int Token)> children)
    {
        foreach (IGrouping<string, (string Segment, int Token)> group in children.GroupBy(static c => c.Segment.Split('/')[1], StringComparer.Ordinal))
        {
            HashSet<int> evaluated = [.. group.Select(static c => c.Token)];
            bool tuple = group.Key == "prefixItems" || (group.Key == "items" && group.First().Segment != "/items");
            byte[]? value = group.Key switch
            {
                "properties" or "patternProperties" or "additionalProperties" or "unevaluatedProperties" => Names(view, token, evaluated),
                "items" or "prefixItems" when tuple => evaluated.Count == view.Count(token) ? "true"u8.ToArray() : Json(w => w.WriteNumberValue(evaluated.Count - 1)),
                "items" or "additionalItems" or "unevaluatedItems" => "true"u8.ToArray(),
                "contains" when DialectRules.For(node.Resource.Dialect).Draft2020 => Indices(view, token, evaluated),
                _ => null,
            };
            if (value is not null)
                found.Add((group.Key, value));
        }
    }

    private static byte[] Names(JsonView view, int obj, HashSet<int> evaluated)
    {
        var names = new List<byte[]>();
        for (int key = obj + 1, end = view.Next(obj); key < end; key = view.Next(key + 1))
        {
            if (evaluated.Contains(key + 1))
                names.Add(view.Text(key).ToArray());
        }

        return Json(writer =>
        {
            writer.WriteStartArray();
            foreach (byte[] name in names)
                writer.WriteStringValue(name);
            writer.WriteEndArray();
        });
    }

    private static byte[] Indices(JsonView view, int array, HashSet<int> evaluated)
    {
        if (evaluated.Count == view.Count(array))
            return "true"u8.ToArray();
        var indices = new List<int>();
        int index = 0;
        for (int item = array + 1, end = view.Next(array); item < end; item = view.Next(item), index++)
        {
            if (evaluated.Contains(item))
                indices.Add(index);
        }

        return Json(writer =>
        {
            writer.WriteStartArray();
            foreach (int at in indices)
                writer.WriteNumberValue(at);
            writer.WriteEndArray();
        });
    }

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer);
        return buffer.WrittenSpan.ToArray();
    }
}
