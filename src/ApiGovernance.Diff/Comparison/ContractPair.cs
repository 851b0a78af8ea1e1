using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>The two contracts that are compared.</summary>
internal sealed record ContractPair(ApiContract Before, ApiContract After)
{
    /// <summary>Values that the base takes.</summary>
    public ExampleValues OldExamples { get; } = new(Before);

    public ResolvedNode OldRoot => Root(Before);

    public ResolvedNode Root() => Root(After);

    /// <summary>A member of the revision's root, or the root where it has none.</summary>
    public ResolvedNode At(string member) => Root().Member(member) ?? Root();

    private static ResolvedNode Root(ApiContract contract) => new(contract.Bundle.Root.Uri, "", contract.Root);
}
