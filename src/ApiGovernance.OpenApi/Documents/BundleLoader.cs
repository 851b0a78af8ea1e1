using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>Reads the root and, breadth first, every file that a reference names, within the limits of the bundle.</summary>
/// <param name="open">Bytes of a path inside the bundle; null where there is none.</param>
/// <param name="display">The path to show for a path inside the bundle.</param>
internal sealed class BundleLoader(Func<string, ReadOnlyMemory<byte>?> open, Func<string, string> display, ReadLimits limits)
{
    private readonly Dictionary<string, SourceDocument> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DocumentIndex> _indexes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly Queue<string> _waiting = new();
    private long _bytes;

    public DocumentBundle Load(string path)
    {
        SourceDocument root = Read(path) ?? DocumentReader.Unreadable(path, display(path), DocumentFindings.Error(
            "document-not-found",
            $"There is no file '{display(path)}', or it may not be read.",
            "Correct the path.",
            new SourceSpan(display(path), 1, 1, 1, 1)));
        _asked.Add(root.Uri);
        Add(root);
        while (_waiting.TryDequeue(out string? uri))
        {
            if (Read(DocumentReader.PathOf(uri)!) is { } document)
                Add(document);
        }

        return new DocumentBundle(root, _documents, _indexes);
    }

    private void Add(SourceDocument document)
    {
        DocumentIndex index = ReferenceScan.Of(document);
        _documents.Add(document.Uri, document);
        _indexes.Add(document.Uri, index);
        foreach (DocumentReference reference in index.References)
        {
            ReferenceTarget target = ReferenceTarget.Of(reference.BaseUri, reference.Value.Text!);
            if (target.Kind == ReferenceTargetKind.File && _asked.Add(target.DocumentUri))
                _waiting.Enqueue(target.DocumentUri);
        }
    }

    private SourceDocument? Read(string path)
    {
        if (open(path) is not { } bytes)
            return null;

        _bytes += bytes.Length;
        if (_documents.Count < limits.MaxFiles && _bytes <= limits.MaxBundleBytes)
            return DocumentReader.Read(path, display(path), bytes, limits);

        return DocumentReader.Unreadable(path, display(path), DocumentFindings.Error(
            "document-too-large",
            $"The contract has more than {limits.MaxFiles} files or {limits.MaxBundleBytes} bytes.",
            "Split the contract.",
            new SourceSpan(display(path), 1, 1, 1, 1)));
    }
}
