using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Routing;
using ApiGovernance.Gateway.Snapshots;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Versioning;

/// <summary>Which version of an API a request means: the path says it, or a header, or the API has a default.</summary>
internal static class VersionNegotiation
{
    /// <summary>Sets <see cref="Exchange.Version"/> and <see cref="Exchange.PrefixSegments"/>, or says why not.</summary>
    public static Problem? Choose(Exchange exchange, ApiEntry api)
    {
        ReadOnlySpan<char> rest = exchange.Path.Text[api.BasePath.Length..];
        ReadOnlySpan<char> segment = FirstSegment(rest);
        bool inPath = IsVersionName(segment);
        ServedVersion? byPath = inPath ? api.FindByPath(segment) : null;
        if (inPath && byPath is null)
            return Unknown(api, segment.ToString());

        ServedVersion? byHeader = null;
        if (exchange.Context.Request.Headers.TryGetValue(api.VersionHeader, out StringValues header) && header.Count > 0)
        {
            if (header.Count > 1)
                return new Problem(ProblemTypes.VersionConflict, $"The header {api.VersionHeader} stands {header.Count} times in the request; send it once.");
            string value = header[0]!.Trim();
            byHeader = api.FindByHeader(value);
            if (byHeader is null)
                return Unknown(api, value);
            if (byPath is not null && byPath != byHeader)
                return Conflict(api, byPath, byHeader);
        }

        exchange.Version = byPath ?? byHeader ?? api.Default;
        exchange.PrefixSegments = api.BaseSegments + (inPath ? 1 : 0);
        return exchange.Version is null ? Unnamed(api) : null;
    }

    /// <summary>The name of a version as it stands in a path: <c>v</c> and digits.</summary>
    private static bool IsVersionName(ReadOnlySpan<char> segment) =>
        segment.Length >= 2 && segment[0] == 'v' && segment[1..].IndexOfAnyExceptInRange('0', '9') < 0;

    private static ReadOnlySpan<char> FirstSegment(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty)
            return rest;
        int slash = rest[1..].IndexOf('/');
        return slash < 0 ? rest[1..] : rest.Slice(1, slash);
    }

    private static Problem Unknown(ApiEntry api, string asked)
    {
        if (api.Unavailable.FirstOrDefault(name => name.Equals(asked, StringComparison.OrdinalIgnoreCase) || name == "v" + asked) is { } name)
            return new Problem(ProblemTypes.VersionUnavailable, $"Version {name} of '{api.Name}' was published but cannot be served.");
        string shown = asked.Length <= 32 ? asked : asked[..32] + "...";
        return Listing(api, $"'{api.Name}' has no version '{shown}'.");
    }

    private static Problem Unnamed(ApiEntry api) => Listing(
        api, $"The request names no version of '{api.Name}': put one behind {api.BasePath}/ or into the header {api.VersionHeader}.");

    private static Problem Listing(ApiEntry api, string detail) =>
        new(ProblemTypes.VersionNotFound, detail) { Members = [Problem.Member("versions", api.VersionNames)] };

    private static Problem Conflict(ApiEntry api, ServedVersion byPath, ServedVersion byHeader) => new(
        ProblemTypes.VersionConflict,
        $"The path says {byPath.Part.Version}, the header {api.VersionHeader} says {byHeader.Part.Version}.");
}
