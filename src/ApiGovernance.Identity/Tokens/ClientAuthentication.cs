using ApiGovernance.Identity.Clients;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace ApiGovernance.Identity.Tokens;

/// <summary>Decides whether a token request is from a client that is known, with its secret, for scopes it may have.</summary>
internal sealed partial class ClientAuthentication(EmbeddedAuthorityOptions options, ILogger<ClientAuthentication> logger)
    : IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    /// <summary>Where the client found here is kept for <see cref="TokenIssuance"/>.</summary>
    public static readonly string ClientProperty = typeof(AuthorityClient).FullName!;

    // An unknown client costs the same work as a known one, so that the time taken does not tell which ids exist.
    private static readonly SecretHash Decoy = ClientSecrets.Hash(ClientSecrets.Generate());

    public async ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        var client = await options.FindClient!(context.ClientId ?? "", context.CancellationToken);
        var verified = IsOneOf(context.ClientSecret ?? "", client?.Secrets ?? []);
        if (client is null || !verified)
        {
            LogRefused(logger, Shorten(context.ClientId), client is null ? "unknown client" : "wrong secret");
            context.Reject(Errors.InvalidClient, "The client is not known or its secret is wrong.");
            return;
        }

        var requested = context.Request.GetScopes();
        foreach (var scope in requested)
        {
            if (client.Scopes.Contains(scope) || (client.OtherAudiences.ContainsKey(scope) && requested.Length == 1))
                continue;
            LogScopeRefused(logger, client.ClientId, Shorten(scope));
            context.Reject(Errors.InvalidScope, $"The client may not ask for the scope '{Shorten(scope)}'.");
            return;
        }

        context.Transaction.SetProperty(ClientProperty, client);
    }

    private static bool IsOneOf(string secret, IReadOnlyList<SecretHash> known)
    {
        if (known.Count == 0)
        {
            ClientSecrets.Verify(secret, Decoy);
            return false;
        }

        var found = false;
        foreach (var hash in known)
            found |= ClientSecrets.Verify(secret, hash);
        return found;
    }

    // Both come from outside and are not worth more than a line.
    private static string Shorten(string? text) => text is { Length: > 100 } ? string.Concat(text.AsSpan(0, 100), "...") : text ?? "";
}
