using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>
/// The files of one submission. References reach these files and nothing else; nothing is fetched from a network unless the caller
/// hands in <see cref="RemoteDocuments"/>.
/// </summary>
public sealed class DocumentBundle
{
    private readonly Dictionary<string, DocumentIndex> _indexes;
    private readonly ReferenceResolver _resolver;

    public DocumentBundle(SourceDocument root, IReadOnlyDictionary<string, SourceDocument> documents)
        : this(root, documents, Scan(root, documents), new Dictionary<string, string>(StringComparer.Ordinal), ReadLimits.Default)
    {
    }

    internal DocumentBundle(
        SourceDocument root,
        IReadOnlyDictionary<string, SourceDocument> documents,
        Dictionary<string, DocumentIndex> indexes,
        Dictionary<string, string> aliases,
        ReadLimits limits)
    {
        (Root, Documents, _indexes) = (root, documents, indexes);
        _resolver = new ReferenceResolver(this, aliases, limits.MaxReferenceHops);
        ReferenceCheck references = new(this, limits.MaxReferenceHops);
        Findings = [.. DocumentsInOrder.SelectMany(d => d.Findings), .. references.Run()];
        LeadingOut = references.LeadingOut;
    }

    public SourceDocument Root { get; }

    /// <summary>All files by <see cref="SourceDocument.Uri"/>, the root among them.</summary>
    public IReadOnlyDictionary<string, SourceDocument> Documents { get; }

    /// <summary>What was wrong with the texts of all files, and with the references between them.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Those of the <see cref="Findings"/> that are errors because a reference needs a file or an address that is not among the files.</summary>
    public IReadOnlyList<Finding> LeadingOut { get; }

    /// <summary>The root, then the others by URI.</summary>
    internal IEnumerable<SourceDocument> DocumentsInOrder =>
        Documents.Values.Where(d => d != Root).OrderBy(d => d.Uri, StringComparer.Ordinal).Prepend(Root);

    /// <summary>Reads a root file and every file that its references name.</summary>
    /// <param name="rootPath">The root's path inside the bundle, with forward slashes.</param>
    /// <param name="open">Gives the bytes of a path inside the bundle, or null where there is no such file.</param>
    /// <param name="remote">Leave to fetch network addresses; null for never.</param>
    /// <param name="shown">The path that findings show for a path inside the bundle; the same without it.</param>
    public static DocumentBundle Load(
        string rootPath, Func<string, ReadOnlyMemory<byte>?> open, ReadLimits? limits = null, RemoteDocuments? remote = null, Func<string, string>? shown = null) =>
        new BundleLoader(open, shown ?? (path => path), limits ?? ReadLimits.Default, remote).Load(rootPath);

    /// <summary>Reads a file and, below its folder only, the files that its references name. A missing file is a finding.</summary>
    /// <param name="path">The path as it was given; findings show it so.</param>
    /// <param name="rootFolder">A folder above the file whose files references may reach; the file's own folder without it.</param>
    /// <param name="changed">Texts that count instead of those on disk, by their full paths.</param>
    public static DocumentBundle FromFile(
        string path, ReadLimits? limits = null, string? rootFolder = null, IReadOnlyDictionary<string, byte[]>? changed = null) =>
        FileBundle.Load(path, rootFolder, limits ?? ReadLimits.Default, changed);

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
    public ResolvedNode? Resolve(string documentUri, string reference)
    {
        ArgumentNullException.ThrowIfNull(documentUri);
        ArgumentNullException.ThrowIfNull(reference);
        return _resolver.Resolve(documentUri, reference);
    }

    /// <summary>The same for a reference that stands at (or in the object at) a known place: an <c>$id</c> around it is its base.</summary>
    public ResolvedNode? Resolve(ResolvedNode place, string reference)
    {
        ArgumentNullException.ThrowIfNull(place);
        return Resolve(BaseOf(place), reference);
    }

    /// <summary>Follows references until a node that is none; null when one is dangling or they form a circle.</summary>
    public ResolvedNode? Follow(ResolvedNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return _resolver.Follow(node);
    }

    /// <summary>
    /// The absolute URI against which references at a place are resolved: the <c>$id</c> of a schema around it, the document's
    /// <c>$self</c>, or the document's own URI.
    /// </summary>
    public string BaseOf(ResolvedNode place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return _indexes.TryGetValue(place.DocumentUri, out DocumentIndex? index) ? index.BaseOf(place.Pointer) : place.DocumentUri;
    }

    /// <summary>
    /// The schema that a value of a discriminator's mapping means: a schema of that name under the root document's components
    /// (2.0: definitions), else what it refers to; null when it is neither.
    /// </summary>
    /// <param name="place">The discriminator.</param>
    public ResolvedNode? ResolveMapping(ResolvedNode place, string value)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(value);
        return NamedSchema(value) ?? (ReferenceRules.IsReferenceNotName(value) ? Resolve(place, value) : null);
    }

    /// <summary>
    /// One self-contained UTF-8 JSON document. Other files stand whole under <c>x-apigov-bundled/1</c>, <c>/2</c> ... of the root, and
    /// the references point there; a single file is written as it is.
    /// </summary>
    public byte[] ToSingleDocument() => BundleFlattening.Write(this);

    internal ResolvedNode? NamedSchema(string name)
    {
        var root = new ResolvedNode(Root.Uri, "", Root.Root);
        return (root.Member("components")?.Member("schemas") ?? root.Member("definitions"))?.Member(name);
    }

    internal DocumentIndex IndexOf(SourceDocument document) => _indexes[document.Uri];

    internal DocumentIndex? IndexOf(string documentUri) => _indexes.GetValueOrDefault(documentUri);

    private static Dictionary<string, DocumentIndex> Scan(SourceDocument root, IReadOnlyDictionary<string, SourceDocument> documents)
    {
        var rules = ReferenceRules.Of(root.Root);
        return documents.Values.ToDictionary(d => d.Uri, d => ReferenceScan.Of(d, rules), StringComparer.Ordinal);
    }
}
