using System.Text.Json;
using ApiGovernance.JsonSchema.Formats;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>format.</summary>
internal static class FormatKeyword
{
    public static void Compile(NodeBuilder b)
    {
        if (!b.TryGet("format", JsonValueKind.String, "a string", out JsonElement value) || !b.Asserts || b.Compiler.Options.Formats != FormatMode.Assertion)
            return;
        foreach (FormatDefinition format in FormatCatalog.Find(value.GetString()!, b.Compiler.DialectOf(b.Node)))
            b.Add(format.OfNumber ? JsonTypes.Number : JsonTypes.String, new FormatInstruction(b.Node, format));
    }
}
