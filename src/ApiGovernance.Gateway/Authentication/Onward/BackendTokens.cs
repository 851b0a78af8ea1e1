using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Authentication.Onward;

/// <summary>
/// The tokens with which the gateway is let in at a back end: asked for once for all calls that wait, kept until they end, and renewed before
/// that without anybody waiting.
/// </summary>
internal sealed class BackendTokens(BackendCredentials settings, AuthenticationTools tools)
{
    private const string ExchangeGrant = "urn:ietf:params:oauth:grant-type:token-exchange";
    private const string AccessTokenType = "urn:ietf:params:oauth:token-type:access_token";

    private static readonly TimeSpan RetryAfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>For a token whose end is not told.</summary>
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromSeconds(60);

    /// <summary>A token that ends on its way is of no use.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(10);

    private readonly BackendTokenGrant grant = settings.TokenExchange ?? settings.ClientCredentials!;
    private readonly TimeProvider clock = tools.Clock;
    private readonly IssuerOutage outage =
        new("a token towards a back end", (settings.TokenExchange ?? settings.ClientCredentials!).TokenUrl, tools.Logger);
    private readonly BoundedMemory<TokenHash, Held> held = new(tools.Options.MaxTokenCacheEntries);
    private readonly ConcurrentDictionary<TokenHash, Task<Held?>> flights = new();
    private readonly BoundedMemory<TokenHash, long> refused = new(tools.Options.MaxTokenCacheEntries);
    private long failedAt = long.MinValue;

    public BackendCredentials Settings => settings;

    /// <summary>Whether the caller's own token is needed.</summary>
    public bool Exchanges => settings.TokenExchange is not null;

    /// <param name="subject">The caller's token where tokens are exchanged, else null.</param>
    /// <param name="end">When the caller's token ends; what is got for it is not used for longer.</param>
    /// <returns>The value of <c>Authorization</c>; null when there is no token to be had.</returns>
    public ValueTask<string?> GetAsync(string? subject, DateTimeOffset end)
    {
        TokenHash key = subject is null ? default : TokenHash.Of(subject);
        DateTimeOffset now = clock.GetUtcNow();
        if (!held.TryFind(key, out Held known) || now >= known.Until)
            return WaitAsync(key, subject, end);
        if (now >= known.RenewAt)
            _ = AskOnceAsync(key, subject, end);
        return ValueTask.FromResult<string?>(known.Value);
    }

    private async ValueTask<string?> WaitAsync(TokenHash key, string? subject, DateTimeOffset end) => (await AskOnceAsync(key, subject, end).ConfigureAwait(false))?.Value;

    private async Task<Held?> AskOnceAsync(TokenHash key, string? subject, DateTimeOffset end)
    {
        TaskCompletionSource<Held?> own = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<Held?> flight = flights.GetOrAdd(key, own.Task);
        if (flight != own.Task)
            return await flight.ConfigureAwait(false);
        Held? got = null;
        try
        {
            // Who asked before may have got it between our look into the memory and now.
            if (held.TryFind(key, out Held known) && clock.GetUtcNow() < known.RenewAt)
                return got = known;
            got = await AskAsync(key, subject, end).ConfigureAwait(false);
            if (got is { } token)
                held.Put(key, token);
            return got;
        }
        finally
        {
            flights.TryRemove(key, out _);
            own.SetResult(got);
        }
    }

