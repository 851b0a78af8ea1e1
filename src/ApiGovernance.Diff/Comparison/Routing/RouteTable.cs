using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison.Routing;

/// <summary>An operation under one of its base paths.</summary>
internal sealed record Route(UrlTemplate Url, string BasePath, ApiOperation Operation)
{
    /// <summary>The operation as it is where only some of its URLs are asked for, with the values that some of its path parameters have there.</summary>
    public (ApiOperation Operation, IReadOnlyList<(ApiParameter Parameter, string Value)> Values) At(UrlTemplate url)
    {
        (UrlTemplate bound, IReadOnlyDictionary<string, string> values) = Url.Bind(url);
        ApiParameter[] given = [.. Operation.Parameters.Where(parameter => parameter.In == ParameterLocation.Path && values.ContainsKey(parameter.Name))];
        string path = "/" + string.Join('/', bound.Written.Skip(BasePath.Length == 0 ? 0 : UrlTemplate.Of(BasePath).Written.Count));
        return (Operation with { Path = path, Parameters = [.. Operation.Parameters.Where(parameter => !given.Contains(parameter, ReferenceEqualityComparer.Instance))] }, [.. given.Select(parameter => (parameter, values[parameter.Name]))]);
    }
}

/// <summary>Which path of a contract answers which URLs: of those that match, the most concrete one.</summary>
internal sealed class RouteTable
{
    private readonly Dictionary<string, List<Route>> _byShape = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<List<Route>>> _byLength = [];

    public RouteTable(ApiContract contract)
    {
        foreach (Route route in contract.Operations.SelectMany(Of))
        {
            if (_byShape.TryGetValue(route.Url.Shape, out List<Route>? path))
            {
                path.Add(route);
                continue;
            }

            _byShape[route.Url.Shape] = path = [route];
            if (!_byLength.TryGetValue(route.Url.Written.Count, out List<List<Route>>? paths))
                _byLength[route.Url.Written.Count] = paths = [];
            paths.Add(path);
        }
    }

    /// <summary>One list for each path, with a route for each of its operations.</summary>
    public IEnumerable<IReadOnlyList<Route>> Paths => _byLength.Values.SelectMany(paths => paths);

    public static IEnumerable<Route> Of(ApiOperation operation) =>
        BasePaths.Of(operation).Select(path => path.Path).Distinct(StringComparer.Ordinal).Select(path => new Route(UrlTemplate.Of(path + operation.Path), path, operation));

    public bool Has(UrlTemplate url) => _byShape.ContainsKey(url.Shape);

    /// <summary>The path that answers all URLs of a template; null where none does.</summary>
    public IReadOnlyList<Route>? Answering(UrlTemplate url)
    {
        if (_byShape.TryGetValue(url.Shape, out List<Route>? same))
            return same;
        List<Route>? best = null;
        foreach (List<Route> path in Candidates(url).Where(path => url.IsWithin(path[0].Url)))
        {
            if (best is null || path[0].Url.IsBefore(best[0].Url))
                best = path;
        }

        return best;
    }

    /// <summary>Paths whose URLs are all of a template, and not all of its.</summary>
    public IEnumerable<IReadOnlyList<Route>> Inside(UrlTemplate url) => Candidates(url).Where(path => path[0].Url.Shape != url.Shape && path[0].Url.IsWithin(url));

    public bool AnswersSome(UrlTemplate url) => Candidates(url).Any(path => path[0].Url.Overlaps(url));

    private List<List<Route>> Candidates(UrlTemplate url) => _byLength.GetValueOrDefault(url.Written.Count) ?? [];
}
