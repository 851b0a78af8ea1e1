using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Paths;

/// <summary>The document that a path runs over: as it is meant (references followed), or as it is written.</summary>
internal sealed record PathContext(DocumentBundle Bundle, bool Resolved)
{
    public PathMatch Root => new(new ResolvedNode(Bundle.Root.Uri, "", Bundle.Root.Root), null, null, this);

    public ResolvedNode Follow(ResolvedNode node) => Resolved ? Bundle.Follow(node) ?? node : node;
}
