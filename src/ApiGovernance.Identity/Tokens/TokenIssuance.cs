using System.Security.Claims;
using ApiGovernance.Identity.Clients;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace ApiGovernance.Identity.Tokens;

/// <summary>Says what the token of an authenticated client holds; the server adds iss, exp, iat, jti and client_id.</summary>
internal sealed class TokenIssuance(EmbeddedAuthorityOptions options) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var client = context.Transaction.GetProperty<AuthorityClient>(ClientAuthentication.ClientProperty)
            ?? throw new InvalidOperationException("The client of a token request was not authenticated before the token was made.");
        var (scopes, otherAudience) = client.Grant(context.Request.GetScopes());

        var identity = new ClaimsIdentity("client_credentials", Claims.Name, Claims.Role);
        // RFC 9068 section 2.2: without a resource owner the subject is the client itself.
        identity.SetClaim(Claims.Subject, client.ClientId);
        identity.SetAudiences(otherAudience ?? options.Audience);
        identity.SetScopes(scopes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        identity.SetDestinations(static _ => [Destinations.AccessToken]);
        context.SignIn(new ClaimsPrincipal(identity));
        return ValueTask.CompletedTask;
    }
}
