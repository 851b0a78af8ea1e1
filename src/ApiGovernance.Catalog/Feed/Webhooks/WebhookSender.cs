using System.Globalization;
using System.Net.Http.Headers;

namespace ApiGovernance.Catalog.Feed.Webhooks;

/// <summary>How one attempt went.</summary>
/// <param name="Status">The receiver's answer; null when there was none.</param>
/// <param name="Error">What kept it from being taken; null when it was taken.</param>
internal sealed record WebhookAttempt(int? Status, string? Error)
{
    public TimeSpan? RetryAfter { get; init; }

    public bool IsTaken => Error is null;

    /// <summary>The receiver wants nothing any more.</summary>
    public bool IsGone => Status == 410;
}

/// <summary>Posts one event. Of the answer only the status counts: the body is not read, redirects are not followed.</summary>
internal sealed class WebhookSender(WebhookKey key, WebhookAddresses addresses, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = addresses.ConnectAsync,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        MaxResponseHeadersLength = 16,
    })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    public async Task<WebhookAttempt> SendAsync(WebhookDescriptor webhook, GovernanceEvent happened, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        List<byte[]> secrets = [];
        foreach (SealedSecret secret in webhook.Spec.Secrets.Where(secret => secret.Signs(now)))
        {
            if (key.Open(secret.Sealed, WebhookService.PurposeOf(webhook.Name, secret.Id)) is not { } opened)
                return new WebhookAttempt(null, "Its secret was sealed with another key. Restore the key, or rotate the secret.");
            secrets.Add(opened);
        }

        // A registered address may have become one that is not allowed since.
        if (addresses.Objection(webhook.Spec.Url) is { } objection)
            return new WebhookAttempt(null, objection);
        using HttpRequestMessage request = Request(webhook.Spec.Url, happened, secrets, now.ToUnixTimeSeconds());
        using CancellationTokenSource late = new(Timeout, clock);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ended.Token);
            int status = (int)response.StatusCode;
            return response.IsSuccessStatusCode
                ? new WebhookAttempt(status, null)
                : new WebhookAttempt(status, $"The receiver answered {status}.") { RetryAfter = Wait(response.Headers.RetryAfter, now) };
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new WebhookAttempt(null, $"The receiver did not answer within {Timeout.TotalSeconds} seconds.");
        }
        catch (HttpRequestException error)
        {
            return new WebhookAttempt(null, error.Message);
        }
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(string url, GovernanceEvent happened, IReadOnlyList<byte[]> secrets, long timestamp)
    {
        // The same for every attempt: the receiver knows by it what it has already.
        string id = $"evt_{happened.Id}";
        ReadOnlyMemoryContent content = new(happened.Json);
        content.Headers.ContentType = new MediaTypeHeaderValue(GovernanceEvent.MediaType, "utf-8");
        HttpRequestMessage request = new(HttpMethod.Post, url) { Content = content };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(secrets, id, timestamp, happened.Json.Span));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("ApiGovernance", "1"));
        return request;
    }

    private static TimeSpan? Wait(RetryConditionHeaderValue? asked, DateTimeOffset now) => asked?.Delta ?? (asked?.Date - now);
}
