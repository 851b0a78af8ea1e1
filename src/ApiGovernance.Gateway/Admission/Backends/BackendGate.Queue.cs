using ApiGovernance.Gateway.Admission.Limits;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Gateway.Admission.Backends;

/// <summary>The calls that wait: bounded in number and time, each priority in the order in which its calls came.</summary>
internal sealed partial class BackendGate
{
    /// <summary>Calls that wait to hear from Redis where there is no queue.</summary>
    private const int MaxWaitingForLease = 1000;

    private readonly LinkedList<Waiter>[] waiting = [.. Enumerable.Range(0, Priorities).Select(_ => new LinkedList<Waiter>())];
    private int queued;
    private ITimer? alarm;

    /// <summary>Longer than one question to Redis takes.</summary>
    private TimeSpan LeaseWait => sharing.Patience * 2.5;

    public int Queued => Volatile.Read(ref queued);

    /// <param name="queue">Null for a call that only waits to hear from Redis.</param>
    private ValueTask<Refusal?> Wait(BusinessPriority priority, bool changes, Obstacle obstacle, long now, BackendQueue? queue, CancellationToken aborted)
    {
        bool isForLease = obstacle.Kind == ObstacleKind.Lease;
        long longest = queue is null ? 0 : queue.MaxWaitMilliseconds * 1000L;
        int places = queue?.MaxLength ?? 0;
        if (longest == 0 && !isForLease)
            return ValueTask.FromResult<Refusal?>(Shed(priority, obstacle, hasWaited: false));
        if (obstacle.Wait > longest)
            return ValueTask.FromResult<Refusal?>(Shed(priority, obstacle, hasWaited: false));
        if (isForLease)
            (longest, places) = (Math.Max(longest, LeaseWait.Ticks / TimeSpan.TicksPerMicrosecond), Math.Max(places, MaxWaitingForLease));
        if (queued >= places && !DisplaceBelow(priority, now))
            return ValueTask.FromResult<Refusal?>(Shed(priority, new Obstacle(ObstacleKind.QueueFull, 0, null, queued), hasWaited: false));

        Waiter waiter = new(this, priority, changes, now, now + longest) { IsOnlyForLease = queue is null };
        waiter.Place = waiting[(int)priority].AddLast(waiter);
        Interlocked.Increment(ref queued);
        PumpLocked(now);
        return waiter.Task.IsCompleted ? new ValueTask<Refusal?>(waiter.Task) : WaitAsync(waiter, aborted);
    }

    private static async ValueTask<Refusal?> WaitAsync(Waiter waiter, CancellationToken aborted)
    {
        using (aborted.UnsafeRegister(static state => ((Waiter)state!).Gate.Abandon((Waiter)state), waiter))
            return await waiter.Task.ConfigureAwait(false);
    }

    /// <summary>A place came free, a limit has more, or a time has come.</summary>
    private void Pump()
    {
        lock (gate)
            PumpLocked(time.Now);
    }

    private void PumpLocked(long now)
    {
        long next = long.MaxValue;
        foreach (LinkedList<Waiter> line in waiting)
        {
            while (line.First?.Value is { } waiter)
            {
                Obstacle obstacle = TryStart(waiter.Priority, waiter.Changes, now);
                if (obstacle.IsNone)
                {
                    Decide(waiter, null, now);
                    continue;
                }

                bool isVain = obstacle.Kind != ObstacleKind.Lease && (waiter.IsOnlyForLease || now + obstacle.Wait > waiter.Deadline);
                if (isVain || waiter.Deadline <= now)
                {
                    Decide(waiter, Shed(waiter.Priority, obstacle, hasWaited: true), now);
                    continue;
                }

                next = Math.Min(next, obstacle.Wait > 0 ? Math.Min(waiter.Deadline, now + obstacle.Wait) : waiter.Deadline);
                break;
            }
        }

        if (next == long.MaxValue)
            return;
        alarm ??= clock.CreateTimer(static state => ((BackendGate)state!).Pump(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        // A millisecond more: a timer that rings early would only be set again.
        alarm.Change(TimeSpan.FromMicroseconds(Math.Max(0, next - now) + 1000), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether one that is at least as important waits already.</summary>
    private bool IsOneWaiting(BusinessPriority priority)
    {
        if (queued == 0)
            return false;
        for (int i = 0; i <= (int)priority; i++)
        {
            if (waiting[i].Count > 0)
                return true;
        }

        return false;
    }

    /// <summary>Makes a place in a full queue: of the least important calls, the last one goes.</summary>
    private bool DisplaceBelow(BusinessPriority priority, long now)
    {
        for (int i = Priorities - 1; i > (int)priority; i--)
        {
            if (waiting[i].Last?.Value is not { } last)
                continue;
            Decide(last, Shed(last.Priority, new Obstacle(ObstacleKind.Displaced), hasWaited: false), now);
            return true;
        }

        return false;
    }

    private void Decide(Waiter waiter, Refusal? refusal, long now)
    {
        Remove(waiter);
        metrics.Waited(name, waiter.Priority, (double)(now - waiter.Since) / AdmissionClock.Second);
        waiter.SetResult(refusal);
    }

    private void Abandon(Waiter waiter)
    {
        lock (gate)
        {
            if (waiter.Place is null)
                return;
            Remove(waiter);
            waiter.SetCanceled();
        }
    }

    private void Remove(Waiter waiter)
    {
        waiting[(int)waiter.Priority].Remove(waiter.Place!);
        waiter.Place = null;
        Interlocked.Decrement(ref queued);
    }

    private Refusal Shed(BusinessPriority priority, Obstacle obstacle, bool hasWaited)
    {
        metrics.Shed(name, priority, obstacle.Policy);
        return obstacle.Refuse(hasWaited);
    }
}
