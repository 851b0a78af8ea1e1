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
    TokenIssuer issuer, TokenIntrospection settings, string[] claimNames, AuthenticationTools tools, int capacity)
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
    private readonly TimeProvider clock = tools.Clock;
    private readonly IssuerOutage outage = new("opaque tokens", settings.Url, tools.Logger);
    private readonly BoundedMemory<TokenHash, (TokenVerdict Verdict, DateTimeOffset Until)> refused = new(capacity);
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

    /// <param name="token">The token.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="cache">Where what the issuer says is remembered.</param>
    public async ValueTask<TokenVerdict> VerifyAsync(string token, TokenHash hash, TokenCache cache)
    {
        if (refused.TryFind(hash, out var before) && clock.GetUtcNow() < before.Until)
            return before.Verdict;
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

            if (verdict.Refusal is { } problem && problem != ProblemTypes.IssuerUnavailable)
                refused.Put(hash, (verdict, clock.GetUtcNow() + RefusalAge));
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
        if (IsRecent(ref failedAt) || (!known && IsRecent(ref limitedAt)) || !IssuerHttp.MayGetSecrets(settings.Url))
            return ProblemTypes.IssuerUnavailable;
        if (tools.Secrets.Read(settings.Secret) is not { } secret)
        {
            outage.Failed($"this gateway does not have the secret '{settings.Secret}'");
            return ProblemTypes.IssuerUnavailable;
        }

        string reason;
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
            using HttpResponseMessage answer = await tools.Http.Client.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
            byte[] body = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None).ConfigureAwait(false);
            if (answer.StatusCode == HttpStatusCode.OK && TokenClaims.ParseBytes(body) is { } claims)
            {
                outage.Worked();
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

            reason = answer.StatusCode == HttpStatusCode.OK ? "its answer is no JSON object" : $"it answered {(int)answer.StatusCode}";
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            reason = IssuerOutage.ReasonOf(error);
        }
        finally
        {
            Interlocked.Decrement(ref asking);
        }

        Volatile.Write(ref failedAt, clock.GetTimestamp());
        outage.Failed(reason);
        return ProblemTypes.IssuerUnavailable;
    }

    /// <summary>RFC 6749, 2.3.1: both are encoded before they are put together.</summary>
    public static AuthenticationHeaderValue BasicCredentials(string clientId, string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{WebUtility.UrlEncode(clientId)}:{WebUtility.UrlEncode(secret)}")));

    private TokenVerdict Judge(JsonElement claims)
    {
        if (!claims.TryGetProperty("active", out JsonElement active) || active.ValueKind != JsonValueKind.True)
            return Refuse(null, "The issuer says that the token is not active.");
        TimeSpan skew = TimeSpan.FromSeconds(issuer.ClockSkewSeconds);
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset? expires = TokenClaims.Date(claims, "exp");
        // What an answer leaves out the issuer vouches for: it was asked about its own token by a client of its own.
        if (claims.TryGetProperty("exp", out _) && expires is null)
            return Refuse(null, "The issuer's answer has an 'exp' that is no date.");
        if (Has(claims, "aud") ? !TokenClaims.Audiences(claims).Any(issuer.Audiences.Contains) : settings.RequireAudience)
            return Refuse("audiences", "None of the issuer's audiences is in the 'aud' of its answer.");
        if (!IsAccessToken(claims))
            return Refuse(null, "The issuer's answer says that it is no access token.");
        if (claims.TryGetProperty("iss", out _) && TokenClaims.Text(claims, "iss") != issuer.Issuer)
            return Refuse("issuer", "The issuer's answer has another 'iss'.");
        if (TokenClaims.Date(claims, "nbf") is { } notBefore && notBefore > now + skew)
            return Refuse("clockSkewSeconds", "The 'nbf' of the issuer's answer is still to come.");
        if (identities.Read(claims, expires ?? now + answerAge, out string? setting, out string why) is not { } identity)
            return Refuse(setting, why);
        return expires is { } end && end <= now - skew ? ProblemTypes.TokenExpired : identity;
    }

    private TokenVerdict Refuse(string? setting, string why) => new RefusalReason(why, issuer.Name, setting ?? "introspection").As(ProblemTypes.TokenNotAcceptable);

    /// <summary>Refresh tokens and ID tokens are active, too.</summary>
    private static bool IsAccessToken(JsonElement claims) =>
        (!Has(claims, "token_use") || (TokenClaims.Text(claims, "token_use") is { } use && AccessTokenUses.Contains(use)))
        && (!Has(claims, "token_type") || (TokenClaims.Text(claims, "token_type") is { } type && AccessTokenTypes.Contains(type)))
        && (TokenClaims.Text(claims, "typ") is not { } kind || !IssuerVerifier.OtherTokens.Contains(kind));

    private static bool Has(JsonElement claims, string name) => claims.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;
}
