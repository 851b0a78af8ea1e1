using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// Asks an issuer about its opaque tokens (RFC 7662): once for all calls that wait for the same token, for so many tokens at a time, and not
/// at all for a moment after it failed to answer. That a token is not active is remembered too, but not for long. What strangers make up
/// neither makes the issuer count as failed nor takes all the places of those whose tokens were good before.
/// </summary>
internal sealed class Introspection(
    TokenIssuer issuer, TokenIntrospection settings, string[] claimNames, TokenCache cache, HttpClient http, GatewaySecrets secrets, int capacity,
    TimeProvider clock)
{
    /// <summary>How long a token that is not active is not asked about again: a new one may be used before its issuer knows of it everywhere.</summary>
    private static readonly TimeSpan RefusalAge = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan RetryAfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>Strangers decide which tokens are asked about, so that they must not decide how much the issuer is asked at once.</summary>
    private const int MaxAtOnce = 64;

    /// <summary>Places among these for tokens that were active when they were last asked about.</summary>
    private const int KeptForKnown = 16;

    /// <summary>RFC 7662, 2.2 has no answer that says so; these are what servers call it.</summary>
    private static readonly FrozenSet<string> AccessTokenUses = new[] { "access_token", "access" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> AccessTokenTypes =
        new[] { "Bearer", "DPoP", "access_token", "urn:ietf:params:oauth:token-type:access_token" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly TimeSpan answerAge = TimeSpan.FromSeconds(settings.CacheSeconds);
    private readonly IdentityReader identities = new(issuer, claimNames);
    private readonly BoundedMemory<TokenHash, DateTimeOffset> refused = new(capacity);
    private readonly BoundedMemory<TokenHash, bool> active = new(capacity);
    private readonly ConcurrentDictionary<TokenHash, Task<TokenVerdict>> flights = new();
    private int asking;
    private long failedAt = long.MinValue;
    private long limitedAt = long.MinValue;

    public string Prefix => settings.TokenPrefix;

    /// <summary>Whether a text could be a token at all (RFC 6750, 2.1).</summary>
    public static bool CouldBe(ReadOnlySpan<char> token)
    {
        ReadOnlySpan<char> letters = token.TrimEnd('=');
        foreach (char character in letters)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '.' or '_' or '~' or '+' or '/'))
                return false;
        }

        return letters.Length > 0;
    }

    public async ValueTask<TokenVerdict> VerifyAsync(string token, TokenHash hash)
    {
        if (refused.TryFind(hash, out DateTimeOffset until) && clock.GetUtcNow() < until)
            return ProblemTypes.TokenNotAcceptable;
        TaskCompletionSource<TokenVerdict> own = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<TokenVerdict> flight = flights.GetOrAdd(hash, own.Task);
        if (flight != own.Task)
            return await flight.ConfigureAwait(false);
        TokenVerdict verdict = ProblemTypes.IssuerUnavailable;
        try
        {
            // Who asked before may have got the answer between our look into the memory and now.
            if (cache.Find(hash) is { } known)
                return verdict = known;
            verdict = await AskAsync(token, active.TryFind(hash, out _)).ConfigureAwait(false);
            if (verdict.Identity is { } identity)
            {
                cache.Add(hash, identity, null, answerAge);
                active.Put(hash, true);
            }

            if (verdict.Refusal == ProblemTypes.TokenNotAcceptable)
                refused.Put(hash, clock.GetUtcNow() + RefusalAge);
            return verdict;
        }
        finally
        {
            flights.TryRemove(hash, out _);
            own.SetResult(verdict);
        }
    }

    private bool IsRecent(ref long at)
    {
        long then = Volatile.Read(ref at);
        return then != long.MinValue && clock.GetElapsedTime(then) < RetryAfterFailure;
    }

    /// <param name="known">The token was active before.</param>
    private async ValueTask<TokenVerdict> AskAsync(string token, bool known)
    {
        if (IsRecent(ref failedAt) || (!known && IsRecent(ref limitedAt)) || !IssuerHttp.MayGetSecrets(settings.Url) || secrets.Read(settings.Secret) is not { } secret)
            return ProblemTypes.IssuerUnavailable;
        try
        {
            if (Interlocked.Increment(ref asking) > (known ? MaxAtOnce : MaxAtOnce - KeptForKnown))
                return ProblemTypes.IssuerUnavailable;
            using HttpRequestMessage request = new(HttpMethod.Post, settings.Url)
            {
                Content = new FormUrlEncodedContent([new("token", token), new("token_type_hint", "access_token")]),
            };
            request.Headers.Authorization = BasicCredentials(settings.ClientId, secret);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            // Not the caller's token: others may wait for this answer.
            using HttpResponseMessage answer = await http.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
            byte[] body = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None).ConfigureAwait(false);
            if (answer.StatusCode == HttpStatusCode.OK && TokenClaims.ParseBytes(body) is { } claims)
            {
                using (claims)
                    return Judge(claims.RootElement);
            }

            switch ((int)answer.StatusCode)
            {
                // Too long, or not what the issuer takes for a token: said of this one.
                case 400 or 413 or 414 or 422 or 431:
                    return ProblemTypes.TokenNotAcceptable;
                // Who asks too much are those whose tokens nobody knows.
                case 429:
                    Volatile.Write(ref limitedAt, clock.GetTimestamp());
                    return ProblemTypes.IssuerUnavailable;
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
        }
        finally
        {
            Interlocked.Decrement(ref asking);
        }

        Volatile.Write(ref failedAt, clock.GetTimestamp());
        return ProblemTypes.IssuerUnavailable;
    }

    /// <summary>RFC 6749, 2.3.1: both are encoded before they are put together.</summary>
    public static AuthenticationHeaderValue BasicCredentials(string clientId, string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{WebUtility.UrlEncode(clientId)}:{WebUtility.UrlEncode(secret)}")));

    private TokenVerdict Judge(JsonElement claims)
    {
        if (!claims.TryGetProperty("active", out JsonElement active) || active.ValueKind != JsonValueKind.True)
            return ProblemTypes.TokenNotAcceptable;
        TimeSpan skew = TimeSpan.FromSeconds(issuer.ClockSkewSeconds);
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset? expires = TokenClaims.Date(claims, "exp");
        // What an answer leaves out the issuer vouches for: it was asked about its own token by a client of its own.
        if ((claims.TryGetProperty("exp", out _) && expires is null)
            || (Has(claims, "aud") ? !TokenClaims.Audiences(claims).Any(issuer.Audiences.Contains) : settings.RequireAudience)
            || !IsAccessToken(claims)
            || (claims.TryGetProperty("iss", out _) && TokenClaims.Text(claims, "iss") != issuer.Issuer)
            || (TokenClaims.Date(claims, "nbf") is { } notBefore && notBefore > now + skew)
            || identities.Read(claims, expires ?? now + answerAge) is not { } identity)
            return ProblemTypes.TokenNotAcceptable;
        return expires is { } end && end <= now - skew ? ProblemTypes.TokenExpired : identity;
    }

    /// <summary>Refresh tokens and ID tokens are active, too.</summary>
    private static bool IsAccessToken(JsonElement claims) =>
        (!Has(claims, "token_use") || (TokenClaims.Text(claims, "token_use") is { } use && AccessTokenUses.Contains(use)))
        && (!Has(claims, "token_type") || (TokenClaims.Text(claims, "token_type") is { } type && AccessTokenTypes.Contains(type)))
        && (TokenClaims.Text(claims, "typ") is not { } kind || !IssuerVerifier.OtherTokens.Contains(kind));

    private static bool Has(JsonElement claims, string name) => claims.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;
}
