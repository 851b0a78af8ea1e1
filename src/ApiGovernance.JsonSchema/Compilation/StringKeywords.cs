using System.Text.Json;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>minLength, maxLength, pattern.</summary>
internal static class StringKeywords
{
    public static void Compile(NodeBuilder b)
    {
        if (b.TryGetCount("minLength", out long min) && min > 0)
            b.Add(JsonTypes.String, new LengthInstruction(b.Node, "minLength", min, upper: false));
        if (b.TryGetCount("maxLength", out long max))
            b.Add(JsonTypes.String, new LengthInstruction(b.Node, "maxLength", max, upper: true));
        if (b.TryGet("pattern", JsonValueKind.String, "a string", out JsonElement pattern)
            && b.Pattern("pattern", pattern.GetString()!) is { } compiled)
        {
            b.Add(JsonTypes.String, new PatternInstruction(b.Node, compiled));
        }
    }
}
