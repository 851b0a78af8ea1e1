using System.Text;
using System.Text.Json;
using ApiGovernance.JsonSchema.Tests.Differential;
using CsCheck;

namespace ApiGovernance.JsonSchema.Tests.RealDocuments;

/// <summary>Values made from the examples of published documents, which the engines must judge alike.</summary>
internal static class PublishedSchemaValues
{
    private const int MutationsPerExample = 12;
    private const int ValuesPerSchema = 4;

    public static IEnumerable<string> Disagreements(PublishedDocument document)
    {
        var dice = new Dice(new PCG(5, 17));
        foreach (PublishedExample example in document.Examples)
        {
            using JsonDocument parsed = JsonDocument.Parse(example.Value.ToJson(), new JsonDocumentOptions { MaxDepth = 256 });
            JsonTree value = JsonTree.From(parsed.RootElement);
            for (int i = 0; i < MutationsPerExample; i++, value = dice.Chance(70) ? JsonTree.From(parsed.RootElement) : value)
            {
                if (i > 0)
                    value = Mutation.Of(dice, value, huge: true);
                if (Disagreement(document, example.Schema, value.Write(dice)) is { } disagreement)
                    yield return disagreement;
            }
        }

        foreach (string pointer in document.Schemas)
        {
            for (int i = 0; i < ValuesPerSchema; i++)
            {
                if (Disagreement(document, pointer, RandomValue.Of(dice, 3, huge: true).Write(dice)) is { } disagreement)
                    yield return disagreement;
            }
        }
    }

    private static string? Disagreement(PublishedDocument document, string pointer, string text)
    {
        byte[] json = Encoding.UTF8.GetBytes(text);
        CompiledSchema fast = document.Compile(pointer, SchemaDirection.Any).Schema!;
        CompiledSchema tape = document.Compile(pointer, SchemaDirection.Any, SchemaEngine.Tape).Schema!;
        bool expected = tape.IsValid(json);
        return fast.IsValid(json) == expected && fast.Validate(json).IsValid == expected
            ? null
            : $"{document.Name}#{pointer}: {(expected ? "valid" : "invalid")} for the tape engine only: {text}";
    }
}
