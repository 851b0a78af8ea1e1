using ApiGovernance.Gateway.Authentication;
using ApiGovernance.Gateway.Authorization;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Snapshots;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Observability.Unregistered;

/// <summary>
/// Who calls a path that no API has. Nothing says how such a call is to be authenticated, so the usual credentials are tried, as far as they can be
/// without asking an issuer, whom strangers would keep busy so; the refusal is the same whatever comes out.
/// </summary>
internal static class UnregisteredCaller
{
    private const string KeyScheme = "ApiKey ";

    public static async ValueTask IdentifyAsync(Exchange exchange)
    {
        if (exchange.Problem?.Type != ProblemTypes.ApiNotRegistered || exchange.Snapshot is not { } snapshot)
            return;
        IHeaderDictionary headers = exchange.Context.Request.Headers;
        exchange.Consumer = await FindAsync(snapshot.Traffic, headers.Authorization, headers["X-Api-Key"]).ConfigureAwait(false);
    }

    private static async ValueTask<ConsumerModel?> FindAsync(TrafficModel traffic, StringValues authorization, StringValues key)
    {
        switch (authorization, key)
        {
            case ([], [{ } given]):
                return traffic.Keys.Find(given)?.Consumer;
            case ([{ } given], []) when given.StartsWith(KeyScheme, StringComparison.OrdinalIgnoreCase):
                return traffic.Keys.Find(given[KeyScheme.Length..].Trim())?.Consumer;
            case ([{ } given], []) when Authenticator.TokenIn(given) is { } token:
                return (await traffic.Issuers.VerifyAsync(token.AsMemory(), mayAsk: false).ConfigureAwait(false)).Identity is { } identity ? traffic.FindConsumer(identity) : null;
            default:
                return null;
        }
    }
}
