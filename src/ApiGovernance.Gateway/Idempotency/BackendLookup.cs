using ApiGovernance.Gateway.Authentication.Onward;
using ApiGovernance.Gateway.Resilience;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace ApiGovernance.Gateway.Idempotency;

internal enum LookupFinding
{
    /// <summary>What the call was to make is there.</summary>
    Found,

    /// <summary>It is not.</summary>
    Absent,

    /// <summary>The back end did not say.</summary>
    Undecided,
}

/// <summary>Asks a back end by natural key whether a call had its effect.</summary>
internal sealed partial class BackendLookup : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = Patience,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        MaxResponseHeadersLength = 64,
    });

    private readonly ResilienceMetrics metrics;
    private readonly TimeProvider clock;
    private readonly ILogger<BackendLookup> logger;

    public BackendLookup(ResilienceMetrics metrics, TimeProvider clock, ILogger<BackendLookup> logger) =>
        (this.metrics, this.clock, this.logger) = (metrics, clock, logger);

    /// <returns>With the answer where it was found: what is there now, as the back end shows it.</returns>
    public async Task<(LookupFinding Finding, StoredResponse? Answer)> AskAsync(Exchange exchange, IdempotencyRule rule, string key)
    {
        // No order is called that, and a URL with it leads elsewhere.
        if (key is "." or "..")
            return (LookupFinding.Undecided, null);
        string path = rule.Lookup!.Before + Uri.EscapeDataString(key) + rule.Lookup.After;
        using BackendVisit? visit = await BackendVisit.BeginAsync(exchange, metrics, exchange.Context.RequestAborted).ConfigureAwait(false);
        if (visit is null)
        {
            Undecided(exchange.CorrelationId, rule.Lookup.Operation, "the back end is not to be called now");
            return (LookupFinding.Undecided, null);
        }

        using HttpRequestMessage request = new(HttpMethod.Get, visit.UpstreamPrefix + path);
        request.Headers.TryAddWithoutValidation(HeaderNames.Accept, "application/json, */*;q=0.1");
        request.Headers.TryAddWithoutValidation("X-Correlation-Id", exchange.CorrelationId);
        if (exchange.OnwardAuthorization is { } authorization)
            request.Headers.TryAddWithoutValidation(HeaderNames.Authorization, authorization);
        if (exchange.Consumer is { } consumer && exchange.Version!.Backend.Entry.Identity == BackendIdentity.Headers)
            request.Headers.TryAddWithoutValidation(OnwardIdentity.ConsumerField, consumer.Name);
        using CancellationTokenSource bound = new(Patience, clock);
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, bound.Token).ConfigureAwait(false);
            visit.Answered(response);
            int status = (int)response.StatusCode;
            if (status is 404 or 410)
                return (LookupFinding.Absent, null);
            if (status is < 200 or > 299)
            {
                Undecided(exchange.CorrelationId, rule.Lookup.Operation, status.ToString(System.Globalization.CultureInfo.InvariantCulture));
                return (LookupFinding.Undecided, null);
            }

            return (LookupFinding.Found, await AnswerAsync(response, rule, path, bound.Token).ConfigureAwait(false));
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            Undecided(exchange.CorrelationId, rule.Lookup.Operation, error.Message);
            return (LookupFinding.Undecided, null);
        }
    }

    public void Dispose() => client.Dispose();

    private static async Task<StoredResponse> AnswerAsync(HttpResponseMessage response, IdempotencyRule rule, string path, CancellationToken cancellationToken)
    {
        HeaderDictionary headers = [];
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
            headers[name] = values.ToArray();
        // It is the thing as it is now, and not what the call was answered with.
        headers["Content-Location"] = path;
        byte[]? body = await ReadAsync(response.Content, rule.MaxResponseBytes, cancellationToken).ConfigureAwait(false);
        return new StoredResponse((int)response.StatusCode, ReplayedHeaders.Write(rule.Headers, headers), body);
    }

    private static async Task<byte[]?> ReadAsync(HttpContent content, int most, CancellationToken cancellationToken)
    {
        using Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        MemoryStream kept = new();
        byte[] buffer = new byte[8192];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            if (kept.Length + read > most)
                return null;
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }

    [LoggerMessage(1, LogLevel.Warning, "Whether an earlier call had its effect could not be looked up with {Operation} ({Reason}; correlation {CorrelationId})")]
    private partial void Undecided(string correlationId, string operation, string reason);
}
