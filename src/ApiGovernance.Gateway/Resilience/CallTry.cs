using System.Runtime.ExceptionServices;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>One try of a call, and what came of it: an answer, a failure, or neither when nobody waits any more.</summary>
/// <param name="cancellationToken">The client has gone, or the back end was silent for too long.</param>
internal sealed class CallTry(BackendCall call, CancellationToken cancellationToken)
{
    private int permit;
    private bool hasPermit;

    public HttpResponseMessage? Response { get; private set; }

    public ExceptionDispatchInfo? Error { get; private set; }

    /// <summary>Null for a good answer, and where nobody waits any more.</summary>
    public CallFailure? Failure { get; private set; }

    public Destination? Destination { get; private set; }

    /// <summary>It was handed to a connection, or at least to the attempt to get one.</summary>
    public bool IsSent { get; private set; }

    /// <summary>What of the answer is to be kept, once it is found to be in order.</summary>
    public StaleAnswer? Held { get; private set; }

    public bool IsGood => Failure is null && Error is null;

    /// <param name="other">Where the try before went.</param>
    /// <param name="lost">Another try was quicker.</param>
    public async Task RunAsync(HttpRequestMessage request, Destination? other, BackendSend send, CancellationToken lost)
    {
        if (!Enter(other))
            return;
        Destination destination = Destination!;
        request.RequestUri = AddressAt(destination);
        destination.Enter();
        IsSent = call.IsSent = true;
        long startedAt = call.Room.Timestamp;
        using CancellationTokenSource? perTry = call.Policy?.PerTry is { } time ? new(time, call.Clock) : null;
        using CancellationTokenSource limits = CancellationTokenSource.CreateLinkedTokenSource(
            [cancellationToken, call.TimeIsUp, perTry?.Token ?? CancellationToken.None, lost]);
        try
        {
            Response = await send(request, limits.Token).ConfigureAwait(false);
            call.Room.Answered(Response, startedAt);
            Failure = CallFailure.Of(Response.StatusCode);
            if (Failure is null)
                Held = await call.HoldAsync(Response, limits.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it is, it is thrown again where the call ends with it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Error = ExceptionDispatchInfo.Capture(error);
            if (!call.ClientGone.IsCancellationRequested && !lost.IsCancellationRequested)
                Failure = Why(error, perTry is { IsCancellationRequested: true });
            if (Failure is { Reason: FailureReason.Timeout })
                call.Room.TimedOut();
            Response?.Dispose();
            Response = null;
        }
        finally
        {
            destination.Leave();
        }

        if (IsGood)
            Judge(destination, answered: true);
        else if (Failure is not null)
            Fail(destination, Failure);
        else
            Leave(CallOutcome.None);
    }

    /// <summary>Tells the breaker what became of the try; once.</summary>
    public void Leave(CallOutcome outcome)
    {
        if (!hasPermit)
            return;
        hasPermit = false;
        call.Tell(call.Breaker!.Leave(permit, outcome));
    }

    /// <summary>The answer is not wanted.</summary>
    public void Discard()
    {
        Response?.Dispose();
        Response = null;
        Leave(IsGood || Failure is { IsFault: false } ? CallOutcome.Good : CallOutcome.None);
    }

    private bool Enter(Destination? other)
    {
        if (call.Breaker is { } breaker)
        {
            hasPermit = breaker.TryEnter(out permit, out CircuitState? changed);
            call.Tell(changed);
            if (!hasPermit)
            {
                Failure = CallFailure.CircuitOpen;
                return false;
            }
        }

        Destination = call.Backend.Resilience.Destinations.Pick(other);
        if (Destination is not null)
            return true;
        Failure = CallFailure.Unhealthy;
        Leave(CallOutcome.None);
        return false;
    }

    /// <summary>The same path at one of the back end's addresses.</summary>
    private Uri AddressAt(Destination destination) => destination.Number == 0
        ? call.Target
        : new Uri(string.Concat(destination.Address, call.Target.OriginalString.AsSpan(call.Backend.Address.Length)), UriKind.Absolute);

    private CallFailure Why(Exception error, bool tryTimedOut)
    {
        if (call.TimeIsUp.IsCancellationRequested)
            return CallFailure.TotalTimeout;
        if (tryTimedOut)
            return CallFailure.TryTimeout;
        if (cancellationToken.IsCancellationRequested)
            return CallFailure.Idle;
        // The head of an answer was there, so this is about its body.
        return Response is null ? CallFailure.Of(error) : CallFailure.Incomplete;
    }

    private void Fail(Destination destination, CallFailure failure)
    {
        Judge(destination, failure.Reason is FailureReason.Status or FailureReason.Protocol);
        if (failure.IsFault)
            Leave(CallOutcome.Failed);
    }

    private void Judge(Destination destination, bool answered)
    {
        if (destination.Called(answered))
            call.Metrics.HealthChanged(call.Backend.Name, destination);
    }
}
