using ApiGovernance.Diff.Comparison.Routing;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>What became of the base path of an operation that is there on both sides.</summary>
internal enum BasePathChange
{
    None,

    /// <summary>It is written elsewhere (servers or path), and the URL is the same.</summary>
    Moved,

    /// <summary>The URL is another one.</summary>
    Changed,
}

/// <summary>One operation on both sides.</summary>
internal sealed record OperationPair(ContractPair Contracts, ApiOperation Before, ApiOperation After, BasePathChange BasePath = BasePathChange.None)
{
    /// <summary>The operation in a spelling that survives renamed path parameters.</summary>
    public string Identity { get; init; } = IdentityOf(After);

    public ResolvedNode Place => After.Place;

    public ResolvedNode OldPlace => Before.Place;

    /// <summary>A request that the base takes.</summary>
    public SampleRequest Request() => SampleRequest.Of(Before, Contracts.OldExamples, BasePaths.Shown(Before, After));

    public static string IdentityOf(ApiOperation operation) => $"{operation.Method} {UrlPath.Shape(operation.Path)}";
}
