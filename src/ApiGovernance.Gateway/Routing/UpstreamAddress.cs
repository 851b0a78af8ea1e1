using System.Text;
using ApiGovernance.Gateway.Resilience;

namespace ApiGovernance.Gateway.Routing;

/// <summary>Where a call goes: the back end's address, the version's upstream path, the contract's path with the values as sent, and the query.</summary>
internal static class UpstreamAddress
{
    public static Uri Of(Exchange exchange)
    {
        string query = exchange.Context.Request.QueryString.Value ?? "";
        // The contract's own form: with a trailing slash only where the template has one.
        string slash = exchange.Operation!.Template.EndsWith('/') ? "/" : "";
        string prefix = exchange.Version!.UpstreamPrefix;
        string address;
        if (exchange.Path.IsEncoded)
        {
            address = WithLiterals(exchange, prefix).Append(slash).Append(query).ToString();
        }
        else
        {
            ReadOnlySpan<char> path = exchange.Path.RawAfter(exchange.PrefixSegments);
            address = string.Concat(prefix, path.EndsWith('/') ? path[..^1] : path, slash, query);
        }

        return exchange.Call is { } call ? new CallUri(address, call) : new Uri(address, UriKind.Absolute);
    }

    /// <summary>
    /// Literals were matched decoded, and not every reader decodes before it matches: <c>%28</c> is no parenthesis to them all. So they go on as the contract
    /// writes them.
    /// </summary>
    private static StringBuilder WithLiterals(Exchange exchange, string prefix)
    {
        StringBuilder address = new(prefix, prefix.Length + exchange.Path.Raw.Length + 16);
        ReadOnlySpan<Range> values = exchange.PathValues;
        foreach (string segment in OperationMatcherBuilder.Segments(exchange.Operation!.Template))
        {
            address.Append('/');
            if (SegmentPattern.Parse(segment) is not { } pattern)
            {
                address.Append(segment);
                continue;
            }

            pattern.Write(address, exchange.Path.Raw, values);
            values = values[pattern.Names.Count..];
        }

        return address;
    }
}
