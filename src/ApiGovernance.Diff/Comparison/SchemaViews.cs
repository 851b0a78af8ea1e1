using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>The schemas of one side, each read once.</summary>
internal sealed class SchemaViews(ApiContract contract)
{
    private readonly Dictionary<DocumentNode, SchemaView> _views = new(ReferenceEqualityComparer.Instance);

    public DocumentBundle Bundle => contract.Bundle;

    /// <summary>The schema which allows every value: what a missing schema means.</summary>
    public ResolvedNode Anything { get; } = new(contract.Bundle.Root.Uri, "", DocumentNode.Object(new SourceSpan(contract.Bundle.Root.Path, 1, 1, 1, 1), []));

    public SchemaView Of(ResolvedNode written)
    {
        if (!_views.TryGetValue(written.Node, out SchemaView? view))
        {
            bool modern = contract.Format is ContractFormat.OpenApi31 or ContractFormat.OpenApi32;
            view = new SchemaReader(Bundle, nullable: !modern, siblings: modern).Read(written);
            _views[written.Node] = view;
        }

        return view;
    }

    /// <summary>
    /// What stands for a schema when pairs are remembered: its place, unless something beside its reference makes it another schema.
    /// </summary>
    public DocumentNode Identity(ResolvedNode written) => written.Node.Members.Count > 1 ? written.Node : (Bundle.Follow(written) ?? written).Node;
}
