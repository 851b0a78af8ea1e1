using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>Writes a text as a scalar, in the style of the one it replaces where that style can hold it.</summary>
internal static class ScalarSpelling
{
    private static readonly SearchValues<char> NotPlain = SearchValues.Create("\n\r,[]{}");

    public static string Of(string value, NodeStyle style, bool json)
    {
        if (!json && style == NodeStyle.Plain && IsPlain(value))
            return value;
        if (!json && style == NodeStyle.SingleQuoted && !value.AsSpan().ContainsAnyInRange('\0', '\x1F') && value.All(c => c != '\x7F'))
            return $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
        return $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value)}\"";
    }

    // The reader itself knows best what it reads back; brackets and commas end a scalar inside brackets only.
    private static bool IsPlain(string value)
    {
        if (value.Length == 0 || value.AsSpan().ContainsAny(NotPlain))
            return false;
        SourceDocument read = DocumentReader.Read("scalar.yaml", Encoding.UTF8.GetBytes($"k: {value}\nl: 0\n"));
        return read is { IsReadable: true, Findings.Count: 0 } && read.Root["k"]?.AsString == value && read.Root.Members.Count == 2;
    }
}
