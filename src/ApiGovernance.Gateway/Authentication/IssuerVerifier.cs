using System.Text.Json;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>Verifies tokens of one issuer: algorithm, type, signature, issuer, audience (RFC 8725, RFC 9068) and time.</summary>
/// <param name="claimNames">The claims by which its consumers are known.</param>
internal sealed class IssuerVerifier(TokenIssuer issuer, IssuerKeys keys, string[] claimNames, TimeProvider clock)
{
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    private readonly bool anyType = issuer.TokenTypes.Contains("any");

    public IssuerKeys Keys => keys;

    /// <param name="token">A token whose unverified <c>iss</c> is this issuer.</param>
    public async ValueTask<TokenVerdict> VerifyAsync(JsonWebToken token)
    {
        // A critical extension must be understood (RFC 7515, 4.1.11); none is.
        if (token.TryGetHeaderValue("crit", out object? _) || !issuer.Algorithms.Contains(token.Alg))
            return ProblemTypes.TokenNotAcceptable;
        if (await keys.GetAsync().ConfigureAwait(false) is not { } signingKeys)
            return ProblemTypes.IssuerUnavailable;

        TokenValidationResult result = await Handler.ValidateTokenAsync(token, Parameters(signingKeys)).ConfigureAwait(false);
        if (!result.IsValid && result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // Perhaps the issuer has rotated its keys. The fetch runs in the background where keys are already known.
            keys.RequestRefresh();
            if (await keys.GetAsync().ConfigureAwait(false) is { } rotated)
                result = await Handler.ValidateTokenAsync(token, Parameters(rotated)).ConfigureAwait(false);
        }

        return result.IsValid ? CheckClaims(token) : ProblemTypes.TokenNotAcceptable;
    }

    private TokenVerdict CheckClaims(JsonWebToken token)
    {
        using JsonDocument? payload = TokenClaims.Parse(token.EncodedPayload);
        if (payload is null)
            return ProblemTypes.TokenNotAcceptable;
        JsonElement claims = payload.RootElement;
        TimeSpan skew = TimeSpan.FromSeconds(issuer.ClockSkewSeconds);
        DateTimeOffset now = clock.GetUtcNow();
        if (TokenClaims.Date(claims, "exp") is not { } expires)
            return ProblemTypes.TokenNotAcceptable;
        if (claims.TryGetProperty("nbf", out _) && (TokenClaims.Date(claims, "nbf") is not { } notBefore || notBefore > now + skew))
            return ProblemTypes.TokenNotAcceptable;
        if (expires + skew <= now)
            return ProblemTypes.TokenExpired;
        return new TokenIdentity(
            issuer.Name, TokenClaims.Text(claims, issuer.ClientClaim), TokenClaims.Scopes(claims, issuer.ScopeClaim), expires)
        {
            Claims = TokenClaims.Values(claims, claimNames),
        };
    }

    private TokenValidationParameters Parameters(ICollection<SecurityKey> signingKeys) => new()
    {
        ValidIssuer = issuer.Issuer,
        ValidAudiences = issuer.Audiences,
        IgnoreTrailingSlashWhenValidatingAudience = false,
        ValidAlgorithms = issuer.Algorithms,
        ValidTypes = anyType ? null : issuer.TokenTypes,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        TryAllIssuerSigningKeys = false,
        // Time is checked with our own clock and answers of its own.
        ValidateLifetime = false,
        IssuerSigningKeyResolver = (_, _, kid, _) => Select(signingKeys, kid),
    };

    /// <summary>The key id only selects among this issuer's keys; without one there must be no choice.</summary>
    private static IEnumerable<SecurityKey> Select(ICollection<SecurityKey> signingKeys, string? kid)
    {
        if (string.IsNullOrEmpty(kid))
            return signingKeys.Count == 1 ? signingKeys : [];
        return signingKeys.Where(key => string.Equals(key.KeyId, kid, StringComparison.Ordinal)).Take(1);
    }
}
