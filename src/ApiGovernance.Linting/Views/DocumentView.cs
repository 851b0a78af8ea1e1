using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Views;

/// <summary>
/// A document as a rule looks at it: as it is meant (every reference replaced by what it names, without a copy), or as it is written.
/// References are resolved once; one that dangles or runs in a circle stays as it is written.
/// </summary>
internal sealed class DocumentView
{
    private readonly Dictionary<DocumentNode, ResolvedNode>? _targets;
    private readonly HashSet<DocumentNode> _shared = new(ReferenceEqualityComparer.Instance);

    public DocumentView(DocumentBundle bundle, bool resolved)
    {
        (Bundle, Resolved) = (bundle, resolved);
        if (resolved)
        {
            _targets = ReferenceTargets.Of(bundle);
            foreach (ResolvedNode shared in _targets.Values)
                _shared.Add(shared.Node);
        }

        DocumentPlace written = new(bundle.Root.Uri, bundle.Root.Root);
        Root = Follow(bundle.Root.Root, out ResolvedNode? target) is var node && target is null ? written : new DocumentPlace(null, "", node, target);
    }

    public DocumentBundle Bundle { get; }

    /// <summary>False: references stand as they are written.</summary>
    public bool Resolved { get; }

    public DocumentPlace Root { get; }

    /// <summary>What a node means: itself, or what its reference leads to.</summary>
    public DocumentNode Follow(DocumentNode node) => Follow(node, out _);

    /// <param name="target">Where the reference led to; null when the node is none.</param>
    public DocumentNode Follow(DocumentNode node, out ResolvedNode? target)
    {
        target = null;
        return _targets is not null && node.IsObject && _targets.TryGetValue(node, out target) ? target.Node : node;
    }

    /// <summary>Some reference leads to it, so that there may be several ways there.</summary>
    public bool IsShared(DocumentNode node) => _shared.Contains(node);

    /// <summary>The value of a member (or, by its index, of an item) as it is meant; null when there is none.</summary>
    public DocumentNode? Child(DocumentNode node, string name) => JsonPointer.Child(node, name) is { } child ? Follow(child) : null;

    /// <summary>A node together with this view.</summary>
    public ViewNode this[DocumentNode? node] => new(node, this);
}
