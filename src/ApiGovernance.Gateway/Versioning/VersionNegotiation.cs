using System.Buffers;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Routing;
using ApiGovernance.Gateway.Snapshots;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Versioning;

/// <summary>Which version of an API a request means: path, header, media type and query may say it, in the API's order; else it has a default.</summary>
internal static class VersionNegotiation
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>Sets <see cref="Exchange.Version"/> and <see cref="Exchange.PrefixSegments"/>, or says why not.</summary>
    public static Problem? Choose(Exchange exchange, ApiEntry api)
    {
        VersionRules rules = api.VersionRules;
        ReadOnlySpan<char> segment = rules.LooksAtPath ? VersionSegment(exchange.Path.Text[api.BasePath.Length..], api.Index.HasDates) : default;
        exchange.PrefixSegments = api.BaseSegments + (segment.IsEmpty ? 0 : 1);

        ServedVersion? chosen = null;
        VersionSource by = default;
        foreach (VersionSource source in rules.Sources)
        {
            ServedVersion? named = null;
            Problem? problem = source switch
            {
                VersionSource.Path => segment.IsEmpty ? null : api.Index.Find(segment, out named),
                VersionSource.Header => FindByHeader(exchange, api, out named),
                VersionSource.MediaType => MediaTypeVersion.Find(rules, api.Index, exchange.Context.Request, out named),
                _ => FindByQuery(exchange, api, out named),
            };
            if (problem is not null)
                return problem;
            if (named is null)
                continue;
            if (chosen is not null && chosen != named)
                return Conflict(api, (by, chosen), (source, named));
            if (chosen is null)
                (chosen, by) = (named, source);
            if (rules.FirstCounts)
                break;
        }

        if (rules.FirstCounts && chosen is not null)
            Silence(exchange, api, chosen, by);
        exchange.Version = chosen ?? api.Default;
        // Without a name in the target it is the fields, or their absence, that decide.
        if (rules.Vary.Length > 0 && (chosen is null || rules.HangsOnFields(by)))
            exchange.Vary = rules.Vary;
        if (exchange.Version is not null)
            return null;
        return api.UnavailableDefault is { } name
            ? api.Index.Unavailable(name)
            : api.Index.Listing($"The request names no version of '{api.Name}': {rules.Advice(api.BasePath)}.");
    }

    private static Problem? FindByHeader(Exchange exchange, ApiEntry api, out ServedVersion? version)
    {
        version = null;
        string name = api.VersionRules.Header;
        if (!exchange.Context.Request.Headers.TryGetValue(name, out StringValues header) || header.Count == 0)
            return null;
        return header.Count > 1
            ? api.Index.Conflict($"The header {name} stands {header.Count} times in the request; send it once.")
            : api.Index.Find(header[0].AsSpan().Trim(), out version);
    }

    private static Problem? FindByQuery(Exchange exchange, ApiEntry api, out ServedVersion? version)
    {
        version = null;
        string name = api.VersionRules.Query;
        int count = VersionQuery.Find(exchange.Context.Request.QueryString.Value, name, out string? value);
        if (count == 0)
            return null;
        exchange.HasVersionQuery = true;
        return count > 1
            ? api.Index.Conflict($"The query parameter {name} stands {count} times in the request; send it once.")
            : api.Index.Find(value, out version);
    }

    /// <summary>The segment behind the base path, where it is the name of a version: <c>v</c> and numbers, or a date, be it one that no calendar has.</summary>
    private static ReadOnlySpan<char> VersionSegment(ReadOnlySpan<char> rest, bool hasDates)
    {
        if (rest.IsEmpty)
            return rest;
        int slash = rest[1..].IndexOf('/');
        ReadOnlySpan<char> segment = slash < 0 ? rest[1..] : rest.Slice(1, slash);
        bool isName = segment.Length >= 2 && segment[0] == 'v' && char.IsAsciiDigit(segment[1]) && segment[1..].IndexOfAnyExcept(NumberCharacters) < 0;
        return isName || (hasDates && VersionIndex.LooksLikeDay(segment)) ? segment : default;
    }

    private static Problem Conflict(ApiEntry api, (VersionSource Source, ServedVersion Version) one, (VersionSource Source, ServedVersion Version) other)
    {
        string first = api.VersionRules.NameOf(one.Source), second = api.VersionRules.NameOf(other.Source);
        return api.Index.Conflict(
            $"{char.ToUpperInvariant(first[0])}{first[1..]} says {one.Version.Part.Version}, {second} says {other.Version.Part.Version}.", one.Version, other.Version);
    }

    /// <summary>
    /// With the rule <c>first</c> nobody asks the places behind the one that counts, but a back end that knows versions itself may: the query does not go on
    /// to it, nor a header that says something else. <c>Accept</c> does; it is a wish.
    /// </summary>
    private static void Silence(Exchange exchange, ApiEntry api, ServedVersion chosen, VersionSource by)
    {
        if (by != VersionSource.Query && api.VersionRules.LooksAtQuery)
            exchange.HasVersionQuery = VersionQuery.Find(exchange.Context.Request.QueryString.Value, api.VersionRules.Query, out _) > 0;
        if (by != VersionSource.Header && api.VersionRules.LooksAtHeader
            && (FindByHeader(exchange, api, out ServedVersion? named) is not null || (named is not null && named != chosen)))
            (exchange.UnwantedFields ??= []).Add(api.VersionRules.Header);
    }
}
