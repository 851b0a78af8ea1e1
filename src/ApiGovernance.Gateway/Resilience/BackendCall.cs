using System.Net;
using ApiGovernance.Gateway.Snapshots;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>
/// One call to a back end, in as many tries as its policy allows. It ends when a try has a good answer, when another one would not be
/// safe, or when there is no time or budget for one; a read may then get what is kept for the case.
/// </summary>
internal sealed class BackendCall : IDisposable
{
    /// <summary>How long a back end may have a retry wait where the call itself has no bound.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly Exchange exchange;
    private readonly BackendCalls calls;
    private readonly AnswerInstead? instead;
    private CancellationTokenSource? total;
    private long startedAt;
    private CallTry? answered;

    public BackendCall(Exchange exchange, BackendModel backend, CallPolicy? policy, BackendCalls calls)
    {
        (this.exchange, Backend, Policy, this.calls) = (exchange, backend, policy, calls);
        string method = exchange.Context.Request.Method;
        Breaker = backend.Resilience.BreakerFor(method);
        ClientGone = exchange.Context.RequestAborted;
        Room = new CallRoom(exchange, backend);
        IsRepeatable = backend.Resilience.IsRepeatable(exchange.Context.Request);
        // A connection that is to be handed over has no answer that could be kept, given late or asked for twice.
        IsRead = BackendResilience.IsRead(method);
        IsPlainRead = IsRead && !exchange.Operation!.IsWebSocket;
        instead = IsPlainRead && policy is not null ? AnswerInstead.Of(exchange, policy, calls) : null;
        LookAgain();
    }

    public BackendModel Backend { get; }

    public CallPolicy? Policy { get; }

    public CircuitBreaker? Breaker { get; }

    public TimeProvider Clock => calls.Clock;

    public ResilienceMetrics Metrics => calls.Metrics;

    public CancellationToken ClientGone { get; }

    /// <summary>Where it goes at the back end's first address.</summary>
    public Uri Target { get; private set; } = null!;

    /// <summary>The call's bound over all tries and the whole answer.</summary>
    public CancellationToken TimeIsUp { get; private set; }

    public CallRoom Room { get; }

    public bool IsRead { get; }

    /// <summary>A read whose answer is a message, and not a connection.</summary>
    public bool IsPlainRead { get; }

    /// <summary>Coming twice, the call does no more than once.</summary>
    public bool IsRepeatable { get; }

    /// <summary>Why there is no answer that can be passed on; null while there may be one.</summary>
    public CallFailure? Failure { get; private set; }

    /// <summary>The back end may have seen the request in one try or another.</summary>
    public bool Reached { get; private set; }

    /// <summary>The answer is no answer of the back end to this call.</summary>
    public bool IsDegraded { get; private set; }

    /// <summary>When a call that was refused may come again; zero where nobody knows.</summary>
    public TimeSpan RetryAfter { get; private set; }

    /// <summary>At least one try was made; each says so as it goes out.</summary>
    public bool IsSent { get; set; }

    /// <summary>The head of an answer came that is passed on.</summary>
    public bool IsAnswered => answered is not null;

    /// <summary>Whether the back end may be called now.</summary>
    /// <returns>Why not; null when it may.</returns>
    public CallFailure? LookAgain()
    {
        if (Breaker is not null && Breaker.IsOpen(out TimeSpan wait))
            (Failure, RetryAfter) = (CallFailure.CircuitOpen, wait);
        else if (Backend.Resilience.Destinations.IsDown)
            Failure = CallFailure.Unhealthy;
        return Failure;
    }

    /// <summary>Instead of sending anything, gives what is kept for the case.</summary>
    /// <returns>False when nothing is.</returns>
    public bool TryGiveInstead(CallFailure reason)
    {
        if (instead?.TryFind() != true)
            return false;
        Failure = reason;
        return true;
    }

    /// <summary>It is the call's turn; its time begins.</summary>
    public void Start()
    {
        startedAt = Clock.GetTimestamp();
        if (Policy?.Total is not { } time)
            return;
        total = new CancellationTokenSource(time, Clock);
        TimeIsUp = total.Token;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, BackendSend send, CancellationToken cancellationToken)
    {
        Target = request.RequestUri!;
        CallTry? last = Failure is null ? await TryAsync(request, send, cancellationToken).ConfigureAwait(false) : null;
        if (Failure is { IsFault: true } failure && instead?.Give(failure, IsSent) is { } given)
        {
            IsDegraded = true;
            last?.Discard();
            given.Version = request.Version;
            return given;
        }

        // What the last try says does not hold for the whole call where an earlier one got through.
        if (last is null || (Reached && last.Failure is { Reached: false }))
            throw new HttpRequestException("The call ended without an answer.");
        last.Error?.Throw();
        if (last.Response is not { } answer)
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The gateway did not call the back end.");
        (Failure, answered) = (null, last);
        // What was handed over lasts as long as both sides want.
        if (total is not null && answer.StatusCode != HttpStatusCode.SwitchingProtocols)
            await BoundedStream.PutAsync(answer, this, cancellationToken).ConfigureAwait(false);
        return answer;
    }

