using System.Collections.Frozen;
using System.Text.Json;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>Verifies tokens of one issuer: algorithm, type, signature, issuer, audience (RFC 8725, RFC 9068), time and revocation.</summary>
internal sealed class IssuerVerifier
{
    /// <summary>What Keycloak writes into the payload of tokens that are none for APIs.</summary>
    public static readonly FrozenSet<string> OtherTokens = new[] { "ID", "Refresh", "Offline", "Logout" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly TokenIssuer issuer;
    private readonly TimeProvider clock;
    private readonly IdentityReader identities;
    private readonly FrozenSet<string> algorithms;
    private readonly FrozenSet<string>? types;

    /// <param name="claimNames">The claims by which its consumers are known.</param>
    public IssuerVerifier(TokenIssuer issuer, IssuerKeys keys, string[] claimNames, TimeProvider clock)
    {
        (this.issuer, Keys, this.clock) = (issuer, keys, clock);
        identities = new IdentityReader(issuer, claimNames);
        algorithms = issuer.Algorithms.ToFrozenSet(StringComparer.Ordinal);
        // RFC 9068, 4: the media type may be written in full.
        types = issuer.TokenTypes.Contains("any")
            ? null
            : issuer.TokenTypes.Concat(issuer.TokenTypes.Where(type => type == "at+jwt").Select(type => "application/" + type)).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    public IssuerKeys Keys { get; }

    /// <param name="token">A token whose unverified <c>iss</c> is this issuer.</param>
    /// <param name="mayAsk">Whether the issuer is asked for keys that it may have published since.</param>
    public async ValueTask<TokenVerdict> VerifyAsync(CompactJws token, bool mayAsk)
    {
        if (!algorithms.Contains(token.Algorithm))
            return Refuse("algorithms", "The token's 'alg' is none of the issuer's algorithms.");
        if (types is not null && (token.Type is null || !types.Contains(token.Type)))
            return Refuse("tokenTypes", "The token's 'typ' is none of the issuer's token types.");
        if (await Keys.GetAsync().ConfigureAwait(false) is not { } known)
            return ProblemTypes.IssuerUnavailable;
        if (IsSigned(token, known))
            return CheckClaims(token.Claims, known);
        if (!mayAsk)
            return ProblemTypes.TokenNotAcceptable;
        // Perhaps the issuer has just rotated its keys; where they have no ids, or the same one again, only the signature tells.
        if (await Keys.LookForNewAsync(known).ConfigureAwait(false) is not { } rotated)
            return ProblemTypes.IssuerUnavailable;
        return !ReferenceEquals(rotated, known) && IsSigned(token, rotated)
            ? CheckClaims(token.Claims, rotated)
            : Refuse("metadataUrl", "The token is not signed by the key that its 'kid' and 'alg' name among those that the issuer publishes.");
    }

    private static bool IsSigned(CompactJws token, IssuerKeySet keys) =>
        keys.Find(token.KeyId, token.Algorithm) is { } key && key.Verify(token.Algorithm, token.Signed, token.Signature);

    private TokenVerdict CheckClaims(JsonElement claims, IssuerKeySet keys)
    {
        TimeSpan skew = TimeSpan.FromSeconds(issuer.ClockSkewSeconds);
        DateTimeOffset now = clock.GetUtcNow();
        if (TokenClaims.Date(claims, "exp") is not { } expires)
            return Refuse(null, "The token has no 'exp' that is a date.");
        if (IsLater(claims, "nbf", now + skew) || IsLater(claims, "iat", now + skew))
            return Refuse("clockSkewSeconds", "The token's 'nbf' or 'iat' is still to come, or is no date.");
        if (!TokenClaims.Audiences(claims).Any(issuer.Audiences.Contains))
            return Refuse("audiences", "None of the issuer's audiences is in the token's 'aud'; they are compared letter by letter.");
        if (TokenClaims.Text(claims, "typ") is { } kind && OtherTokens.Contains(kind))
            return Refuse(null, "The claim 'typ' says that it is no access token.");
        if (identities.Read(claims, expires, out string? setting, out string why) is not { } identity)
            return Refuse(setting, why);
        // Not the skew on top of the end: some issuers' tokens never end, and say so with the last second there is.
        return expires <= now - skew ? ProblemTypes.TokenExpired : identity with { SignedBy = keys };
    }

    private TokenVerdict Refuse(string? setting, string why) => new RefusalReason(why, issuer.Name, setting).As(ProblemTypes.TokenNotAcceptable);

    /// <summary>Whether a date is there and is later, or is none.</summary>
    private static bool IsLater(JsonElement claims, string name, DateTimeOffset than) =>
        claims.TryGetProperty(name, out _) && (TokenClaims.Date(claims, name) is not { } date || date > than);
}
