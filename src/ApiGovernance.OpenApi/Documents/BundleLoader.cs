using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>Reads the root and, breadth first, every file that a reference names, within the limits of the bundle.</summary>
/// <param name="open">Bytes of a path inside the bundle; null where there is none.</param>
/// <param name="display">The path to show for a path inside the bundle.</param>
/// <param name="remote">Leave to fetch addresses; null for never.</param>
internal sealed class BundleLoader(
    Func<string, ReadOnlyMemory<byte>?> open, Func<string, string> display, ReadLimits limits, RemoteDocuments? remote = null)
{
    private readonly Dictionary<string, SourceDocument> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DocumentIndex> _indexes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _declared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly Queue<string> _waiting = new();
    private readonly List<string> _addresses = [];
    private ReferenceRules? _rules;
    private long _bytes;
    private int _references;

    public DocumentBundle Load(string path)
    {
        SourceDocument root = Read(path) ?? DocumentReader.Unreadable(path, display(path), DocumentFindings.Error(
            "document-not-found",
            $"There is no file '{display(path)}', or it may not be read.",
            "Correct the path.",
            new SourceSpan(display(path), 1, 1, 1, 1)));
        _rules = ReferenceRules.Of(root.Root);
        _asked.Add(root.Uri);
        Add(root);
        do
        {
            while (_waiting.TryDequeue(out string? uri))
            {
                if (Read(DocumentReader.PathOf(uri)!) is { } document)
                    Add(document);
            }
        }
        while (FindAddresses());

        return new DocumentBundle(_documents[root.Uri], _documents, _indexes, _aliases, limits);
    }

    private void Add(SourceDocument document)
    {
        DocumentIndex index = ReferenceScan.Of(document, _rules!);
        _references += index.References.Count;
        if (_references > limits.MaxReferences)
        {
            SourceDocument refused = DocumentReader.Unreadable(document.Path, document.Path, DocumentFindings.Error(
                "document-too-many-references",
                $"The contract has more than {limits.MaxReferences} references.",
                "Split the contract.",
                new SourceSpan(document.Path, 1, 1, 1, 1)));
            document = refused with { Uri = document.Uri };
            index = new DocumentIndex { DocumentUri = document.Uri };
        }

        _documents.Add(document.Uri, document);
        _indexes.Add(document.Uri, index);
        foreach (EmbeddedResource resource in index.Resources)
            _declared.TryAdd(resource.Uri, resource.Place.Pointer.Length == 0 ? document.Uri : "");

        foreach (DocumentReference reference in index.References)
        {
            ReferenceTarget target = ReferenceTarget.Of(reference.BaseUri, reference.Value.Text!);
            if (target.Kind == ReferenceTargetKind.File && _asked.Add(target.DocumentUri))
                _waiting.Enqueue(target.DocumentUri);
            else if (target.Kind == ReferenceTargetKind.Remote && _asked.Add(target.DocumentUri))
                _addresses.Add(target.DocumentUri);
        }
    }

    /// <summary>Addresses that no document declares: a file beside one that does, or something to fetch.</summary>
    /// <returns>True when files wait to be read or references to be looked through.</returns>
    private bool FindAddresses()
    {
        string[] addresses = [.. _addresses.Where(address => !_declared.ContainsKey(address))];
        _addresses.Clear();
        foreach (string address in addresses)
        {
            if (FileOf(address) is { } document)
            {
                _aliases.Add(address, document.Uri);
                if (!_documents.ContainsKey(document.Uri))
                    Add(document);
            }
            else if (remote is not null && Fetch(address) is { } fetched)
            {
                Add(fetched);
            }
        }

        return _waiting.Count > 0 || _addresses.Count > 0;
    }

    /// <summary>
    /// A document that calls itself <c>https://example.com/apis/orders.yaml</c> has its neighbours in the same folder: what is
    /// <c>https://example.com/apis/common/money.yaml</c> to it is the file <c>common/money.yaml</c> beside it.
    /// </summary>
    private SourceDocument? FileOf(string address)
    {
        foreach ((string declared, string documentUri) in _declared.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (documentUri.Length == 0
                || DocumentReader.PathOf(documentUri) is not { } path
                || !Uri.TryCreate(declared, UriKind.Absolute, out Uri? from)
                || !Uri.TryCreate(address, UriKind.Absolute, out Uri? to))
            {
                continue;
            }

            string relative = from.MakeRelativeUri(to).OriginalString;
            if (relative.Length == 0 || relative.Contains(':', StringComparison.Ordinal) || ReferenceTarget.Join(path, relative) is not { } file)
                continue;
            string fileUri = DocumentReader.UriOf(file);
            if (_documents.TryGetValue(fileUri, out SourceDocument? known))
                return known;
            if (_asked.Add(fileUri) && Read(file) is { } document)
                return document;
        }

        return null;
    }

    private SourceDocument? Fetch(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
            return null;
        return remote!.Fetch(uri) is { } bytes ? Read(address, address, bytes) with { Uri = address } : null;
    }

    private SourceDocument? Read(string path) => open(path) is { } bytes ? Read(path, display(path), bytes) : null;

    private SourceDocument Read(string path, string shown, ReadOnlyMemory<byte> bytes)
    {
        _bytes += bytes.Length;
        if (_documents.Count < limits.MaxFiles && _bytes <= limits.MaxBundleBytes)
            return DocumentReader.Read(path, shown, bytes, limits);

        return DocumentReader.Unreadable(path, shown, DocumentFindings.Error(
            "document-too-large",
            $"The contract has more than {limits.MaxFiles} files or {limits.MaxBundleBytes} bytes.",
            "Split the contract.",
            new SourceSpan(shown, 1, 1, 1, 1)));
    }
}
