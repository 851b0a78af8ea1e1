using ApiGovernance.Gateway.Resilience;

namespace ApiGovernance.Gateway.Routing;

/// <summary>Where a call goes: the back end's address, the version's upstream path, the contract's path as sent, and the query.</summary>
internal static class UpstreamAddress
{
    public static Uri Of(Exchange exchange)
    {
        ReadOnlySpan<char> path = exchange.Path.RawAfter(exchange.PrefixSegments);
        string query = exchange.Context.Request.QueryString.Value ?? "";
        // The contract's own form: with a trailing slash only where the template has one.
        bool slash = exchange.Operation!.Template.EndsWith('/');
        if (path.EndsWith('/'))
            path = path[..^1];
        string address = string.Concat(exchange.Version!.UpstreamPrefix, path, slash ? "/" : "", query);
        return exchange.Call is { } call ? new CallUri(address, call) : new Uri(address, UriKind.Absolute);
    }
}
