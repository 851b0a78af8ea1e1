using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>The files of one submission. References reach these files and nothing else; nothing is ever fetched from a network.</summary>
public sealed class DocumentBundle
{
    private const int MaxHops = 64;

    private readonly Dictionary<string, DocumentIndex> _indexes;
    private readonly Dictionary<string, ResolvedNode> _identifiers = new(StringComparer.Ordinal);

    public DocumentBundle(SourceDocument root, IReadOnlyDictionary<string, SourceDocument> documents)
        : this(root, documents, documents.Values.ToDictionary(d => d.Uri, ReferenceScan.Of, StringComparer.Ordinal))
    {
    }

    internal DocumentBundle(
        SourceDocument root, IReadOnlyDictionary<string, SourceDocument> documents, Dictionary<string, DocumentIndex> indexes)
    {
        (Root, Documents, _indexes) = (root, documents, indexes);
        foreach (SourceDocument document in DocumentsInOrder)
        {
            foreach ((string id, ResolvedNode node) in indexes[document.Uri].Identifiers)
                _identifiers.TryAdd(id, node);
        }

        Findings = [.. DocumentsInOrder.SelectMany(d => d.Findings), .. ReferenceCheck.Of(this)];
    }

    public SourceDocument Root { get; }

    /// <summary>All files by <see cref="SourceDocument.Uri"/>, the root among them.</summary>
    public IReadOnlyDictionary<string, SourceDocument> Documents { get; }

    /// <summary>What was wrong with the texts of all files, and with the references between them.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The root, then the others by URI.</summary>
    internal IEnumerable<SourceDocument> DocumentsInOrder =>
        Documents.Values.Where(d => d != Root).OrderBy(d => d.Uri, StringComparer.Ordinal).Prepend(Root);

    /// <summary>Reads a root file and every file that its references name.</summary>
    /// <param name="rootPath">The root's path inside the bundle, with forward slashes.</param>
    /// <param name="open">Gives the bytes of a path inside the bundle, or null where there is no such file.</param>
    public static DocumentBundle Load(string rootPath, Func<string, ReadOnlyMemory<byte>?> open, ReadLimits? limits = null) =>
        new BundleLoader(open, path => path, limits ?? ReadLimits.Default).Load(rootPath);

    /// <summary>Reads a file and, below its folder only, the files that its references name. A missing file is a finding.</summary>
    /// <param name="path">The path as it was given; findings show it so.</param>
    /// <param name="rootFolder">A folder above the file whose files references may reach; the file's own folder without it.</param>
    public static DocumentBundle FromFile(string path, ReadLimits? limits = null, string? rootFolder = null) =>
        FileBundle.Load(path, rootFolder, limits ?? ReadLimits.Default);

    /// <summary>One text without other files; references to files are reported as unresolved.</summary>
    public static DocumentBundle FromBytes(string name, ReadOnlyMemory<byte> bytes, ReadLimits? limits = null) =>
        // Without the cast, null becomes an empty text: arrays convert to memory, the null array too.
        new BundleLoader(path => path == name ? bytes : (ReadOnlyMemory<byte>?)null, path => path, limits ?? ReadLimits.Default).Load(name);

    /// <summary>
    /// The node that a reference names, or null. References met on the way are followed; one that stands at the target is not
    /// (see <see cref="Follow"/>), so that the keywords beside it are not lost.
    /// </summary>
    /// <param name="documentUri">The file (or schema <c>$id</c>) in which the reference is written.</param>
    /// <param name="reference">As written: <c>#/components/schemas/Order</c>, <c>common.yaml#/Money</c>, <c>#anchor</c>.</param>
    public ResolvedNode? Resolve(string documentUri, string reference) => Resolve(documentUri, reference, 0);

    /// <summary>Follows references until a node that is none; null when one is dangling or they form a circle.</summary>
    public ResolvedNode? Follow(ResolvedNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return Follow(node, 0);
    }

    /// <summary>
    /// One self-contained UTF-8 JSON document. Other files stand whole under <c>x-apigov-bundled/1</c>, <c>/2</c> ... of the root, and
    /// the references point there; a single file is written as it is.
    /// </summary>
    public byte[] ToSingleDocument() => BundleFlattening.Write(this);

    internal DocumentIndex IndexOf(SourceDocument document) => _indexes[document.Uri];

    private ResolvedNode? Resolve(string documentUri, string reference, int hops)
    {
        ReferenceTarget target = ReferenceTarget.Of(documentUri, reference);
        ResolvedNode? start = Documents.TryGetValue(target.DocumentUri, out SourceDocument? document)
            ? new ResolvedNode(document.Uri, "", document.Root)
            : _identifiers.GetValueOrDefault(target.DocumentUri);
        if (start is null || document is { IsReadable: false })
            return null;
        if (target.Fragment.Length > 0 && target.Fragment[0] != '/')
            return Anchor($"{target.DocumentUri}#{target.Fragment}");

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
            // Longer chains than any honest document has are circles.
            if (++hops > MaxHops)
                return null;
            at = Resolve(at.DocumentUri, reference, hops);
        }

        return at;
    }

    private ResolvedNode? Anchor(string anchor) =>
        DocumentsInOrder.Select(d => _indexes[d.Uri].Anchors.GetValueOrDefault(anchor)).FirstOrDefault(node => node is not null);
}