    private async ValueTask<Held?> AskAsync(TokenHash key, string? subject, DateTimeOffset end)
    {
        long failed = Volatile.Read(ref failedAt);
        if (refused.TryFind(key, out long at) && clock.GetElapsedTime(at) < RetryAfterFailure)
            return null;
        if ((failed != long.MinValue && clock.GetElapsedTime(failed) < RetryAfterFailure) || !IssuerHttp.MayGetSecrets(grant.TokenUrl))
            return null;
        if (tools.Secrets.Read(grant.Secret) is not { } secret)
        {
            outage.Failed($"this gateway does not have the secret '{grant.Secret}'");
            return null;
        }

        string reason;
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Post, grant.TokenUrl) { Content = new FormUrlEncodedContent(Form(subject)) };
            request.Headers.Authorization = Introspection.BasicCredentials(grant.ClientId, secret);
            using HttpResponseMessage answer = await tools.Http.Client.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
            byte[] body = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None).ConfigureAwait(false);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                if (Read(body, end) is { } got)
                {
                    outage.Worked();
                    return got;
                }

                reason = "its answer has no access token of the type Bearer";
            }
            else
            {
                reason = ReasonOf(answer.StatusCode, body);
            }

            // What it says about one caller's token is no failure of the issuer: else that caller could shut out all others.
            if (subject is not null && (int)answer.StatusCode is 200 or (>= 400 and < 500) && !IsAboutUs(answer.StatusCode, body))
            {
                refused.Put(key, clock.GetTimestamp());
                outage.Failed(reason);
                return null;
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            reason = IssuerOutage.ReasonOf(error);
        }

        Volatile.Write(ref failedAt, clock.GetTimestamp());
        outage.Failed(reason);
        return null;
    }

    /// <summary>RFC 6749, 5.2: it does not know the gateway, or not by this secret.</summary>
    private static bool IsAboutUs(HttpStatusCode status, byte[] body)
    {
        if (status != HttpStatusCode.Unauthorized)
            return false;
        using JsonDocument? json = TokenClaims.ParseBytes(body);
        return json is not null && TokenClaims.Text(json.RootElement, "error") == "invalid_client";
    }

    /// <summary>With the error code of RFC 6749, 5.2 where there is one that says something.</summary>
    private static string ReasonOf(HttpStatusCode status, byte[] body)
    {
        using JsonDocument? json = TokenClaims.ParseBytes(body);
        string? code = json is null ? null : TokenClaims.Text(json.RootElement, "error");
        bool isCode = code is { Length: > 0 and <= 40 } && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');
        return isCode ? $"it answered {(int)status} {code}" : $"it answered {(int)status}";
    }

    private List<KeyValuePair<string, string>> Form(string? subject)
    {
        List<KeyValuePair<string, string>> form = [];
        if (subject is null)
        {
            form.Add(new("grant_type", "client_credentials"));
        }
        else
        {
            form.Add(new("grant_type", ExchangeGrant));
            form.Add(new("subject_token", subject));
            form.Add(new("subject_token_type", AccessTokenType));
            form.Add(new("requested_token_type", AccessTokenType));
        }

        if (grant.Scope is { } scope)
            form.Add(new("scope", scope));
        if (grant.Audience is { } audience)
            form.Add(new("audience", audience));
        return form;
    }

    private Held? Read(byte[] body, DateTimeOffset end)
    {
        using JsonDocument? json = TokenClaims.ParseBytes(body);
        if (json is null || TokenClaims.Text(json.RootElement, "access_token") is not { } token || !Introspection.CouldBe(token)
            || !string.Equals(TokenClaims.Text(json.RootElement, "token_type"), "Bearer", StringComparison.OrdinalIgnoreCase))
            return null;
        TimeSpan lifetime = json.RootElement.TryGetProperty("expires_in", out JsonElement seconds) && seconds.ValueKind == JsonValueKind.Number
            && seconds.TryGetDouble(out double told) && told is > 0 and < 1e9
            ? TimeSpan.FromSeconds(told)
            : DefaultLifetime;
        DateTimeOffset now = clock.GetUtcNow();
        // Of a very short life a reserve would leave nothing.
        DateTimeOffset until = now + (lifetime > 2 * Reserve ? lifetime - Reserve : lifetime / 2);
        until = until < end ? until : end;
        return new Held("Bearer " + token, now + ((until - now) * 0.8), until);
    }

    private readonly record struct Held(string Value, DateTimeOffset RenewAt, DateTimeOffset Until);
}
