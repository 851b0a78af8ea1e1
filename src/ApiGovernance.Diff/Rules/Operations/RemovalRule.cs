using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Comparison.Routing;
using ApiGovernance.Diff.Rules.Deprecation;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Operations;

/// <summary>An operation that is gone: whether callers were told, and whether its path is gone with it.</summary>
internal static class RemovalRule
{
    /// <param name="lost">Requests of it that nothing answers.</param>
    public static Change Check(ApiOperation operation, ContractPair contracts, IReadOnlySet<string> paths, DateOnly? today, Reroute? lost)
    {
        bool wholePath = !BasePaths.Of(operation).Any(path => paths.Contains(UrlPath.Shape(path.Path + operation.Path)));
        string id = wholePath ? "api-path-removed" : "api-removed";
        Retirement retirement = RetirementRule.Judge(operation, operation.Deprecated, today);
        SampleRequest request = lost is null ? SampleRequest.Of(operation, contracts.OldExamples) : SampleRequest.Of(lost.Before, contracts.OldExamples, lost.BasePath);
        string answer = wholePath && lost is not { IsPathThere: true } ? "404" : "405";
        return new Change(
            retirement switch
            {
                Retirement.NoDay => $"{id}-without-sunset",
                Retirement.BadDay => "api-path-sunset-parse",
                Retirement.BeforeItsDay => $"{id}-before-sunset",
                Retirement.Due => $"{id}-with-deprecation",
                _ => $"{id}-without-deprecation",
            },
            contracts.At("paths"),
            $"is no longer there; {RetirementRule.Words(retirement, Sunset.Of(operation))}.")
        {
            Before = operation.ToString(),
            Was = operation.Place,
            Identity = OperationPair.IdentityOf(operation),
            Proof = retirement == Retirement.Due ? null : new Proof(
                $"{request.Line} was routed and is answered with {answer} now", request.Refused("", $"No operation of the contract matches; the answer is {answer}.").Exchange),
        };
    }
}
