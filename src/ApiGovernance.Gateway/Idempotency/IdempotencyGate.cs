using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Snapshots;
using ApiGovernance.Gateway.Validation;
using ApiGovernance.Protocol.Descriptors.Policies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>
/// Lets each call through once. Comes after authorization and validation, so that a replay is for those only who might call, and
/// what is refused leaves no trace; and before the back end's budget, which a replay does not need.
/// </summary>
internal sealed class IdempotencyGate(
    IdempotencyLedger ledger, IdempotencyReconciler reconciler, CallRecorder recorder, IdempotencyMetrics metrics, TimeProvider clock)
{
    /// <summary>A call that takes longer than its back end may is lost; this much longer the gateway may take around it.</summary>
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(30);

    private readonly CallsUnderWay underWay = new();

    public ValueTask<Problem?> GuardAsync(Exchange exchange)
    {
        if (exchange.Settings!.Idempotency is not { } rule || IsSafe(exchange.Operation!.Method))
            return ValueTask.FromResult<Problem?>(null);
        return rule.Mode == IdempotencyMode.Optional && !exchange.Context.Request.Headers.ContainsKey(KeyField.Name)
            ? ValueTask.FromResult<Problem?>(null)
            : GuardAsync(exchange, rule);
    }

    private async ValueTask<Problem?> GuardAsync(Exchange exchange, IdempotencyRule rule)
    {
        if (exchange.Consumer is null)
            return IdempotencyProblems.Anonymous();
        if (await BufferAsync(exchange).ConfigureAwait(false) is { } unreadable)
            return unreadable;
        if (KeyOf(exchange, rule, out string text) is { } refused)
        {
            metrics.Call(exchange, IdempotencyMetrics.KeyRefused);
            return refused;
        }

        IdempotencyKey key = new(exchange.Consumer.Name, exchange.Version!.Part.Api, exchange.Version.Part.Version, exchange.Operation!.Name, text);
        TimeSpan lease = LongestCall(exchange) + LeaseMargin;
        ClaimRequest claim = new(key, key.Id(), Fingerprint.Of(exchange), Fence.New(exchange.Version.Backend.Name), ledger.Run, lease, rule.KeepUnknown);
        try
        {
            ClaimResult result = underWay.Correct(await ledger.ClaimAsync(claim).ConfigureAwait(false));
            if (result.Outcome == ClaimOutcome.Unknown)
                (claim, result) = await reconciler.TryAsync(exchange, rule, claim, result).ConfigureAwait(false);
            return await AnswerAsync(exchange, rule, claim, result).ConfigureAwait(false);
        }
        catch (IdempotencyStoreException)
        {
            metrics.Call(exchange, IdempotencyMetrics.StoreUnavailable);
            return IdempotencyProblems.StoreUnavailable();
        }
    }

    /// <summary>The wait for a place at the back end, and then what its silence or the operation's total allows.</summary>
    private static TimeSpan LongestCall(Exchange exchange)
    {
        BackendModel backend = exchange.Version!.Backend;
        TimeSpan call = TimeSpan.FromSeconds(backend.TimeoutSeconds);
        if (exchange.Settings!.Call?.Total is { } total && total > call)
            call = total;
        return backend.Rules.Queue is { } queue ? call + TimeSpan.FromMilliseconds(queue.MaxWaitMilliseconds) : call;
    }

    private async ValueTask<Problem?> AnswerAsync(Exchange exchange, IdempotencyRule rule, ClaimRequest claim, ClaimResult result)
    {
        IdempotencyRecord? record = result.Record;
        switch (result.Outcome)
        {
            case ClaimOutcome.Claimed:
                metrics.Call(exchange, IdempotencyMetrics.Executed);
                // A back end that honours keys is given one of ours where the client has sent none.
                if (rule.Mode == IdempotencyMode.Natural && exchange.Version!.Backend.HonoursIdempotencyKey)
                    exchange.Context.Request.Headers[KeyField.Name] = $"\"{claim.Id}\"";
                exchange.Idempotent = IdempotentCall.Begin(exchange, rule, claim, recorder, underWay, clock);
                return null;
            case ClaimOutcome.Known when record is { State: IdempotencyState.Completed, Response: { Body: not null } response }:
                metrics.Call(exchange, IdempotencyMetrics.Replayed);
                exchange.Note(
                    GatewayPipeline.Idempotency, $"apis/{claim.Key.Api}", "policy.idempotency", $"The answer to the first call with this key was given again; that call came at {record.ClaimedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z.");
                await IdempotencyReplay.WriteAsync(exchange, response).ConfigureAwait(false);
                return null;
            case ClaimOutcome.Known:
                metrics.Call(exchange, IdempotencyMetrics.NotKept);
                return IdempotencyProblems.NotKept(record!);
            case ClaimOutcome.InFlight:
                metrics.Call(exchange, IdempotencyMetrics.InFlight);
                return IdempotencyProblems.InFlight(record!, result.Now);
            case ClaimOutcome.Reused:
                metrics.Call(exchange, IdempotencyMetrics.Reused);
                return IdempotencyProblems.Reused(rule.KeyPlace);
            default:
                metrics.Call(exchange, IdempotencyMetrics.Unknown);
                return IdempotencyProblems.Unknown(record!, ServedOwner.Of(exchange));
        }
    }

    private static Problem? KeyOf(Exchange exchange, IdempotencyRule rule, out string key)
    {
        IHeaderDictionary headers = exchange.Context.Request.Headers;
        if (rule.Mode == IdempotencyMode.Natural)
        {
            string? natural = rule.KeyHeader is { } name ? NaturalKey.InHeader(headers[name])
                : exchange.Body is { } body ? NaturalKey.InBody(body.Span, rule.KeyPointer)
                : null;
            key = natural ?? "";
            return natural is null ? IdempotencyProblems.KeyMissing(rule.KeyPlace) : null;
        }

        key = "";
        if (!headers.TryGetValue(KeyField.Name, out var field))
            return IdempotencyProblems.KeyMissing(rule.KeyPlace);
        return KeyField.Parse(field, out key) is { } reason ? IdempotencyProblems.KeyMalformed(reason) : null;
    }

    /// <summary>The fingerprint needs all of the body, which nobody has read where it was not validated.</summary>
    private static async ValueTask<Problem?> BufferAsync(Exchange exchange)
    {
        HttpRequest request = exchange.Context.Request;
        if (exchange.Body is not null || request.ContentLength == 0 || exchange.Context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true })
            return null;
        (exchange.Body, Problem? unreadable) = await RequestBody.ReadAsync(exchange, exchange.Version!.Part.MaxBodyBytes).ConfigureAwait(false);
        return unreadable;
    }

    private static bool IsSafe(string method) => method is "GET" or "HEAD" or "OPTIONS" or "TRACE";
}
