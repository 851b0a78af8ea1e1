using System.Globalization;
using System.Text.Json;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>minItems, maxItems, uniqueItems, prefixItems, items, additionalItems, contains, minContains, maxContains.</summary>
internal static class ArrayKeywords
{
    public static void Compile(NodeBuilder b)
    {
        if (b.TryGetCount("minItems", out long min) && min > 0)
            b.Add(JsonTypes.Array, new CountInstruction(b.Node, "minItems", min, upper: false, ofObject: false));
        if (b.TryGetCount("maxItems", out long max))
            b.Add(JsonTypes.Array, new CountInstruction(b.Node, "maxItems", max, upper: true, ofObject: false));
        if (b.IsTrue("uniqueItems"))
            b.Add(JsonTypes.Array, new UniqueItemsInstruction(b.Node));
        else if (b.TryGet("uniqueItems", out JsonElement unique) && unique.ValueKind != JsonValueKind.False)
            b.Wrong("uniqueItems", "a boolean");

        AddItems(b);
        if (b.Rules.Draft6)
            AddContains(b);
    }

    private static void AddItems(NodeBuilder b)
    {
        SchemaNode[] prefix = [];
        SchemaNode? rest = null;
        if (b.Rules.Draft2020 && b.TryGet("prefixItems", JsonValueKind.Array, "an array of schemas", out JsonElement tuple))
            prefix = Each(b, "prefixItems", tuple);
        if (b.TryGet("items", out JsonElement items))
        {
            if (items.ValueKind == JsonValueKind.Array && b.Rules is { IsJsonSchema: true, Draft2020: false })
            {
                prefix = Each(b, "items", items);
                if (b.TryGet("additionalItems", out JsonElement additional) && b.IsSchema(additional, "additionalItems"))
                    rest = b.Child(additional, "additionalItems");
            }
            else if (b.IsSchema(items, "items"))
            {
                rest = b.Child(items, "items");
                b.Node.Shape.Items = prefix.Length == 0 ? rest : null;
            }
        }

        if (prefix.Length > 0 || rest is not null)
            b.Add(JsonTypes.Array, new ItemsInstruction(b.Node, "items", prefix, rest));
    }

    private static SchemaNode[] Each(NodeBuilder b, string keyword, JsonElement schemas) =>
        [.. schemas.EnumerateArray().Select((schema, index) => b.Child(schema, keyword, index.ToString(CultureInfo.InvariantCulture)))];

    private static void AddContains(NodeBuilder b)
    {
        if (!b.TryGet("contains", out JsonElement contains) || !b.IsSchema(contains, "contains"))
            return;
        long min = 1;
        long max = long.MaxValue;
        if (b.Rules.Draft2019)
        {
            if (b.TryGetCount("minContains", out long atLeast))
                min = atLeast;
            if (b.TryGetCount("maxContains", out long atMost))
                max = atMost;
        }

        b.Add(JsonTypes.Array, new ContainsInstruction(b.Node, b.Child(contains, "contains"), min, max, evaluates: b.Rules.Draft2020));
    }
}
