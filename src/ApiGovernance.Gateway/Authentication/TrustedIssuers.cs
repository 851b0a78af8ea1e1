using System.Collections.Frozen;
using System.Text.Json;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// The issuers of a snapshot with what is remembered about their tokens. A snapshot with other issuers goes on with the tokens, the keys and
/// the outages of those that it has in common with the one before; one with the same issuers goes on with this object.
/// </summary>
internal sealed class TrustedIssuers
{
    private static readonly TokenVerdict TooLong = new RefusalReason("The token is longer than 16 KB.").As(ProblemTypes.TokenNotAcceptable);

    private static readonly TokenVerdict Unreadable =
        new RefusalReason("The token is no JWT that can be read, and no issuer is asked about opaque tokens that look like it.").As(ProblemTypes.TokenNotAcceptable);

    private static readonly TokenVerdict Unknown =
        new RefusalReason("The token's 'iss' is that of no trusted issuer; it is compared letter by letter, a slash at its end included.").As(ProblemTypes.TokenNotAcceptable);

    private readonly FrozenDictionary<string, IssuerVerifier> byIssuer;
    private readonly Dictionary<string, string> forms;
    private readonly Dictionary<string, Introspection> introspections = new(StringComparer.Ordinal);
    private readonly Introspection[] opaque;
    private readonly TokenCache cache;
    private readonly string written;

    /// <param name="claimNames">By an issuer's name, the claims by which its consumers are known.</param>
    private TrustedIssuers(
        IReadOnlyList<TokenIssuer> issuers, IReadOnlyDictionary<string, string[]> claimNames, TrustedIssuers? previous, string written,
        AuthenticationTools tools)
    {
        (ClaimNames, this.written) = (claimNames, written);
        TakesBearer = issuers.Count == 0 || issuers.Any(issuer => issuer.Dpop != DpopMode.Required);
        WantsPossession = issuers.Any(issuer => issuer.Dpop == DpopMode.Required);
        TimeProvider clock = tools.Clock;
        int capacity = tools.Options.MaxTokenCacheEntries;
        forms = issuers.DistinctBy(issuer => issuer.Name, StringComparer.Ordinal).ToDictionary(
            issuer => issuer.Name, issuer => $"{string.Join(' ', Claims(issuer))}\n{JsonSerializer.Serialize(issuer, ProtocolJson.Options)}", StringComparer.Ordinal);
        cache = new TokenCache(capacity, clock);
        if (previous is not null)
            cache.TakeOver(previous.cache, identity => IsAsBefore(identity.Issuer, previous));
        Keys = issuers.Select(KeySource.Of).Distinct().ToDictionary(
            source => source, source => previous?.Keys.GetValueOrDefault(source) ?? new IssuerKeys(source.Address, source.KeepFor, tools.Options.StateDirectory, tools.Http.Client, clock, tools.Logger));
        byIssuer = issuers
            .DistinctBy(issuer => issuer.Issuer, StringComparer.Ordinal)
            .ToFrozenDictionary(
                issuer => issuer.Issuer,
                issuer => new IssuerVerifier(issuer, Keys[KeySource.Of(issuer)], Claims(issuer), clock),
                StringComparer.Ordinal);
        // The longest prefix that fits counts.
        foreach (TokenIssuer issuer in issuers)
        {
            if (issuer.Introspection is { } settings)
            {
                introspections[issuer.Name] = IsAsBefore(issuer.Name, previous) && previous!.introspections.TryGetValue(issuer.Name, out Introspection? known)
                    ? known
                    : new Introspection(issuer, settings, Claims(issuer), tools, capacity);
            }
        }

        opaque = [.. introspections.Values.OrderByDescending(introspection => introspection.Prefix.Length)];

        string[] Claims(TokenIssuer issuer) => claimNames.GetValueOrDefault(issuer.Name) ?? [];
    }

    /// <summary>Whether an issuer has tokens that come without a proof.</summary>
    public bool TakesBearer { get; }

    /// <summary>Whether an issuer has only tokens that come with one.</summary>
    public bool WantsPossession { get; }

    private IReadOnlyDictionary<string, string[]> ClaimNames { get; }

    private Dictionary<KeySource, IssuerKeys> Keys { get; }

    /// <summary>
    /// These issuers, reading these claims of their tokens. What is remembered of an issuer's tokens is forgotten when anything about it is
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
            return ValueTask.FromResult(TooLong);
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
                ? await introspection.VerifyAsync(token, hash, cache).ConfigureAwait(false)
                : Unreadable;
        }

        // Chosen by what nobody has verified yet; then only this issuer's keys and rules count.
        if (TokenClaims.Text(jws.Claims, "iss") is not { } name || !byIssuer.TryGetValue(name, out IssuerVerifier? issuer))
            return Unknown;
        TokenVerdict verdict = await issuer.VerifyAsync(jws, mayAsk).ConfigureAwait(false);
        if (verdict.Identity is { } identity)
            cache.Add(hash, identity, issuer.Keys);
        return verdict;
    }

    private bool IsAsBefore(string name, TrustedIssuers? previous) =>
        previous is not null && forms.TryGetValue(name, out string? form) && previous.forms.GetValueOrDefault(name) == form;

    private Introspection? FindOpaque(string token) => opaque.Length > 0 && Introspection.CouldBe(token)
        ? Array.Find(opaque, introspection => token.StartsWith(introspection.Prefix, StringComparison.Ordinal))
        : null;

    private sealed record KeySource(string Address, TimeSpan KeepFor)
    {
        public static KeySource Of(TokenIssuer issuer) => new(
            issuer.MetadataUrl ?? issuer.Issuer.TrimEnd('/') + "/.well-known/openid-configuration", TimeSpan.FromHours(issuer.KeepKeysHours));
    }
}
