using System.Collections.Frozen;
using System.Text.Json;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>From verified claims of one issuer to an identity, whether they came in a token or were told by the issuer.</summary>
/// <param name="claimNames">The claims by which the issuer's consumers are known.</param>
internal sealed class IdentityReader(TokenIssuer issuer, string[] claimNames)
{
    // What is told by introspection is named as RFC 7662 has it, whatever the tokens say.
    private readonly string[] clientClaims = issuer.Introspection is null
        ? [issuer.ClientClaim, .. issuer.OtherClientClaims]
        : [issuer.ClientClaim, .. issuer.OtherClientClaims, "client_id"];
    private readonly string[] scopeClaims = issuer.Introspection is null
        ? [issuer.ScopeClaim, .. issuer.OtherScopeClaims]
        : [issuer.ScopeClaim, .. issuer.OtherScopeClaims, "scope"];
    private readonly FrozenSet<string> revoked = issuer.RevokedTokens.ToFrozenSet(StringComparer.Ordinal);

    /// <param name="claims">What is known of the token.</param>
    /// <param name="expires">Its end.</param>
    /// <param name="setting">What of the issuer decided where it is not taken; null for none.</param>
    /// <param name="why">Why it is not taken.</param>
    /// <returns>Null for a token that was revoked, or is bound to its sender in a way that nobody here can check.</returns>
    public TokenIdentity? Read(JsonElement claims, DateTimeOffset expires, out string? setting, out string why)
    {
        (setting, why) = ("revokedTokens", "The token is revoked: its 'jti' is listed.");
        if (TokenClaims.Text(claims, "jti") is { } id && revoked.Contains(id))
            return null;
        (setting, why) = (null, "The token is bound to its sender ('cnf') in a way that is not known here.");
        if (!SenderBinding.TryRead(claims, out SenderBinding binding))
            return null;
        return new TokenIdentity(issuer.Name, Client(claims), Scopes(claims), expires)
        {
            Subject = TokenClaims.Text(claims, "sub"),
            Claims = TokenClaims.Values(claims, claimNames),
            Binding = binding,
            Dpop = issuer.Dpop,
        };
    }

    private string? Client(JsonElement claims)
    {
        foreach (string name in clientClaims)
        {
            if (TokenClaims.Text(claims, name) is { } client)
                return client;
        }

        return null;
    }

    private FrozenSet<string> Scopes(JsonElement claims)
    {
        foreach (string name in scopeClaims)
        {
            if (claims.TryGetProperty(name, out _))
                return TokenClaims.Scopes(claims, name);
        }

        return FrozenSet<string>.Empty;
    }
}
