using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison.Routing;

/// <summary>Some requests of an operation of the base, and what answers them in the revision.</summary>
/// <param name="Before">The operation as it is for these requests.</param>
internal sealed record Reroute(ApiOperation Before, string BasePath)
{
    /// <summary>The operation of the revision as it is for these requests; null where nothing answers.</summary>
    public ApiOperation? After { get; init; }

    /// <summary>The same as they are written.</summary>
    public ApiOperation? Written { get; init; }

    /// <summary>A path matches, with an operation or without.</summary>
    public bool IsPathThere { get; init; }

    /// <summary>A path parameter of the revision that does not take what these requests have there.</summary>
    public ApiParameter? Refusing { get; init; }
}

/// <summary>Follows requests from the paths of the base to those of the revision: a URL belongs to the most concrete path that matches it.</summary>
internal sealed class Rerouting(ContractPair contracts, SchemaComparison schemas)
{
    /// <summary>So many URLs of one operation are asked for one by one.</summary>
    private const int MaxUrls = 500;

    private readonly RouteTable _before = new(contracts.Before), _after = new(contracts.After);
    private readonly PathValues _old = new(schemas.Before), _new = new(schemas.After);

    /// <summary>Where the requests go of an operation that is gone.</summary>
    public IReadOnlyList<Reroute> Of(ApiOperation gone)
    {
        List<Reroute> found = [];
        foreach (Route route in RouteTable.Of(gone))
            Follow(route, route.Url, found);
        return found;
    }

    /// <summary>Requests that a path takes which is new from the path with parameters that took them before.</summary>
    public IEnumerable<(Route From, Reroute To, UrlTemplate Url)> Shadowed()
    {
        foreach (IReadOnlyList<Route> path in _after.Paths.Where(path => !_before.Has(path[0].Url)))
        {
            UrlTemplate url = path[0].Url;
            foreach (Route route in _before.Answering(url) ?? [])
            {
                if (To(route, url, path) is { } reroute && route.At(url).Values.All(given => _old.Takes(given.Parameter, given.Value)))
                    yield return (route, reroute, url);
            }
        }
    }

    /// <summary>The operation without those values of path parameters that a path of their own stands for, on one side or the other.</summary>
    public ApiOperation WithItsValues(ApiOperation operation)
    {
        ApiParameter[] listed = [.. operation.Parameters.Where(parameter => parameter.In == ParameterLocation.Path && _old.Listed(parameter) is not null)];
        if (listed.Length == 0)
            return operation;
        Route[] routes = [.. RouteTable.Of(operation)];
        Dictionary<ApiParameter, ApiParameter> narrowed = new(ReferenceEqualityComparer.Instance);
        foreach (ApiParameter parameter in listed)
        {
            HashSet<string> taken = [.. _old.Listed(parameter)!.Where(value => routes.All(route => route.Url.With(parameter.Name, value) is var url && (_before.Has(url) || _after.Has(url))))];
            if (taken.Count > 0)
                narrowed[parameter] = _old.Without(parameter, taken);
        }

        return narrowed.Count == 0 ? operation : operation with { Parameters = [.. operation.Parameters.Select(parameter => narrowed.GetValueOrDefault(parameter, parameter))] };
    }

    private void Follow(Route route, UrlTemplate url, List<Reroute> found)
    {
        // Another path of the base took them.
        if (_before.Answering(url) is { } own && own[0].Url.Shape != route.Url.Shape)
            return;
        IReadOnlyList<Route>? answering = _after.Answering(url);
        if (answering is null && found.Count < MaxUrls && _after.AnswersSome(url) && Listed(route, url) is var (parameter, values))
        {
            foreach (string value in values.Where(value => _old.Takes(parameter, value)))
                Follow(route, url.With(parameter.Name, value), found);
            return;
        }

        found.Add(To(route, url, answering));
        foreach (IReadOnlyList<Route> inside in answering is null ? [] : _after.Inside(url).Where(path => path != answering))
            found.Add(To(route, inside[0].Url, inside));
    }

    private Reroute To(Route route, UrlTemplate url, IReadOnlyList<Route>? answering)
    {
        Reroute reroute = new(route.At(url).Operation, route.BasePath) { IsPathThere = answering is not null };
        if (answering?.FirstOrDefault(one => one.Operation.Method == route.Operation.Method) is not { } now)
            return reroute;
        (ApiOperation after, IReadOnlyList<(ApiParameter Parameter, string Value)> values) = now.At(url);
        return reroute with
        {
            After = after,
            Written = now.Operation,
            Refusing = values.Where(given => !_new.Takes(given.Parameter, given.Value)).Select(given => given.Parameter).FirstOrDefault(),
        };
    }

    /// <summary>The first parameter whose values are known.</summary>
    private (ApiParameter, IReadOnlyList<string>)? Listed(Route route, UrlTemplate url)
    {
        foreach (string name in url.Written.SelectMany(UrlPath.Names))
        {
            if (route.Operation.Parameters.FirstOrDefault(one => one.In == ParameterLocation.Path && one.Name == name) is { } parameter && _old.Listed(parameter) is { } values)
                return (parameter, values);
        }

        return null;
    }
}
