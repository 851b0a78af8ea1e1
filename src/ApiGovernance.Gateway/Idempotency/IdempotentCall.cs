using ApiGovernance.Gateway.Problems;
using ApiGovernance.Protocol.Descriptors.Policies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>
/// A call that this gateway carries out under a key, from the claim to the record of how it ended. It goes on without its client:
/// one that has gone away will come again and ask.
/// </summary>
internal sealed class IdempotentCall : IDisposable
{
    private readonly Exchange exchange;
    private readonly IdempotencyRule rule;
    private readonly ClaimRequest claim;
    private readonly CallRecorder recorder;
    private readonly CallsUnderWay underWay;
    private readonly IHttpResponseBodyFeature responseBody;
    private readonly ResponseCapture capture;
    private readonly CancellationToken clientGone;
    private readonly CancellationTokenSource leaseOver;
    private int attempts;

    private IdempotentCall(Exchange exchange, IdempotencyRule rule, ClaimRequest claim, CallRecorder recorder, CallsUnderWay underWay, TimeProvider clock)
    {
        (this.exchange, this.rule, this.claim, this.recorder, this.underWay) = (exchange, rule, claim, recorder, underWay);
        underWay.Begin(claim.Fence);
        HttpContext context = exchange.Context;
        clientGone = context.RequestAborted;
        leaseOver = new CancellationTokenSource(claim.Lease, clock);
        responseBody = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        capture = new ResponseCapture(responseBody, rule.MaxResponseBytes, () => RecordAnswerAsync(body: null));
        context.RequestAborted = leaseOver.Token;
        context.Features.Set<IHttpResponseBodyFeature>(capture);
    }

    public static IdempotentCall Begin(
        Exchange exchange, IdempotencyRule rule, ClaimRequest claim, CallRecorder recorder, CallsUnderWay underWay, TimeProvider clock) =>
        new(exchange, rule, claim, recorder, underWay, clock);

    /// <summary>The request is about to be handed to a connection.</summary>
    public void Sending() => attempts++;

    /// <summary>Writes down how the call ended, then lets its client know.</summary>
    /// <returns>What the client is told instead of the back end's answer; null when that was given.</returns>
    public async ValueTask<Problem?> EndAsync()
    {
        HttpContext context = exchange.Context;
        context.Features.Set(responseBody);
        context.RequestAborted = clientGone;
        if (capture.HasOverflowed)
            return exchange.Problem;

        bool hasFailed = context.Features.Get<IForwarderErrorFeature>() is not null;
        // Without an attempt there is no answer, whatever the response holds: the call was given up while it waited for its turn.
        if (exchange.Problem is null && !hasFailed && attempts > 0)
        {
            await RecordAnswerAsync(capture.Kept.ToArray()).ConfigureAwait(false);
            await GiveAnswerAsync(context).ConfigureAwait(false);
            return null;
        }

        if (attempts == 0 || (attempts == 1 && SendFailure.NeverReached(exchange)) || WasTurnedAway(context))
        {
            await recorder.ReleaseAsync(exchange, claim).ConfigureAwait(false);
            return exchange.Problem ?? new Problem(
                ProblemTypes.TemporaryReducedCapacity, $"The call got no place at '{exchange.Version!.Backend.Name}' in time, and nothing was sent. Try again.")
            {
                Headers = [Problem.Header("Retry-After", "1")],
            };
        }

        Problem problem = exchange.Problem
            ?? new Problem(ProblemTypes.BackendTimeout, $"'{exchange.Version!.Backend.Name}' did not answer within {claim.Lease.TotalSeconds} s.");
        await recorder.LoseAsync(exchange, claim, problem.Type.Id).ConfigureAwait(false);
        return IdempotencyProblems.WithKeyHeld(problem);
    }

    /// <summary>An answer that breaks the contract is not given on, and may still say that nothing was done.</summary>
    private bool WasTurnedAway(HttpContext context) => exchange.ResponseProblem is not null && Meaning(context.Response.StatusCode) == AnswerMeaning.NotDone;

    public void Dispose()
    {
        underWay.End(claim.Fence);
        leaseOver.Dispose();
        capture.Dispose();
    }

    /// <param name="body">Null when it is too large to be kept.</param>
    private Task RecordAnswerAsync(byte[]? body)
    {
        int status = exchange.Context.Response.StatusCode;
        return Meaning(status) switch
        {
            AnswerMeaning.Final => recorder.CompleteAsync(
                exchange, claim, new StoredResponse(status, ReplayedHeaders.Write(rule.Headers, exchange.Context.Response.Headers), body), rule.Retention),
            AnswerMeaning.NotDone => recorder.ReleaseAsync(exchange, claim),
            _ => recorder.LoseAsync(exchange, claim, $"the back end answered {status}"),
        };
    }

    private AnswerMeaning Meaning(int status) => status switch
    {
        // Turned away before anything was done: by credentials, by limits, or for the moment.
        401 or 403 or 407 or 408 or 421 or 425 or 429 or 503 => AnswerMeaning.NotDone,
        >= 500 => rule.ServerErrors switch
        {
            ServerErrorMeaning.Final => AnswerMeaning.Final,
            ServerErrorMeaning.Retry => AnswerMeaning.NotDone,
            _ => AnswerMeaning.Unknown,
        },
        _ => AnswerMeaning.Final,
    };

    private async Task GiveAnswerAsync(HttpContext context)
    {
        if (clientGone.IsCancellationRequested)
            return;
        ReadOnlyMemory<byte> body = capture.Kept;
        try
        {
            if (!body.IsEmpty)
            {
                context.Response.ContentLength = body.Length;
                await context.Response.Body.WriteAsync(body, clientGone).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException && clientGone.IsCancellationRequested)
        {
            // It is written down; the client comes again and is given it.
        }
    }

    private enum AnswerMeaning
    {
        Final,
        NotDone,
        Unknown,
    }
}
