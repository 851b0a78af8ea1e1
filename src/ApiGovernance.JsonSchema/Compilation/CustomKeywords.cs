using System.Text.Json;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>Keywords given in code.</summary>
internal static class CustomKeywords
{
    public static void Compile(NodeBuilder b)
    {
        foreach (ISchemaKeyword keyword in b.Compiler.Options.CustomKeywords)
        {
            if (!b.TryGet(keyword.Name, out JsonElement value))
                continue;
            string step = NodeBuilder.EscapeStep(keyword.Name);
            var context = new SchemaKeywordContext(
                b.Node.Location(step), b.Compiler.DialectOf(b.Node), message => b.Compiler.Problem(b.Node, step, message, fatal: false));
            if (keyword.Compile(value, context) is { } rule)
                b.Add(JsonTypes.Any, new CustomInstruction(b.Node, keyword.Name, step, rule));
        }
    }
}
