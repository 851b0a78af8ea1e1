using System.Text.Json;
using ApiGovernance.JsonSchema.Formats;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>format.</summary>
internal static class FormatKeyword
{
    public static void Compile(NodeBuilder b)
    {
        if (!b.TryGet("format", JsonValueKind.String, "a string", out JsonElement value))
            return;
        string name = value.GetString()!;
        FormatDefinition[] formats = b.Compiler.Formats(name, b.Compiler.DialectOf(b.Node));
        bool asserts = b.Compiler.Options.Formats switch
        {
            FormatMode.Assertion => true,
            FormatMode.ByVocabulary => b.Vocabularies.HasFlag(Vocabularies.FormatAssertion),
            _ => false,
        };
        if ((formats.Length == 0 || !asserts) && !FormatCatalog.Annotations.Contains(name, StringComparer.Ordinal))
            b.Compiler.AddUnchecked(new UncheckedFormat(name, b.Node.Location("format"), IsKnown: formats.Length > 0));
        if (!asserts)
            return;
        foreach (FormatDefinition format in formats)
            b.Add(format.OfNumber ? JsonTypes.Number : JsonTypes.String, new FormatInstruction(b.Node, format));
    }
}
