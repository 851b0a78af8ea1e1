using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Routing;

/// <summary>
/// Header fields that no client may set for a back end: those of the gateway itself, those by which proxies tell of clients, and those
/// that send frameworks to other paths or methods.
/// </summary>
internal static class UnwantedFields
{
    /// <summary>An underscore counts as a hyphen: some back ends make no difference. All begin with <c>x-</c>.</summary>
    private static readonly string[] Prefixes =
    [
        "x-consumer-", "x-api-", "x-forwarded-",
        // In which other gateways, identity proxies and clouds tell a back end who calls; one that stood behind them may still believe it.
        "x-remote-", "x-authenticated-", "x-credential-", "x-auth-request-", "x-ms-client-principal", "x-goog-authenticated-user-", "x-goog-iap-", "x-amzn-oidc-",
    ];

    private static readonly FrozenSet<string> Names = new[]
    {
        // The request's target and method are those that were checked.
        "x-original-url", "x-rewrite-url", "x-original-uri", "x-original-host", "x-host", "x-http-method-override", "x-http-method", "x-method-override",
        // Who calls is what the gateway says.
        "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip", "cf-connecting-ip", "fastly-client-ip", "forwarded",
        "client-cert", "client-cert-chain", "ssl-client-cert", "x-ssl-client-cert", "x-client-cert", "x-arr-clientcert",
        "remote-user", "x-webauth-user", "x-anonymous-consumer",
        // Callers' words would go on from back end to back end, and into their logs and decisions.
        "baggage", "correlation-context",
        // Some servers make HTTP_PROXY of it.
        "proxy",
        // Who gets a copy only is what the gateway says.
        "x-shadow",
        // Left over by the server from a request that it took for unambiguous.
        "x-content-length",
        // What it announces is not forwarded.
        "trailer",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a field is dropped; of names with an underscore those that the contract declares are kept in the end.</summary>
    public static bool Contains(string name) => name.Contains('_', StringComparison.Ordinal) || IsReserved(name);

    /// <summary>Takes the unwanted fields away.</summary>
    public static void Strip(Exchange exchange)
    {
        IHeaderDictionary headers = exchange.Context.Request.Headers;
        // YARP hands connections over for SPDY as well, of which no contract speaks.
        if (headers.Upgrade.Count > 0 && !(exchange.Operation!.IsWebSocket && "websocket".Equals(headers.Upgrade.ToString(), StringComparison.OrdinalIgnoreCase)))
            headers.Upgrade = default;
        foreach (string name in exchange.UnwantedFields ?? [])
        {
            // Underscores and hyphens are the same to CGI, WSGI and others: who sends X_Role means to be taken for X-Role.
            if (!name.Contains('_', StringComparison.Ordinal) || IsReserved(name.Replace('_', '-')) || !exchange.Operation!.DeclaresHeader(name))
                headers.Remove(name);
        }
    }

    private static bool IsReserved(string name)
    {
        // Sorts out nearly every field of a usual request.
        int first = name[0] | 0x20;
        if (first is not ('x' or 't' or 'c' or 'f' or 's' or 'p' or 'b' or 'r'))
            return false;
        for (int i = 0; first == 'x' && i < Prefixes.Length; i++)
        {
            if (name.StartsWith(Prefixes[i], StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return Names.Contains(name);
    }
}
