using System.Collections.Frozen;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// The issuers of a snapshot with what is remembered about their tokens. A snapshot with other issuers starts with an empty memory;
/// one with the same issuers goes on with this object.
/// </summary>
internal sealed class TrustedIssuers
{
    /// <summary>A longer header is not looked at.</summary>
    private const int MaxHeaderLength = 16 * 1024;

    private const string Scheme = "Bearer ";

    private readonly FrozenDictionary<string, IssuerVerifier> byIssuer;
    private readonly TokenCache cache;

    private readonly int cacheEntries;
    private readonly TimeProvider clock;

    /// <param name="claimNames">By an issuer's name, the claims by which its consumers are known.</param>
    /// <exception cref="ArgumentException">An issuer cannot be used as it is configured.</exception>
    public TrustedIssuers(
        IReadOnlyList<TokenIssuer> issuers, IReadOnlyDictionary<string, string[]> claimNames, HttpClient http, int cacheEntries, TimeProvider clock)
        : this(issuers, claimNames, issuer => new IssuerKeys(MetadataAddress(issuer), http, clock), cacheEntries, clock)
    {
    }

    private TrustedIssuers(
        IReadOnlyList<TokenIssuer> issuers, IReadOnlyDictionary<string, string[]> claimNames, Func<TokenIssuer, IssuerKeys> keysOf, int cacheEntries,
        TimeProvider clock)
    {
        (Issuers, ClaimNames, this.cacheEntries, this.clock) = (issuers, claimNames, cacheEntries, clock);
        cache = new TokenCache(cacheEntries, clock);
        byIssuer = issuers
            .DistinctBy(issuer => issuer.Issuer, StringComparer.Ordinal)
            .ToFrozenDictionary(
                issuer => issuer.Issuer,
                issuer => new IssuerVerifier(issuer, keysOf(issuer), claimNames.GetValueOrDefault(issuer.Name) ?? [], clock),
                StringComparer.Ordinal);
    }

    public IReadOnlyList<TokenIssuer> Issuers { get; }

    public IReadOnlyDictionary<string, string[]> ClaimNames { get; }

    /// <summary>
    /// The same issuers with their keys, reading these claims of their tokens. What is remembered of tokens lacks the new ones, so it is
    /// forgotten when they differ.
    /// </summary>
    public TrustedIssuers Reading(IReadOnlyDictionary<string, string[]> claimNames) =>
        claimNames.Count == ClaimNames.Count && claimNames.All(named => ClaimNames.GetValueOrDefault(named.Key)?.SequenceEqual(named.Value) == true)
            ? this
            : new TrustedIssuers(Issuers, claimNames, issuer => byIssuer[issuer.Issuer].Keys, cacheEntries, clock);

    /// <param name="header">The one <c>Authorization</c> field of the request.</param>
    public ValueTask<TokenVerdict> VerifyAsync(string header) =>
        cache.Find(header) is { } known ? ValueTask.FromResult<TokenVerdict>(known) : VerifyNewAsync(header);

    private async ValueTask<TokenVerdict> VerifyNewAsync(string header)
    {
        if (ReadToken(header) is not { } token || !byIssuer.TryGetValue(token.Issuer, out IssuerVerifier? issuer))
            return ProblemTypes.TokenNotAcceptable;
        TokenVerdict verdict = await issuer.VerifyAsync(token).ConfigureAwait(false);
        if (verdict.Identity is { } identity)
            cache.Add(header, identity);
        return verdict;
    }

    /// <returns>The token, unverified; null when the header holds no compact JWS.</returns>
    private static JsonWebToken? ReadToken(string header)
    {
        if (header.Length > MaxHeaderLength || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        string token = header[Scheme.Length..];
        // Five parts would be an encrypted token.
        if (token.AsSpan().Count('.') != 2)
            return null;
        try
        {
            return new JsonWebToken(token);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static string MetadataAddress(TokenIssuer issuer) =>
        issuer.MetadataUrl ?? issuer.Issuer.TrimEnd('/') + "/.well-known/openid-configuration";
}
