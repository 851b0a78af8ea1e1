using System.Text.Json;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>contentEncoding, contentMediaType, contentSchema, as assertions.</summary>
internal static class ContentKeywords
{
    public static void Compile(NodeBuilder b)
    {
        if (b.Compiler.Options.Content != ContentMode.Assertion || !b.Rules.Conditions)
            return;
        ContentEncoding? encoding = Encoding(b);
        bool isJson = b.TryGet("contentMediaType", JsonValueKind.String, "a string", out JsonElement media) && IsJson(media.GetString()!);
        if (encoding is null || (encoding == ContentEncoding.None && !isJson))
            return;
        var instruction = new ContentInstruction(b.Node, encoding.Value, isJson);
        if (isJson && b.Rules.Draft2019 && b.TryGet("contentSchema", out JsonElement schema) && b.IsSchema(schema, "contentSchema"))
            b.Compiler.AddContent(instruction, b.Child(schema, "contentSchema"));
        b.Add(JsonTypes.String, instruction);
    }

    /// <summary>Null, and reported, when the content cannot be read for it.</summary>
    private static ContentEncoding? Encoding(NodeBuilder b)
    {
        if (!b.TryGet("contentEncoding", JsonValueKind.String, "a string", out JsonElement value))
            return ContentEncoding.None;
        switch (value.GetString()!.ToLowerInvariant())
        {
            case "7bit" or "8bit" or "binary":
                return ContentEncoding.None;
            case "base64":
                return ContentEncoding.Base64;
            case "base64url":
                return ContentEncoding.Base64Url;
            case "base32":
                return ContentEncoding.Base32;
            case "base16":
                return ContentEncoding.Base16;
            default:
                b.Compiler.Problem(
                    b.Node, "contentEncoding", $"The encoding '{value.GetString()}' is not known; the content is not checked.", fatal: false);
                return null;
        }
    }

    private static bool IsJson(string mediaType)
    {
        string type = mediaType.Split(';')[0].Trim();
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }
}
