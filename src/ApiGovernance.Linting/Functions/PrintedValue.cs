using System.Text.Json;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions;

/// <summary>A value as messages show it (Spectral's <c>printValue</c>): scalars as JSON, objects and arrays by their kind only.</summary>
internal static class PrintedValue
{
    private const int MaxLength = 120;

    public static string Of(DocumentNode? node) => node?.Kind switch
    {
        null => "undefined",
        NodeKind.Object => "Object{}",
        NodeKind.Array => "Array[]",
        NodeKind.String => Quoted(node.Text!),
        _ => node.Text!,
    };

    public static string Quoted(string text) =>
        $"\"{JsonEncodedText.Encode(text.Length > MaxLength ? text[..MaxLength] + "…" : text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
