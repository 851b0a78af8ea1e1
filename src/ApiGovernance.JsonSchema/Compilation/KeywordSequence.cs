using System.Text.Json;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>The order in which the keywords of a schema object run: cheap ones first, unevaluated* last.</summary>
internal static class KeywordSequence
{
    public static void Compile(NodeBuilder b)
    {
        b.Node.IsSecret = b.IsTrue("writeOnly") || (b.TryGet("format", out JsonElement format) && format is { ValueKind: JsonValueKind.String } && format.ValueEquals("password"));
        bool isReference = b.TryGet("$ref", out JsonElement reference) && reference.ValueKind == JsonValueKind.String;
        if (isReference && b.Rules.RefHidesSiblings)
        {
            ReferenceKeywords.Compile(b);
            return;
        }

        ValueKeywords.Compile(b);
        NumberKeywords.Compile(b);
        StringKeywords.Compile(b);
        FormatKeyword.Compile(b);

        ArrayKeywords.Compile(b);
        ObjectKeywords.Compile(b);
        ReferenceKeywords.Compile(b);
        CombiningKeywords.Compile(b);
        ContentKeywords.Compile(b);
        CustomKeywords.Compile(b);
        if (b.Rules.Draft2019)
            UnevaluatedKeywords.Compile(b);
    }
}
