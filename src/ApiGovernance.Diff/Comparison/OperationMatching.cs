using System.Text.RegularExpressions;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>
/// Which operation of the revision is which of the base: by method and path shape, so that a renamed path parameter or a trailing
/// slash is no change; what is left over by its URL with the servers' base path, so that a path which only moved between the two is
/// one change and not a removal.
/// </summary>
internal sealed partial class OperationMatching
{
    public OperationMatching(ApiContract baseline, ApiContract revision)
    {
        Dictionary<string, ApiOperation> left = Keyed(revision.Operations, operation => operation.Path);
        List<ApiOperation> unmatched = [];
        List<(ApiOperation, ApiOperation?, bool)> pairs = [];
        foreach ((string key, ApiOperation old) in Keyed(baseline.Operations, operation => operation.Path))
        {
            if (left.Remove(key, out ApiOperation? now))
                pairs.Add((old, now, false));
            else
                unmatched.Add(old);
        }

        string before = BasePath(baseline), after = BasePath(revision);
        Dictionary<string, ApiOperation> byUrl = Keyed(left.Values, operation => after + operation.Path);
        foreach (ApiOperation old in unmatched)
        {
            bool moved = byUrl.Remove(Shape(old.Method, before + old.Path), out ApiOperation? now);
            pairs.Add((old, now, moved));
        }

        Pairs = pairs;
        Added = [.. byUrl.Values];
    }

    /// <summary>In the order of the base; null when the operation is gone.</summary>
    public IReadOnlyList<(ApiOperation Before, ApiOperation? After, bool Moved)> Pairs { get; }

    public IReadOnlyList<ApiOperation> Added { get; }

    private static string BasePath(ApiContract contract) => contract.BasePaths.Count > 0 ? contract.BasePaths[0] : "";

    private static Dictionary<string, ApiOperation> Keyed(IEnumerable<ApiOperation> operations, Func<ApiOperation, string> path)
    {
        Dictionary<string, ApiOperation> keyed = new(StringComparer.Ordinal);
        foreach (ApiOperation operation in operations)
        {
            // Two templates of one shape: the reader has warned, the later one is told apart by its own spelling.
            if (!keyed.TryAdd(Shape(operation.Method, path(operation)), operation))
                keyed.TryAdd($"{operation.Method} {path(operation)}", operation);
        }

        return keyed;
    }

    private static string Shape(string method, string path) => $"{method} {Parameter().Replace(path, "{}").TrimEnd('/')}";

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parameter();
}
