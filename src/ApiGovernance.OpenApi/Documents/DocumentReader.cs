using System.Text;
using System.Text.Unicode;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>
/// Reads one JSON or YAML file. Content never throws: what cannot be read gives a document whose root is null and whose findings say
/// what is wrong and where. A text that starts with <c>{</c> or <c>[</c> is JSON, everything else YAML 1.2.
/// </summary>
public static class DocumentReader
{
    private const string UriBase = "contract:///";

    /// <param name="path">The path inside the bundle; the document's URI is made from it.</param>
    public static SourceDocument Read(string path, ReadOnlyMemory<byte> bytes, ReadLimits? limits = null) => Read(path, path, bytes, limits);

    /// <param name="displayPath">The path that findings show; it may lead from the working directory to the bundle.</param>
    internal static SourceDocument Read(string path, string displayPath, ReadOnlyMemory<byte> bytes, ReadLimits? limits)
    {
        ArgumentNullException.ThrowIfNull(path);
        limits ??= ReadLimits.Default;
        var tree = new TreeBuilder(displayPath, limits);
        ReadText(bytes.Span, tree, limits);

        bool readable = !tree.Failed && tree.Root is not null;
        return new SourceDocument
        {
            Path = displayPath,
            Uri = UriOf(path),
            Root = readable ? tree.Root! : DocumentNode.Null(new SourceSpan(displayPath, 1, 1, 1, 1)),
            Bytes = bytes,
            Findings = tree.Findings,
            IsReadable = readable,
        };
    }

    /// <summary>A document that could not even be opened.</summary>
    internal static SourceDocument Unreadable(string path, string displayPath, Finding reason) => new()
    {
        Path = displayPath,
        Uri = UriOf(path),
        Root = DocumentNode.Null(new SourceSpan(displayPath, 1, 1, 1, 1)),
        Bytes = default,
        Findings = [reason],
        IsReadable = false,
    };

    internal static string UriOf(string path) => UriBase + string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    /// <summary>The path inside the bundle that a URI of <see cref="UriOf"/> names, or null for any other URI.</summary>
    internal static string? PathOf(string uri) =>
        uri.StartsWith(UriBase, StringComparison.Ordinal) ? Uri.UnescapeDataString(uri[UriBase.Length..]) : null;

    private static void ReadText(ReadOnlySpan<byte> bytes, TreeBuilder tree, ReadLimits limits)
    {
        var start = new SourceSpan(tree.File, 1, 1, 1, 1);
        if (bytes.Length > limits.MaxBytes)
        {
            tree.Fail("document-too-large", $"The file is larger than {limits.MaxBytes} bytes.", "Split the document into several files.", start);
            return;
        }

        if (bytes is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..] or [0, _, ..] or [_, 0, ..])
        {
            tree.Fail("document-encoding", "The file is UTF-16 or UTF-32; API documents are UTF-8 (RFC 8259, 8.1).", "Save the file as UTF-8.", start);
            return;
        }

        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            bytes = bytes[3..];
            tree.Findings.Add(DocumentFindings.Info(
                "document-bom", "The file starts with a byte order mark, which some readers refuse.", "Save the file as UTF-8 without a mark.", start));
        }

        if (!Utf8.IsValid(bytes))
        {
            TextPosition at = new Utf8Cursor(bytes).MoveTo(FirstInvalid(bytes));
            tree.Fail("document-encoding", "The file is not valid UTF-8 at this place.", "Save the file as UTF-8.", at.To(at, tree.File));
            return;
        }

        int first = bytes.IndexOfAnyExcept(" \t\r\n"u8);
        if (first >= 0 && bytes[first] is (byte)'{' or (byte)'[')
            JsonText.Read(bytes, tree);
        else
            YamlText.Read(Encoding.UTF8.GetString(bytes), tree);

        if (tree is { Failed: false, Root: null })
            tree.Fail("document-empty", "The file is empty.", "Write an OpenAPI document into it.", start);
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        int offset = 0;
        while (offset < bytes.Length && Rune.DecodeFromUtf8(bytes[offset..], out _, out int length) == System.Buffers.OperationStatus.Done)
            offset += length;
        return offset;
    }
}
