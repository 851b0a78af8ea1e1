using System.Globalization;
using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Comparison.Routing;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Operations;

/// <summary>A base path that is written elsewhere, or is gone: one change of the contract, however many operations it has.</summary>
internal static class BasePathRule
{
    private static readonly string[] Values = ["abc", "other", "another"];

    /// <param name="served">Which URLs the revision serves: by method and shape.</param>
    public static IEnumerable<Change> Check(IReadOnlyList<OperationPair> pairs, ContractPair contracts, IReadOnlySet<string> served)
    {
        foreach (IGrouping<(string Before, string After), OperationPair> group in pairs
            .Where(pair => pair.BasePath == BasePathChange.Moved)
            .GroupBy(pair => (Only(pair.Before, pair.After), Only(pair.After, pair.Before))))
        {
            yield return Of("api-path-base-moved", [.. group], contracts, group.Key.Before, group.Key.After, Moved([.. group], group.Key.Before, group.Key.After));
        }

        foreach (IGrouping<(string Lost, string Left), OperationPair> group in pairs
            .SelectMany(pair => Lost(pair, served).Select(lost => (Pair: pair, Lost: lost)))
            .GroupBy(one => (one.Lost, Left(one.Pair.After)), one => one.Pair))
        {
            OperationPair[] all = [.. group];
            yield return Of("api-base-path-changed", all, contracts, group.Key.Lost, group.Key.Left, Gone(all, group.Key.Lost, group.Key.Left)) with
            {
                Proof = NotRouted(all[0], group.Key.Lost, group.Key.Left),
            };
        }
    }

    private static Change Of(string id, OperationPair[] pairs, ContractPair contracts, string before, string after, string message) =>
        new(id, contracts.At(contracts.After.Root["servers"] is null ? "basePath" : "servers"), message)
        {
            Before = before,
            After = after,
            Was = contracts.OldRoot.Member("servers") ?? contracts.OldRoot.Member("basePath"),
            Identity = "document base-path",
            Operations = [.. pairs.Select(pair => pair.After.ToString())],
        };

    private static IReadOnlyList<string> Lost(OperationPair pair, IReadOnlySet<string> served)
    {
        UrlTemplate[] urls = [.. BasePaths.Of(pair.After).Select(path => UrlTemplate.Of(path.Path + pair.After.Path))];
        return BasePaths.Lost(pair.Before, pair.After, path =>
        {
            UrlTemplate old = UrlTemplate.Of(path + pair.Before.Path);
            return urls.Any(old.IsWithin) || served.Contains($"{pair.Before.Method} {old.Shape}");
        });
    }

    private static string Left(ApiOperation operation)
    {
        string[] paths = [.. BasePaths.Of(operation).Select(path => path.Path).Distinct(StringComparer.Ordinal)];
        return paths.Length == 1 ? paths[0] : string.Join("` and `", paths.Select(Shown));
    }

    /// <summary>With its variables, where there is but one.</summary>
    private static string Only(ApiOperation operation, ApiOperation partner) => BasePaths.Of(operation) is [{ } only] ? only.Path : BasePaths.Shown(operation, partner);

    private static string Moved(OperationPair[] pairs, string before, string after)
    {
        OperationPair first = pairs[0];
        return $"The base path moved between the servers and the paths: {Count(pairs)} {(pairs.Length == 1 ? "is" : "are")} written otherwise and {(pairs.Length == 1 ? "has" : "have")} the same URL "
            + $"(`{Shown(before)}` with `{first.Before.Path}` is `{Shown(after)}` with `{first.After.Path}`).";
    }

    private static string Gone(OperationPair[] pairs, string lost, string left) =>
        $"{Count(pairs)} {(pairs.Length == 1 ? "is" : "are")} served under `{Shown(left)}` and no longer under `{Shown(lost)}`.";

    private static Proof NotRouted(OperationPair pair, string lost, string left)
    {
        HashSet<string> taken = [.. BasePaths.Of(pair.After).SelectMany(path => path.Path.Split('/'))];
        string value = Values.First(word => !taken.Contains(word));
        SampleRequest request = SampleRequest.Of(pair.Before, pair.Contracts.OldExamples, UrlPath.Fill(lost, _ => value));
        return new Proof(
            $"{request.Line} was routed and is answered with 404 now",
            request.Refused("", $"The path is served under `{Shown(left)}` now; the answer is 404.").Exchange);
    }

    private static string Count(OperationPair[] pairs) => pairs.Length == 1 ? $"`{pairs[0].After}`" : $"{pairs.Length.ToString(CultureInfo.InvariantCulture)} operations";

    private static string Shown(string basePath) => basePath.Length == 0 ? "/" : basePath;
}
