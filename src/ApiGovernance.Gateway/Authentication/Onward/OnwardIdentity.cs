using System.Net.Http.Headers;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Snapshots;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ApiGovernance.Gateway.Authentication.Onward;

/// <summary>Towards the back end: what the gateway shows there in the place of what its caller showed here.</summary>
internal sealed class OnwardIdentity(IdentityTokens identities, GatewayOptions options)
{
    public const string ConsumerField = "X-Consumer-Id";

    /// <summary>Fields with credentials, or with what proxies tell of them. All of them are for this gateway only.</summary>
    private static readonly string[] CallerFields =
    [
        "Proxy-Authorization", "DPoP", "Signature", "Signature-Input", "Client-Cert", "Client-Cert-Chain", "X-Forwarded-Client-Cert", "X-Client-Cert",
        "X-Ssl-Client-Cert", "Ssl-Client-Cert", Authenticator.KeyField,
    ];

    /// <summary>Gets what the call needs to be let in. It may ask an issuer, so it comes before the call takes a place at the back end.</summary>
    public ValueTask<Problem?> PrepareAsync(Exchange exchange)
    {
        BackendEntry entry = exchange.Version!.Backend.Entry;
        if (entry.Tokens is { } tokens)
            return GetTokenAsync(exchange, entry, tokens);
        if (entry.Identity == BackendIdentity.Token && exchange.Identity is { } identity)
            exchange.OnwardAuthorization = identities.Of(identity, exchange.Consumer?.Name, exchange.Version.Backend.Name);
        return ValueTask.FromResult<Problem?>(null);
    }

    /// <summary>Takes away what the caller proved itself with, but for its <c>Authorization</c>.</summary>
    public void Strip(IHeaderDictionary headers)
    {
        foreach (string field in CallerFields)
            headers.Remove(field);
        if (options.ForwardedCertificateHeader is { } forwarded)
            headers.Remove(forwarded);
    }

    /// <summary>
    /// Puts what the back end is to know in the place of the caller's <c>Authorization</c>. That is taken from the copy only: the server keeps the
    /// string of a field that a connection's next request has again, unless somebody removed it, and tokens are long.
    /// </summary>
    public static void Apply(Exchange exchange, HttpRequestMessage onward)
    {
        HttpRequestHeaders headers = onward.Headers;
        headers.Remove(HeaderNames.Authorization);
        if (exchange.OnwardAuthorization is { } authorization)
            headers.TryAddWithoutValidation(HeaderNames.Authorization, authorization);
        if (exchange.Consumer is { } consumer && exchange.Version!.Backend.Entry.Identity == BackendIdentity.Headers)
        {
            headers.Remove(ConsumerField);
            headers.TryAddWithoutValidation(ConsumerField, consumer.Name);
        }
    }

    /// <summary>What a copy of a call shows the back end that it goes to.</summary>
    public async ValueTask<OnwardFields> OfCopyAsync(BackendModel backend, OnwardCaller caller)
    {
        BackendEntry entry = backend.Entry;
        if (entry.Tokens is { } tokens)
        {
            if (tokens.Exchanges && caller.Token is null)
                return default;
            DateTimeOffset end = tokens.Exchanges ? caller.Identity!.Expires : DateTimeOffset.MaxValue;
            string? token = await tokens.GetAsync(tokens.Exchanges ? caller.Token : null, end).ConfigureAwait(false);
            return new OnwardFields(token is not null, token, entry.Identity == BackendIdentity.Headers ? caller.Consumer : null);
        }

        return entry.Identity switch
        {
            BackendIdentity.Token when caller.Identity is { } identity => new OnwardFields(true, identities.Of(identity, caller.Consumer, backend.Name), null),
            BackendIdentity.Headers => new OnwardFields(true, null, caller.Consumer),
            _ => new OnwardFields(true, null, null),
        };
    }

    private static async ValueTask<Problem?> GetTokenAsync(Exchange exchange, BackendEntry entry, BackendTokens tokens)
    {
        string? subject = null;
        if (tokens.Exchanges && (subject = Authenticator.TokenOf(exchange)) is null)
            return NotLetIn(exchange, entry, "exchanges the caller's access token for one of its own, and this call came without one.");
        DateTimeOffset end = subject is null ? DateTimeOffset.MaxValue : exchange.Identity!.Expires;
        exchange.OnwardAuthorization = await tokens.GetAsync(subject, end).ConfigureAwait(false);
        return exchange.OnwardAuthorization is null ? NotLetIn(exchange, entry, "could not be given a token; its issuer refused or cannot be reached.") : null;
    }

    private static Problem NotLetIn(Exchange exchange, BackendEntry entry, string what)
    {
        string ask = entry.Owner is { } owner ? $" Ask {owner.Team} ({owner.Contact})." : "";
        return new Problem(ProblemTypes.BackendCredentialsUnavailable, $"The back end '{exchange.Version!.Backend.Name}' {what}{ask}")
        {
            Owner = entry.Owner,
            Members = [Problem.Member("effect", "none")],
        };
    }
}

/// <summary>Who made a call, for as long as its copy needs to know.</summary>
/// <param name="Token">The access token that it came with; null for another credential.</param>
internal readonly record struct OnwardCaller(TokenIdentity? Identity, string? Consumer, string? Token);

/// <param name="IsLetIn">False where the gateway has not what the back end asks for.</param>
/// <param name="Authorization">The field's value; null for none.</param>
/// <param name="Consumer">Whom the back end is told by name; null for nobody.</param>
internal readonly record struct OnwardFields(bool IsLetIn, string? Authorization, string? Consumer);
