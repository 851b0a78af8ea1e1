using System.Text.Json;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>unevaluatedItems, unevaluatedProperties.</summary>
internal static class UnevaluatedKeywords
{
    public static void Compile(NodeBuilder b)
    {
        Add(b, "unevaluatedItems", JsonTypes.Array);
        Add(b, "unevaluatedProperties", JsonTypes.Object);
    }

    private static void Add(NodeBuilder b, string keyword, JsonTypes kind)
    {
        if (!b.TryGet(keyword, out JsonElement schema) || !b.IsSchema(schema, keyword))
            return;
        b.Node.Tracks = true;
        b.Add(kind, new UnevaluatedInstruction(b.Node, keyword, b.Child(schema, keyword)));
    }
}
