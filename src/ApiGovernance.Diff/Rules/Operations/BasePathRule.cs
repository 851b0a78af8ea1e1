using System.Globalization;
using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Operations;

/// <summary>A base path that is written elsewhere, or is another one: one change of the contract, however many operations it has.</summary>
internal static class BasePathRule
{
    public static IEnumerable<Change> Check(IReadOnlyList<OperationPair> pairs, ContractPair contracts)
    {
        foreach (IGrouping<(BasePathChange Change, string Before, string After), OperationPair> group in pairs
            .Where(pair => pair.BasePath != BasePathChange.None)
            .GroupBy(pair => (pair.BasePath, BasePath(pair.Before), BasePath(pair.After))))
        {
            OperationPair[] all = [.. group];
            Change change = new(
                group.Key.Change == BasePathChange.Moved ? "api-path-base-moved" : "api-base-path-changed",
                contracts.At(contracts.After.Root["servers"] is null ? "basePath" : "servers"),
                group.Key.Change == BasePathChange.Moved ? Moved(all, group.Key.Before, group.Key.After) : Changed(all, group.Key.Before, group.Key.After))
            {
                Before = group.Key.Before,
                After = group.Key.After,
                Was = contracts.OldRoot.Member("servers") ?? contracts.OldRoot.Member("basePath"),
                Identity = "document base-path",
                Operations = [.. all.Select(pair => pair.After.ToString())],
            };
            yield return group.Key.Change == BasePathChange.Moved ? change : change with { Proof = NotRouted(all[0], group.Key.After) };
        }
    }

    private static string Moved(OperationPair[] pairs, string before, string after)
    {
        OperationPair first = pairs[0];
        return $"The base path moved between the servers and the paths: {Count(pairs)} {(pairs.Length == 1 ? "is" : "are")} written otherwise and {(pairs.Length == 1 ? "has" : "have")} the same URL "
            + $"(`{Shown(before)}` with `{first.Before.Path}` is `{Shown(after)}` with `{first.After.Path}`).";
    }

    private static string Changed(OperationPair[] pairs, string before, string after) =>
        $"{Count(pairs)} {(pairs.Length == 1 ? "is" : "are")} served under `{Shown(after)}` and no longer under `{Shown(before)}`.";

    private static Proof NotRouted(OperationPair pair, string after)
    {
        SampleRequest request = pair.Request();
        SampleRequest whole = request with { Path = BasePath(pair.Before) + request.Path };
        return new Proof(
            $"{whole.Line} was routed and is answered with 404 now",
            whole.Refused("", $"The path is served under `{Shown(after)}` now; the answer is 404.").Exchange);
    }

    private static string Count(OperationPair[] pairs) => pairs.Length == 1 ? $"`{pairs[0].After}`" : $"{pairs.Length.ToString(CultureInfo.InvariantCulture)} operations";

    private static string Shown(string basePath) => basePath.Length == 0 ? "/" : basePath;

    private static string BasePath(ApiOperation operation) => operation.Servers.Count == 0 ? "" : operation.Servers[0].BasePath;
}
