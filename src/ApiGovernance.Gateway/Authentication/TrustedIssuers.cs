using System.Collections.Frozen;
using System.Text.Json;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// The issuers of a snapshot with what is remembered about their tokens. A snapshot with other issuers starts with an empty memory of
/// tokens, but goes on with the keys of those that it has in common with the one before; one with the same issuers goes on with this object.
/// </summary>
internal sealed class TrustedIssuers
{
    private readonly FrozenDictionary<string, IssuerVerifier> byIssuer;
    private readonly Introspection[] opaque;
    private readonly TokenCache cache;
    private readonly string written;

    /// <param name="claimNames">By an issuer's name, the claims by which its consumers are known.</param>
    private TrustedIssuers(
        IReadOnlyList<TokenIssuer> issuers, IReadOnlyDictionary<string, string[]> claimNames, TrustedIssuers? previous, string written,
        AuthenticationTools tools)
    {
        (ClaimNames, this.written) = (claimNames, written);
        TimeProvider clock = tools.Clock;
        int capacity = tools.Options.MaxTokenCacheEntries;
        cache = new TokenCache(capacity, clock);
        Keys = issuers.Select(KeySource.Of).Distinct().ToDictionary(
            source => source, source => previous?.Keys.GetValueOrDefault(source) ?? new IssuerKeys(source.Address, source.KeepFor, tools.Options.StateDirectory, tools.Http.Client, clock));
        byIssuer = issuers
            .DistinctBy(issuer => issuer.Issuer, StringComparer.Ordinal)
            .ToFrozenDictionary(
                issuer => issuer.Issuer,
                issuer => new IssuerVerifier(issuer, Keys[KeySource.Of(issuer)], Claims(issuer), clock),
                StringComparer.Ordinal);
        // The longest prefix that fits counts.
        opaque = [.. issuers
            .Where(issuer => issuer.Introspection is not null)
            .Select(issuer => new Introspection(issuer, issuer.Introspection!, Claims(issuer), cache, tools.Http.Client, tools.Secrets, capacity, clock))
            .OrderByDescending(introspection => introspection.Prefix.Length)];

        string[] Claims(TokenIssuer issuer) => claimNames.GetValueOrDefault(issuer.Name) ?? [];
    }

    private IReadOnlyDictionary<string, string[]> ClaimNames { get; }

    private Dictionary<KeySource, IssuerKeys> Keys { get; }

    /// <summary>
    /// These issuers, reading these claims of their tokens. What is remembered of tokens is forgotten when anything about an issuer is
    /// another, or other claims are wanted, which the memory lacks.
    /// </summary>
    /// <exception cref="ArgumentException">An issuer cannot be used as it is configured.</exception>
    /// <exception cref="UriFormatException">An address is none.</exception>
    public static TrustedIssuers Of(
        IReadOnlyList<TokenIssuer> issuers, IReadOnlyDictionary<string, string[]> claimNames, TrustedIssuers? previous, AuthenticationTools tools)
    {
        string written = JsonSerializer.Serialize(issuers, ProtocolJson.Options);
        bool same = previous is not null && previous.written == written && claimNames.Count == previous.ClaimNames.Count
            && claimNames.All(named => previous.ClaimNames.GetValueOrDefault(named.Key)?.SequenceEqual(named.Value) == true);
        return same ? previous! : new TrustedIssuers(issuers, claimNames, previous, written, tools);
    }

    /// <param name="token">The token.</param>
    /// <param name="mayAsk">Whether issuers are asked about what is not known here.</param>
    public ValueTask<TokenVerdict> VerifyAsync(ReadOnlyMemory<char> token, bool mayAsk = true)
    {
        if (token.Length > CompactJws.MaxLength)
            return ValueTask.FromResult<TokenVerdict>(ProblemTypes.TokenNotAcceptable);
        TokenHash hash = TokenHash.Of(token.Span);
        return cache.Find(hash) is { } known ? ValueTask.FromResult<TokenVerdict>(known) : VerifyNewAsync(token.ToString(), hash, mayAsk);
    }

    private async ValueTask<TokenVerdict> VerifyNewAsync(string token, TokenHash hash, bool mayAsk)
    {
        using CompactJws? jws = CompactJws.Parse(token);
        if (jws is null)
        {
            // Two dots make it a JWT, if a bad one, and of those nobody is asked.
            return mayAsk && token.AsSpan().Count('.') != 2 && FindOpaque(token) is { } introspection
                ? await introspection.VerifyAsync(token, hash).ConfigureAwait(false)
                : ProblemTypes.TokenNotAcceptable;
        }

        // Chosen by what nobody has verified yet; then only this issuer's keys and rules count.
        if (TokenClaims.Text(jws.Claims, "iss") is not { } name || !byIssuer.TryGetValue(name, out IssuerVerifier? issuer))
            return ProblemTypes.TokenNotAcceptable;
        TokenVerdict verdict = await issuer.VerifyAsync(jws, mayAsk).ConfigureAwait(false);
        if (verdict.Identity is { } identity)
            cache.Add(hash, identity, issuer.Keys);
        return verdict;
    }

    private Introspection? FindOpaque(string token) => opaque.Length > 0 && Introspection.CouldBe(token)
        ? Array.Find(opaque, introspection => token.StartsWith(introspection.Prefix, StringComparison.Ordinal))
        : null;

    private sealed record KeySource(string Address, TimeSpan KeepFor)
    {
        public static KeySource Of(TokenIssuer issuer) => new(
            issuer.MetadataUrl ?? issuer.Issuer.TrimEnd('/') + "/.well-known/openid-configuration", TimeSpan.FromHours(issuer.KeepKeysHours));
    }
}
