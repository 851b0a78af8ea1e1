using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// Asks an issuer about its opaque tokens (RFC 7662): once for all calls that wait for the same token, for so many tokens at a time, and not
/// at all for a moment after it failed to answer. That a token is not active is remembered too, but not for long.
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

    private readonly TimeSpan answerAge = TimeSpan.FromSeconds(settings.CacheSeconds);
    private readonly IdentityReader identities = new(issuer, claimNames);
    private readonly BoundedMemory<TokenHash, DateTimeOffset> refused = new(capacity);
    private readonly ConcurrentDictionary<TokenHash, Task<TokenVerdict>> flights = new();
    private int asking;
    private long failedAt = long.MinValue;

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
            verdict = await AskAsync(token).ConfigureAwait(false);
            if (verdict.Identity is { } identity)
                cache.Add(hash, identity, null, answerAge);
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

    private async ValueTask<TokenVerdict> AskAsync(string token)
    {
        long failed = Volatile.Read(ref failedAt);
        if ((failed != long.MinValue && clock.GetElapsedTime(failed) < RetryAfterFailure) || !IssuerHttp.MayGetSecrets(settings.Url)
            || secrets.Read(settings.Secret) is not { } secret)
            return ProblemTypes.IssuerUnavailable;
        try
        {
            if (Interlocked.Increment(ref asking) > MaxAtOnce)
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
            || (claims.TryGetProperty("aud", out _) && !TokenClaims.Audiences(claims).Any(issuer.Audiences.Contains))
            || (claims.TryGetProperty("iss", out _) && TokenClaims.Text(claims, "iss") != issuer.Issuer)
            || (TokenClaims.Date(claims, "nbf") is { } notBefore && notBefore > now + skew)
            || identities.Read(claims, expires ?? now + answerAge) is not { } identity)
            return ProblemTypes.TokenNotAcceptable;
        return expires is { } end && end + skew <= now ? ProblemTypes.TokenExpired : identity;
    }
}
