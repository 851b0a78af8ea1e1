using ApiGovernance.Gateway.Authentication.Certificates;
using ApiGovernance.Gateway.Authentication.Possession;
using ApiGovernance.Gateway.Authentication.Signatures;
using ApiGovernance.Gateway.Authorization;
using ApiGovernance.Gateway.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// Who calls: by an access token or an API key, else by the signature of the request, else by the client certificate; and which consumer
/// that is.
/// </summary>
internal sealed class Authenticator(SenderCheck sender, SignatureVerifier signatures, ClientCertificates certificates, TimeProvider clock)
{
    public const string KeyField = "X-Api-Key";

    private const string KeyScheme = "ApiKey ";
    private const string BearerScheme = "Bearer ";
    private const string PossessionScheme = DpopProof.Field + " ";

    /// <summary>The token with which the caller was identified; null when it was identified otherwise.</summary>
    public static string? TokenOf(Exchange exchange) =>
        exchange.Identity is null || exchange.Context.Request.Headers.Authorization is not [{ } header] ? null : TokenIn(header);

    /// <summary>The token of an <c>Authorization</c> field; null when it has none.</summary>
    public static string? TokenIn(string header) =>
        header.StartsWith(BearerScheme, StringComparison.OrdinalIgnoreCase) ? header[BearerScheme.Length..]
        : header.StartsWith(PossessionScheme, StringComparison.OrdinalIgnoreCase) ? header[PossessionScheme.Length..]
        : null;

    public ValueTask<Problem?> AuthenticateAsync(Exchange exchange)
    {
        IHeaderDictionary headers = exchange.Context.Request.Headers;
        StringValues header = headers.Authorization;
        StringValues key = headers[KeyField];
        if (key.Count > 0 || (header.Count == 1 && header[0]!.StartsWith(KeyScheme, StringComparison.OrdinalIgnoreCase)))
            return ValueTask.FromResult(CheckKey(exchange, header, key));
        if (header.Count == 0)
            return WithoutToken(exchange, headers);
        // Of two credentials one system may read the first and another the last.
        if (header.Count > 1)
        {
            new RefusalReason("The call came with more than one field Authorization.").Note(exchange);
            return ValueTask.FromResult<Problem?>(AuthenticationProblems.Token(ProblemTypes.TokenNotAcceptable, possession: false));
        }

        bool possession = header[0]!.StartsWith(PossessionScheme, StringComparison.OrdinalIgnoreCase);
        if (!possession && !header[0]!.StartsWith(BearerScheme, StringComparison.OrdinalIgnoreCase))
        {
            new RefusalReason("The field Authorization has another scheme than Bearer, DPoP and ApiKey, or no token.").Note(exchange);
            return ValueTask.FromResult<Problem?>(AuthenticationProblems.SchemeNotTaken());
        }

        // Most tokens are known by now, so that none is copied to find out.
        ReadOnlyMemory<char> token = header[0].AsMemory((possession ? PossessionScheme : BearerScheme).Length);
        ValueTask<TokenVerdict> verifying = exchange.Snapshot!.Traffic.Issuers.VerifyAsync(token);
        return verifying.IsCompletedSuccessfully
            ? Identify(exchange, verifying.Result, token, possession)
            : AwaitAsync(exchange, verifying, token, possession);
    }

    private ValueTask<Problem?> WithoutToken(Exchange exchange, IHeaderDictionary headers)
    {
        if (headers.ContainsKey(SignatureVerifier.InputField))
            return SignedAsync(exchange);
        bool required = exchange.AsksWhoCalls;
        if (!exchange.Snapshot!.Traffic.Certificates.IsEmpty && certificates.Of(exchange.Context) is { } certificate)
        {
            if (exchange.Snapshot.Traffic.Certificates.Find(certificate, certificates, clock.GetUtcNow()) is var (identity, consumer))
                (exchange.Identity, exchange.Consumer) = (identity, consumer);
            else if (required)
                return ValueTask.FromResult<Problem?>(AuthenticationProblems.CertificateNotAcceptable());
        }
        else if (required)
        {
            TrustedIssuers issuers = exchange.Snapshot!.Traffic.Issuers;
            return ValueTask.FromResult<Problem?>(AuthenticationProblems.TokenMissing(issuers.TakesBearer, issuers.WantsPossession));
        }

        exchange.IsIdentified = true;
        return ValueTask.FromResult<Problem?>(null);
    }

    private async ValueTask<Problem?> SignedAsync(Exchange exchange)
    {
        if (await signatures.VerifyAsync(exchange, exchange.Snapshot!.Traffic.SignatureKeys).ConfigureAwait(false) is { } problem)
            return problem;
        exchange.IsIdentified = true;
        return null;
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
            new RefusalReason(only is null ? "The call came with more than one credential." : "The key is none that is in force.").Note(exchange);
            return AuthenticationProblems.KeyNotAcceptable();
        }

        exchange.Identity = identity;
        exchange.Consumer = consumer;
        exchange.IsIdentified = true;
        return null;
    }

    private async ValueTask<Problem?> AwaitAsync(Exchange exchange, ValueTask<TokenVerdict> verifying, ReadOnlyMemory<char> token, bool possession) =>
        await Identify(exchange, await verifying.ConfigureAwait(false), token, possession).ConfigureAwait(false);

    private ValueTask<Problem?> Identify(Exchange exchange, TokenVerdict verdict, ReadOnlyMemory<char> token, bool possession)
    {
        if (verdict.Refusal is { } refusal)
        {
            verdict.Reason?.Note(exchange);
            return ValueTask.FromResult<Problem?>(AuthenticationProblems.Token(refusal, possession));
        }

        ConsumerModel? consumer = exchange.Snapshot!.Traffic.FindConsumer(verdict.Identity!);
        ValueTask<Problem?> checking = sender.CheckAsync(exchange, verdict.Identity!, consumer, token, possession);
        if (!checking.IsCompletedSuccessfully)
            return AwaitSenderAsync(exchange, verdict.Identity!, consumer, checking);
        return ValueTask.FromResult(checking.Result ?? Accept(exchange, verdict.Identity!, consumer));
    }

    private static async ValueTask<Problem?> AwaitSenderAsync(Exchange exchange, TokenIdentity identity, ConsumerModel? consumer, ValueTask<Problem?> checking) =>
        await checking.ConfigureAwait(false) ?? Accept(exchange, identity, consumer);

    private static Problem? Accept(Exchange exchange, TokenIdentity identity, ConsumerModel? consumer)
    {
        exchange.Identity = identity;
        exchange.Consumer = consumer;
        exchange.IsIdentified = true;
        return null;
    }
}
