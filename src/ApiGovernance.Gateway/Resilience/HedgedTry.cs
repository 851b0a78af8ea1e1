namespace ApiGovernance.Gateway.Resilience;

/// <summary>A try that is made a second time, elsewhere if there is an elsewhere, when the first takes long. The first good answer wins.</summary>
internal static class HedgedTry
{
    public static async Task<CallTry> RunAsync(
        BackendCall call, TryRequests requests, Destination? other, BackendSend send, CancellationToken cancellationToken)
    {
        CallTry first = new(call, cancellationToken);
        if (call.Policy?.Hedge is not { } hedge || !call.IsPlainRead || requests.HasContent)
        {
            await first.RunAsync(requests.Next(), other, send, CancellationToken.None).ConfigureAwait(false);
            return first;
        }

        call.Backend.Resilience.Hedges.Earn(hedge.MaxPercent);
        using CancellationTokenSource firstLost = new();
        Task running = first.RunAsync(requests.Next(), other, send, firstLost.Token);
        if (await EndsBeforeAsync(running, call, cancellationToken).ConfigureAwait(false) || !TakeBudget(call) || !TakeRoom(call))
        {
            await running.ConfigureAwait(false);
            return first;
        }

        using CancellationTokenSource secondLost = new();
        CallTry second = new(call, cancellationToken);
        Task alsoRunning = second.RunAsync(requests.Next(), first.Destination, send, secondLost.Token);
        bool firstEnded = await Task.WhenAny(running, alsoRunning).ConfigureAwait(false) == running;
        var (quick, slow, rest, lost) = firstEnded ? (first, second, alsoRunning, secondLost) : (second, first, running, firstLost);
        if (quick.IsGood)
        {
            await lost.CancelAsync().ConfigureAwait(false);
            _ = DiscardAsync(call, second, slow, rest);
        }
        else
        {
            // The quicker one failed; the other one may do better.
            await rest.ConfigureAwait(false);
            LeaveRoom(call, second);
            if (slow.IsGood || quick.Failure is { Reason: FailureReason.Refused })
                (quick, slow) = (slow, quick);
            slow.Discard();
        }

        call.Metrics.Hedged(call.Backend.Name, quick == second ? "second" : "first");
        return quick;
    }

    private static async Task<bool> EndsBeforeAsync(Task running, BackendCall call, CancellationToken cancellationToken)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task late = Task.Delay(call.Policy!.HedgeAfter, call.Clock, ended.Token);
        bool inTime = await Task.WhenAny(running, late).ConfigureAwait(false) == running;
        await ended.CancelAsync().ConfigureAwait(false);
        return inTime || cancellationToken.IsCancellationRequested || call.TimeIsUp.IsCancellationRequested;
    }

    private static bool TakeBudget(BackendCall call)
    {
        if (call.Backend.Resilience.Hedges.TryTake())
            return true;
        call.Metrics.Hedged(call.Backend.Name, "no-budget");
        return false;
    }

    private static bool TakeRoom(BackendCall call)
    {
        if (call.Room.TryTakeSecond())
            return true;
        call.Metrics.Hedged(call.Backend.Name, "no-room");
        return false;
    }

    /// <summary>One of the two is over, so one of the two places is free.</summary>
    private static void LeaveRoom(BackendCall call, CallTry second)
    {
        if (!second.IsSent)
            call.Room.GiveBack();
        call.Room.LeaveSecond();
    }

    private static async Task DiscardAsync(BackendCall call, CallTry second, CallTry slow, Task rest)
    {
        await rest.ConfigureAwait(false);
        LeaveRoom(call, second);
        slow.Discard();
    }
}
