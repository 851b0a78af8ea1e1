using System.Text.Json;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ApiGovernance.Catalog.Access.Tokens;

/// <summary>
/// Verifies access tokens for the control plane: issuer, algorithm, type, signature, audience and time (RFC 8725, RFC 9068). The issuer
/// is chosen by the unverified <c>iss</c>, and then only that issuer's keys and rules count.
/// </summary>
internal sealed class AccessTokens : IDisposable
{
    /// <summary>A longer token is not looked at.</summary>
    private const int MaxLength = 16 * 1024;

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    private readonly string _audience;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, (TokenIssuer Issuer, IssuerKeys Keys)> _issuers;

    // Short, small and without redirects: it runs while callers wait.
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = 1024 * 1024,
    };

    /// <exception cref="ArgumentException">An issuer's metadata address is neither https nor on this machine.</exception>
    public AccessTokens(IEnumerable<TokenIssuer> issuers, string audience, TimeProvider clock)
    {
        (_audience, _clock) = (audience, clock);
        _issuers = issuers.DistinctBy(issuer => issuer.Issuer, StringComparer.Ordinal).ToDictionary(
            issuer => issuer.Issuer,
            issuer => (issuer, new IssuerKeys(MetadataAddress(issuer), _http, clock)),
            StringComparer.Ordinal);
    }

    public async ValueTask<TokenCheck> VerifyAsync(string token)
    {
        if (Read(token) is not { } read || !_issuers.TryGetValue(read.Issuer, out (TokenIssuer Issuer, IssuerKeys Keys) known))
            return TokenTrouble.NotAcceptable;
        (TokenIssuer issuer, IssuerKeys keys) = known;
        // A critical extension must be understood (RFC 7515, 4.1.11); none is.
        if (read.TryGetHeaderValue("crit", out object? _) || !issuer.Algorithms.Contains(read.Alg))
            return TokenTrouble.NotAcceptable;
        if (await keys.GetAsync() is not { } signingKeys)
            return TokenTrouble.IssuerUnavailable;

        TokenValidationResult result = await Handler.ValidateTokenAsync(read, Parameters(issuer, signingKeys));
        if (!result.IsValid && result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // Perhaps the issuer has rotated its keys. The fetch runs in the background where keys are already known.
            keys.RequestRefresh();
            if (await keys.GetAsync() is { } rotated)
                result = await Handler.ValidateTokenAsync(read, Parameters(issuer, rotated));
        }

        if (!result.IsValid || TokenPayload.Parse(read.EncodedPayload) is not { } claims
            || !TokenPayload.IsCurrent(claims, _clock.GetUtcNow(), TimeSpan.FromSeconds(issuer.ClockSkewSeconds)))
            return TokenTrouble.NotAcceptable;
        AccessToken verified = new(issuer.Name, null, claims);
        return verified with { Client = issuer.OtherClientClaims.Prepend(issuer.ClientClaim).Select(verified.Text).FirstOrDefault(client => client is not null) };
    }

    public void Dispose() => _http.Dispose();

    private TokenValidationParameters Parameters(TokenIssuer issuer, ICollection<SecurityKey> signingKeys) => new()
    {
        ValidIssuer = issuer.Issuer,
        ValidAudience = _audience,
        IgnoreTrailingSlashWhenValidatingAudience = false,
        ValidAlgorithms = issuer.Algorithms,
        ValidTypes = issuer.TokenTypes.Contains("any") ? null : issuer.TokenTypes,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        TryAllIssuerSigningKeys = false,
        // Time is checked with our own clock.
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

    /// <returns>The token, unverified; null when it is no compact JWS. Five parts would be an encrypted one.</returns>
    private static JsonWebToken? Read(string token)
    {
        if (token.Length > MaxLength || token.AsSpan().Count('.') != 2)
            return null;
        try
        {
            return new JsonWebToken(token);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or JsonException)
        {
            return null;
        }
    }

    private static string MetadataAddress(TokenIssuer issuer) =>
        issuer.MetadataUrl ?? issuer.Issuer.TrimEnd('/') + "/.well-known/openid-configuration";
}
