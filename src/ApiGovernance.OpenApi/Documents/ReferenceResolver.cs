namespace ApiGovernance.OpenApi.Documents;

/// <summary>Looks references up in the files of a bundle, by file, by <c>$id</c> or <c>$self</c>, by anchor and by pointer.</summary>
internal sealed class ReferenceResolver
{
    private readonly DocumentBundle _bundle;
    private readonly int _maxHops;
    private readonly Dictionary<string, ResolvedNode> _identifiers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ResolvedNode> _anchors = new(StringComparer.Ordinal);

    /// <param name="aliases">Addresses that were found to mean files of the bundle.</param>
    public ReferenceResolver(DocumentBundle bundle, Dictionary<string, string> aliases, int maxHops)
    {
        (_bundle, _maxHops) = (bundle, maxHops);
        foreach (SourceDocument document in bundle.DocumentsInOrder)
        {
            DocumentIndex index = bundle.IndexOf(document);
            foreach (EmbeddedResource resource in index.Resources)
                _identifiers.TryAdd(resource.Uri, resource.Place);
            foreach ((string anchor, ResolvedNode place) in index.Anchors)
                _anchors.TryAdd(anchor, place);
        }

        foreach ((string address, string documentUri) in aliases)
        {
            if (bundle.Documents.TryGetValue(documentUri, out SourceDocument? document))
                _identifiers.TryAdd(address, new ResolvedNode(documentUri, "", document.Root));
        }
    }

    public ResolvedNode? Resolve(string documentUri, string reference) => Resolve(documentUri, reference, 0);

    public ResolvedNode? Follow(ResolvedNode node) => Follow(node, 0);

    private ResolvedNode? Resolve(string documentUri, string reference, int hops)
    {
        // The caller may name the file; a $self (or an $id of the whole file) is the base then.
        string baseUri = _bundle.IndexOf(documentUri)?.BaseOf("") ?? documentUri;
        ReferenceTarget target = ReferenceTarget.Of(baseUri, reference);
        string uri = target.Kind == ReferenceTargetKind.Here ? documentUri : target.DocumentUri;
        ResolvedNode? start = _bundle.Documents.TryGetValue(uri, out SourceDocument? document)
            ? new ResolvedNode(document.Uri, "", document.Root)
            : _identifiers.GetValueOrDefault(uri);
        if (start is null || document is { IsReadable: false })
            return null;
        if (target.Fragment.Length > 0 && target.Fragment[0] != '/')
            return _anchors.GetValueOrDefault($"{_bundle.BaseOf(start)}#{target.Fragment}");

        foreach (string name in JsonPointer.Parse(target.Fragment)!)
        {
            if (JsonPointer.Child(start.Node, name) is null)
                start = Follow(start, hops + 1);
            if (start is null || JsonPointer.Child(start.Node, name) is not { } child)
                return null;
            start = new ResolvedNode(start.DocumentUri, JsonPointer.Append(start.Pointer, name), child);
        }

        return start;
    }

    private ResolvedNode? Follow(ResolvedNode node, int hops)
    {
        ResolvedNode? at = node;
        while (at?.Node["$ref"]?.AsString is { } reference)
        {
            // A longer chain than any honest document has is a circle, or was made to be long.
            if (++hops > _maxHops)
                return null;
            at = Resolve(_bundle.BaseOf(at), reference, hops);
        }

        return at;
    }
}