    /// <summary>The call was not answered in time although an answer had begun.</summary>
    public void RunOut() => Failure = CallFailure.TotalTimeout;

    /// <summary>The last word: the answer has been passed on, or is not going to be.</summary>
    /// <param name="broken">The answer broke off at the back end.</param>
    public void End(bool broken)
    {
        answered?.Leave(broken ? CallOutcome.Failed : CallOutcome.Good);
        if (!IsSent && exchange.Slot is not null)
            Room.GiveBack();
    }

    public void Dispose() => total?.Dispose();

    public void Tell(CircuitState? changed)
    {
        if (changed is { } state)
            Metrics.CircuitChanged(Backend.Name, IsRead, state);
    }

    /// <summary>Reads a good answer whole where it may be kept.</summary>
    /// <returns>What is to be kept once it is found to be in order; null for nothing.</returns>
    public ValueTask<StaleAnswer?> HoldAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        instead is null ? default : instead.HoldAsync(answer, cancellationToken);

    /// <summary>Keeps the answer for the case that there is none: it is what the contract says, or nobody looks.</summary>
    public void Keep()
    {
        if (answered?.Held is { } held)
            instead!.Put(held);
    }

    private async Task<CallTry> TryAsync(HttpRequestMessage request, BackendSend send, CancellationToken cancellationToken)
    {
        TryRequests requests = new(request, IsRepeatable && Policy?.Retry is not null ? exchange.Body : null, exchange.Context.Request.Body);
        if (Policy?.Retry is { } rule)
            Backend.Resilience.Retries.Earn(rule.BudgetPercent);
        Destination? before = null;
        for (int number = 1; ; number++)
        {
            CallTry one = await HedgedTry.RunAsync(this, requests, before, send, cancellationToken).ConfigureAwait(false);
            Failure = one.Failure;
            if (number > 1 && !one.IsSent)
                Room.GiveBack();
            Reached |= one.Failure is { Reached: true };
            if (Failure == CallFailure.CircuitOpen && Breaker!.IsOpen(out TimeSpan wait))
                RetryAfter = wait;
            // A client of HTTP/2 may go on sending after the answer's head.
            if (one.Error is not null || one.Response is { Version.Major: > 1 })
            {
                exchange.Body?.LeaveToCollector();
                exchange.SignedBody?.LeaveToCollector();
            }

            if (one.Failure is null || !MayRetry(one, number, requests, out TimeSpan pause) || cancellationToken.IsCancellationRequested)
                return one;
            if (!await PauseAsync(one, pause, cancellationToken).ConfigureAwait(false))
                return one;
            before = one.Destination;
            one.Discard();
            Metrics.Retried(Backend.Name, one.Failure.Cause, "made");
            exchange.Note(GatewayPipeline.Forward, $"backends/{Backend.Name}", "policy.retry", $"Try {number} failed ({one.Failure.Cause}) and another one was made.");
        }
    }

    /// <summary>Waits for the next try, without the call's place: ten that wait must not keep out an eleventh that could go.</summary>
    /// <returns>False when there is no room for it then; the last try stands.</returns>
    private async ValueTask<bool> PauseAsync(CallTry one, TimeSpan pause, CancellationToken cancellationToken)
    {
        // Nothing comes of it when somebody stops waiting: silence is silence, also here.
        Failure = CallFailure.Idle;
        Room.Vacate();
        try
        {
            await Task.Delay(pause, Clock, cancellationToken).ConfigureAwait(false);
            if (await Room.TryReturnAsync(cancellationToken).ConfigureAwait(false))
                return true;
        }
        catch
        {
            one.Discard();
            throw;
        }

        Failure = one.Failure;
        Metrics.Retried(Backend.Name, one.Failure!.Cause, "no-room");
        return false;
    }

    private bool MayRetry(CallTry one, int number, TryRequests requests, out TimeSpan pause)
    {
        pause = TimeSpan.Zero;
        if (Policy?.Retry is not { } rule || number >= rule.Attempts || !IsRepeatable || !requests.CanRepeat || !rule.Covers(one.Failure!)
            || Breaker?.IsOpen(out _) == true)
        {
            return false;
        }

        pause = rule.Pause(number, one.Response, Clock);
        TimeSpan left = Policy.Total is { } most ? most - Clock.GetElapsedTime(startedAt) : LongestPause;
        if (pause >= left)
        {
            Metrics.Retried(Backend.Name, one.Failure!.Cause, "no-time");
            return false;
        }

        if (Backend.Resilience.Retries.TryTake())
            return true;
        Metrics.Retried(Backend.Name, one.Failure!.Cause, "no-budget");
        return false;
    }
}
