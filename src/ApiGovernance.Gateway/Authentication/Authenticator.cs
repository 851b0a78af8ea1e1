using ApiGovernance.Gateway.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>Who calls: verifies the bearer token or the API key and finds the consumer that it names.</summary>
internal static class Authenticator
{
    private const string KeyField = "X-Api-Key";
    private const string KeyScheme = "ApiKey ";
    private const string TokenScheme = "Bearer ";

    public static ValueTask<Problem?> AuthenticateAsync(Exchange exchange)
    {
        StringValues header = exchange.Context.Request.Headers.Authorization;
        StringValues key = exchange.Context.Request.Headers[KeyField];
        if (key.Count > 0 || (header.Count == 1 && header[0]!.StartsWith(KeyScheme, StringComparison.OrdinalIgnoreCase)))
            return ValueTask.FromResult(CheckKey(exchange, header, key));
        if (header.Count == 0)
        {
            if (exchange.Version!.Part.AuthenticationRequired)
                return ValueTask.FromResult<Problem?>(TokenMissing());
            exchange.IsIdentified = true;
            return ValueTask.FromResult<Problem?>(null);
        }

        // Of two credentials one system may read the first and another the last.
        if (header.Count > 1 || !header[0]!.StartsWith(TokenScheme, StringComparison.OrdinalIgnoreCase))
            return ValueTask.FromResult<Problem?>(Refusal(ProblemTypes.TokenNotAcceptable));

        ValueTask<TokenVerdict> verifying = exchange.Snapshot!.Traffic.Issuers.VerifyAsync(header[0]![TokenScheme.Length..]);
        return verifying.IsCompletedSuccessfully
            ? ValueTask.FromResult(Identify(exchange, verifying.Result))
            : AwaitAsync(exchange, verifying);
    }

    private static Problem? CheckKey(Exchange exchange, StringValues header, StringValues key)
    {
        // With two credentials it would be open which of them counts.
        string? only = (header, key) switch
        {
            ([], [{ } given]) => given,
            ([{ } given], []) => given[KeyScheme.Length..].Trim(),
            _ => null,
        };
        if (only is null || exchange.Snapshot!.Traffic.Keys.Find(only) is not var (identity, consumer))
        {
            return new Problem(ProblemTypes.ApiKeyNotAcceptable, "The API key is not acceptable.")
            {
                Headers = [Problem.Header("WWW-Authenticate", "ApiKey, Bearer")],
            };
        }

        exchange.Identity = identity;
        exchange.Consumer = consumer;
        exchange.IsIdentified = true;
        return null;
    }

    private static async ValueTask<Problem?> AwaitAsync(Exchange exchange, ValueTask<TokenVerdict> verifying) =>
        Identify(exchange, await verifying.ConfigureAwait(false));

    private static Problem? Identify(Exchange exchange, TokenVerdict verdict)
    {
        if (verdict.Refusal is { } refusal)
            return Refusal(refusal);
        exchange.Identity = verdict.Identity;
        exchange.Consumer = exchange.Snapshot!.Traffic.FindConsumer(verdict.Identity!);
        exchange.IsIdentified = true;
        return null;
    }

    private static Problem TokenMissing() => new(ProblemTypes.TokenMissing, "Send an access token: 'Authorization: Bearer <token>'.")
    {
        Headers = [Problem.Header("WWW-Authenticate", "Bearer")],
    };

    private static Problem Refusal(ProblemType type) => type == ProblemTypes.IssuerUnavailable
        ? new Problem(type, "The keys of the token's issuer could not be fetched. Try again shortly.")
        {
            Headers = [Problem.Header("Retry-After", "5")],
        }
        : new Problem(type, type == ProblemTypes.TokenExpired ? "The access token has expired; get a new one." : "The access token is not acceptable.")
        {
            Headers = [Problem.Header("WWW-Authenticate", "Bearer error=\"invalid_token\"")],
        };
}
