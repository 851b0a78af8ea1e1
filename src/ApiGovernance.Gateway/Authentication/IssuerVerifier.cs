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
        if (!algorithms.Contains(token.Algorithm) || (types is not null && (token.Type is null || !types.Contains(token.Type))))
            return ProblemTypes.TokenNotAcceptable;
        if (await Keys.GetAsync().ConfigureAwait(false) is not { } known)
            return ProblemTypes.IssuerUnavailable;
        if (!known.Has(token.KeyId))
        {
            if (!mayAsk)
                return ProblemTypes.TokenNotAcceptable;
            // Perhaps the issuer has just rotated its keys.
            if (await Keys.LookForNewAsync(known).ConfigureAwait(false) is not { } rotated)
                return ProblemTypes.IssuerUnavailable;
            known = rotated;
        }

        return known.Find(token.KeyId, token.Algorithm) is { } key && key.Verify(token.Algorithm, token.Signed, token.Signature)
            ? CheckClaims(token.Claims, known)
            : ProblemTypes.TokenNotAcceptable;
    }

    private TokenVerdict CheckClaims(JsonElement claims, IssuerKeySet keys)
    {
        TimeSpan skew = TimeSpan.FromSeconds(issuer.ClockSkewSeconds);
        DateTimeOffset now = clock.GetUtcNow();
        if (TokenClaims.Date(claims, "exp") is not { } expires
            || IsLater(claims, "nbf", now + skew) || IsLater(claims, "iat", now + skew)
            || !TokenClaims.Audiences(claims).Any(issuer.Audiences.Contains)
            || (TokenClaims.Text(claims, "typ") is { } kind && OtherTokens.Contains(kind))
            || identities.Read(claims, expires) is not { } identity)
            return ProblemTypes.TokenNotAcceptable;
        // Not the end plus the skew: some issuers write the last second of the year 9999.
        return expires <= now - skew ? ProblemTypes.TokenExpired : identity with { SignedBy = keys };
    }

    /// <summary>Whether a date is there and is later, or is none.</summary>
    private static bool IsLater(JsonElement claims, string name, DateTimeOffset than) =>
        claims.TryGetProperty(name, out _) && (TokenClaims.Date(claims, name) is not { } date || date > than);
}
