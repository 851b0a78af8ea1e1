using ApiGovernance.Diff.Comparison;

namespace ApiGovernance.Diff.Rules.Operations;

/// <summary>Paths that mean the same URLs and are written otherwise: once for a path, not once for each of its operations.</summary>
internal static class PathSpellingRule
{
    public static IEnumerable<Change> Check(IReadOnlyList<OperationPair> pairs)
    {
        foreach (IGrouping<(string Before, string After), OperationPair> path in pairs.Where(pair => pair.Before.Path != pair.After.Path).GroupBy(pair => (pair.Before.Path, pair.After.Path)))
        {
            OperationPair[] operations = [.. path];
            IReadOnlyList<string> was = UrlPath.Names(path.Key.Before), now = UrlPath.Names(path.Key.After);
            // By their position from the end: before it a base path may have moved.
            foreach ((string old, string name) in was.Reverse().Zip(now.Reverse()).Where(names => names.First != names.Second).Reverse())
            {
                yield return Of(operations, "api-path-parameter-renamed", $"The parameter `{old}` of the path `{path.Key.Before}` is called `{name}` now; no URL changes.") with
                {
                    Before = old,
                    After = name,
                };
            }

            if (operations[0].BasePath == BasePathChange.None && Erased(path.Key.Before) != Erased(path.Key.After))
            {
                yield return Of(operations, "api-path-spelling-changed", $"The path `{path.Key.Before}` is written `{path.Key.After}` now; both mean the same URLs.") with
                {
                    Before = path.Key.Before,
                    After = path.Key.After,
                };
            }
        }
    }

    private static string Erased(string path) => UrlPath.Fill(path, _ => "{}");

    private static Change Of(OperationPair[] operations, string id, string message) => new(id, operations[0].Place, message)
    {
        Was = operations[0].OldPlace,
        Identity = $"path {UrlPath.Shape(operations[0].After.Path)}",
        Operations = [.. operations.Select(pair => pair.After.ToString())],
    };
}
