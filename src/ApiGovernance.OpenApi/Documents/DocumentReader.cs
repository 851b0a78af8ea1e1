using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>
/// Reads one JSON or YAML file. Content never throws: what cannot be read gives a document whose root is null and whose findings say
/// what is wrong and where. A text that starts with <c>{</c> or <c>[</c> is JSON, everything else YAML 1.2; in a file named
/// <c>.yaml</c> or <c>.yml</c> such brackets may be YAML too.
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
        if (bytes.Length > limits.MaxBytes)
        {
            return Unreadable(path, displayPath, DocumentFindings.Error(
                "document-too-large",
                $"The file is larger than {limits.MaxBytes} bytes (limit MaxBytes).",
                "Split the document into several files.",
                new SourceSpan(displayPath, 1, 1, 1, 1)));
        }

        TextDecoding text = TextDecoding.Of(bytes);
        TreeBuilder tree = ReadText(text, new SourceText(displayPath, text.Utf8, text.Start), limits);
        bool readable = !tree.Failed && tree.Root is not null;
        return new SourceDocument
        {
            Path = displayPath,
            Uri = UriOf(path),
            Root = readable ? tree.Root! : DocumentNode.Null(new SourceSpan(displayPath, 1, 1, 1, 1)),
            Bytes = bytes,
            Text = tree.Source,
            Encoding = text.Foreign,
            Findings = InOrder(tree.Findings),
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

    /// <summary>The path inside the bundle that a document's URI names, or null for the URI of anything else.</summary>
    public static string? PathOf(string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return uri.StartsWith(UriBase, StringComparison.Ordinal) ? Uri.UnescapeDataString(uri[UriBase.Length..]) : null;
    }

    private static TreeBuilder ReadText(in TextDecoding text, SourceText source, ReadLimits limits)
    {
        var tree = new TreeBuilder(source, limits);
        if (text.InvalidAt >= 0)
        {
            string name = text.Foreign is null ? "UTF-8" : "UTF-16 or UTF-32";
            tree.Fail("document-encoding", $"The file is not valid {name} at this place.", "Save the file as UTF-8.", text.InvalidAt, text.InvalidAt);
            return tree;
        }

        ReadOnlySpan<byte> content = source.Utf8.Span[source.Start..];
        int first = content.IndexOfAnyExcept(" \t\r\n"u8);
        bool brackets = first >= 0 && content[first] is (byte)'{' or (byte)'[';
        if (brackets && text.Foreign is not null)
        {
            tree.Fail("document-encoding", "The file is UTF-16 or UTF-32; JSON is UTF-8 (RFC 8259, 8.1).", "Save the file as UTF-8.", source.Start, source.Start);
            return tree;
        }

        if (brackets)
            JsonText.Read(tree);
        if (!brackets || (tree.HasSyntaxError && IsYaml(source.File)))
            tree = YamlText.Read(source, limits);

        if (tree is { Failed: false, Root: null })
            tree.Fail("document-empty", "The file is empty.", "Write the document into it.", source.Start, source.Start);
        Mention(text, tree);
        return tree;
    }

    private static void Mention(in TextDecoding text, TreeBuilder tree)
    {
        SourceSpan start = tree.Source.Span(text.Start, text.Start);
        if (text.Foreign is not null)
        {
            tree.Findings.Add(DocumentFindings.Warning(
                "document-yaml-encoding", $"The file is {text.Foreign.WebName.ToUpperInvariant()}, which YAML allows and many readers refuse.", "Save the file as UTF-8.", start));
        }
        else if (text.Start > 0)
        {
            tree.Findings.Add(DocumentFindings.Info(
                "document-bom", "The file starts with a byte order mark, which some readers refuse.", "Save the file as UTF-8 without a mark.", start));
        }
    }

    private static bool IsYaml(string path) =>
        path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<Finding> InOrder(List<Finding> findings) =>
        [.. findings.OrderBy(f => f.Source!.Line).ThenBy(f => f.Source!.Column)];
}
