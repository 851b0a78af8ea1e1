using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff.Events;

/// <summary>The two event contracts that are compared.</summary>
internal sealed record EventPair(EventContract Before, EventContract After)
{
    public bool IsOfOneFormat => Before.Format == After.Format;

    public ResolvedNode OldRoot => RootOf(Before);

    public ResolvedNode Root => RootOf(After);

    /// <summary>A member of the revision's root, or the root where it has none.</summary>
    public ResolvedNode At(string member) => Root.Member(member) ?? Root;

    public static ResolvedNode RootOf(EventContract contract) => new(contract.Bundle.Root.Uri, "", contract.Root);
}
