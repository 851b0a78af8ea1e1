using System.Text;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Tests.Documents;

/// <summary>Short ways to read a text and to say where things are.</summary>
internal static class Texts
{
    public static SourceDocument Read(string text, ReadLimits? limits = null) => DocumentReader.Read("api.txt", Utf8(text), limits);

    public static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static string Json(this SourceDocument document) => Encoding.UTF8.GetString(document.ToJson());

    /// <summary><c>line:column-line:column</c></summary>
    public static string Place(this SourceSpan span) => $"{span.Line}:{span.Column}-{span.EndLine}:{span.EndColumn}";

    public static DocumentMember Member(this DocumentNode node, string name) => node.Members.Single(m => m.Name == name);

    /// <summary>Each finding as <c>rule line:column</c>.</summary>
    public static string[] Short(this IEnumerable<Finding> findings) =>
        [.. findings.Select(f => $"{f.RuleId} {f.Source?.Line}:{f.Source?.Column}")];

    public static DocumentBundle Bundle(params (string Path, string Text)[] files) => DocumentBundle.Load(
        files[0].Path,
        path => files.Where(f => f.Path == path).Select(f => (ReadOnlyMemory<byte>?)Utf8(f.Text)).FirstOrDefault());
}
