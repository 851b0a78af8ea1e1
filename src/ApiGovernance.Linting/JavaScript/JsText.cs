using System.Text.Encodings.Web;
using System.Text.Json;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>Spelling of JavaScript.</summary>
internal static class JsText
{
    public static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.Default)}\"";

    /// <summary>Whether a name can be exported; ASCII names are enough for what packages export.</summary>
    public static bool IsIdentifier(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$');
}
