using System.Net;
using ApiGovernance.Gateway.Authentication.Onward;
using ApiGovernance.Gateway.Snapshots;
using ApiGovernance.Protocol.Descriptors.Policies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Routing.Shadow;

/// <summary>
/// Copies calls to shadow back ends. The call itself never waits: a copy runs on its own, with its own connections and time limit, and where
/// too many are under way or too much memory is in use the next is left out.
/// </summary>
internal sealed partial class ShadowTraffic : IDisposable
{
    public const int MostCalls = 64;

    /// <summary>Of all copies together: request bodies and the answers that are compared.</summary>
    public const long MostBytes = 32 * 1024 * 1024;

    /// <summary>A longer answer is compared by its status only.</summary>
    public const int MostAnswerBytes = 256 * 1024;

    /// <summary>How long an answer of the shadow waits for the call's own end.</summary>
    private static readonly TimeSpan PrimaryWait = TimeSpan.FromMinutes(2);

    private readonly OnwardIdentity onward;
    private readonly ShadowMetrics metrics;
    private readonly TimeProvider clock;
    private readonly ILogger<ShadowTraffic> logger;
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        MaxResponseHeadersLength = 64,
        // The copy carries the trace of the call as it is.
        ActivityHeadersPropagator = null,
    });

    private int calls;
    private long bytes;

    public ShadowTraffic(OnwardIdentity onward, ShadowMetrics metrics, TimeProvider clock, ILogger<ShadowTraffic> logger) =>
        (this.onward, this.metrics, this.clock, this.logger) = (onward, metrics, clock, logger);

    /// <summary>Whether this call gets a copy.</summary>
    public ShadowCall? Choose(Exchange exchange, ShadowModel model)
    {
        HttpRequest request = exchange.Context.Request;
        bool isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        if ((!isSafe && !model.Rules.Unsafe) || (model.Rules.Sample < 1 && Random.Shared.NextDouble() >= model.Rules.Sample))
            return null;
        // HTTP/2 tells of a body by no field.
        if (exchange.Body is null && request.ContentLength != 0 && exchange.Context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
            return Skip(exchange, ShadowOutcome.Streamed);

        long reserved = (exchange.Body?.Span.Length ?? 0) + (model.Answers is null ? 0 : 2 * MostAnswerBytes);
        // Both, or the release below would give back what was never taken.
        bool isBusy = Interlocked.Increment(ref calls) > MostCalls;
        isBusy |= Interlocked.Add(ref bytes, reserved) > MostBytes;
        if (isBusy)
        {
            Release(reserved);
            return Skip(exchange, ShadowOutcome.Busy);
        }

        return new ShadowCall(exchange, model, MostAnswerBytes) { Reserved = reserved };
    }

    /// <summary>Sends the copy of a call that is about to be sent; returns at once.</summary>
    public void Send(ShadowCall call, HttpRequestMessage sent)
    {
        if (call.Copy(sent))
            _ = Task.Run(() => RunAsync(call));
    }

    /// <summary>The end of the call itself, however it ended.</summary>
    public void PrimaryEnded(Exchange exchange, ShadowCall call)
    {
        call.PrimaryEnded(exchange);
        if (call.Request is not null)
            return;
        call.Dispose();
        Release(call.Reserved);
    }

    public void Dispose() => http.Dispose();

    private ShadowCall? Skip(Exchange exchange, ShadowOutcome outcome)
    {
        metrics.Count(exchange.Version!, exchange.Operation!, outcome);
        return null;
    }

    private void Release(long reserved)
    {
        Interlocked.Decrement(ref calls);
        Interlocked.Add(ref bytes, -reserved);
    }

    private async Task RunAsync(ShadowCall call)
    {
        try
        {
            using CancellationTokenSource timeout = new(call.Model.Timeout, clock);
            if (await AdmittedAsync(call, timeout.Token).ConfigureAwait(false) is not { } answer)
            {
                metrics.Count(call.Version, call.Operation, ShadowOutcome.Busy);
                return;
            }

            PrimaryAnswer? primary = await call.Primary.WaitAsync(PrimaryWait, clock).ConfigureAwait(false);
            metrics.Count(call.Version, call.Operation, primary is { } own ? Compare(call, own, answer) : ShadowOutcome.NoAnswer);
        }
#pragma warning disable CA1031 // Whatever a shadow does, it is the shadow's.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Failed(error, call.Model.Backend.Name, call.Operation.Name, call.Version.Part.Api, call.Version.Part.Version, call.CorrelationId);
            metrics.Count(call.Version, call.Operation, ShadowOutcome.ShadowFailed);
        }
        finally
        {
            call.Dispose();
            Release(call.Reserved);
        }
    }

    /// <summary>Calls the shadow as its own record says: let in as any call, within its limits and windows, and after everything else that wants it.</summary>
    /// <returns>Null where it has no room.</returns>
    private async Task<ShadowAnswer?> AdmittedAsync(ShadowCall call, CancellationToken cancellationToken)
    {
        BackendModel backend = call.Model.Backend;
        OnwardFields fields = await onward.OfCopyAsync(backend, call.Caller).ConfigureAwait(false);
        if (!fields.IsLetIn)
            throw new HttpRequestException("The gateway has no token for it.");
        if (await backend.Gate.TryEnterAsync(backend.Rules, BusinessPriority.Report, !call.IsSafe, cancellationToken).ConfigureAwait(false) is not null)
            return null;
        try
        {
            call.Show(fields);
            return await AskAsync(call, call.Request!, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            backend.Gate.TimedOut();
            throw;
        }
        finally
        {
            backend.Gate.Leave();
        }
    }

    private async Task<ShadowAnswer> AskAsync(ShadowCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        long startedAt = call.Model.Backend.Gate.Timestamp;
        using HttpResponseMessage response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        call.Model.Backend.Gate.Answered(call.Operation, startedAt, response);
        int status = (int)response.StatusCode;
        if (call.Model.Answers is not { } schemas || response.Content.Headers.ContentEncoding.Count > 0)
            return new ShadowAnswer(status, null);
        using CapturedBody body = new(Stream.Null, MostAnswerBytes);
        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        byte[] buffer = new byte[16 * 1024];
        int read;
        while (!body.IsCut && (read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            body.Write(buffer.AsSpan(0, read));
        return new ShadowAnswer(status, body.IsCut ? null : schemas.IsValid(call.Operation, status, response.Content.Headers.ContentType?.ToString(), body.Bytes));
    }

    private ShadowOutcome Compare(ShadowCall call, PrimaryAnswer own, ShadowAnswer shadow)
    {
        bool? ownIsValid = shadow.IsValid is null ? null : call.IsValid(own);
        ShadowOutcome outcome = call.Model.ComparesStatus && own.Status != shadow.Status ? ShadowOutcome.Status
            : ownIsValid is not null && ownIsValid != shadow.IsValid ? ShadowOutcome.Schema
            : ShadowOutcome.Match;
        if (outcome != ShadowOutcome.Match)
        {
            Differs(
                call.Model.Backend.Name, call.Operation.Name, call.Version.Part.Api, call.Version.Part.Version, ShadowMetrics.Word(outcome),
                own.Status, shadow.Status, ownIsValid, shadow.IsValid, call.CorrelationId);
        }

        return outcome;
    }
}
