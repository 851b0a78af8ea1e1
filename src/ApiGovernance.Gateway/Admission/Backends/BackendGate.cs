using ApiGovernance.Gateway.Admission.Limits;
using ApiGovernance.Gateway.Admission.Sharing;
using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Gateway.Admission.Backends;

/// <summary>
/// Lets calls through to one back end within its budget, the most important first. Each back end has a gate of its own, so that one
/// that is slow or full is never felt at another. Lives as long as the back end's name is in the snapshots.
/// </summary>
internal sealed partial class BackendGate(
    string name, QuotaGroup rates, QuotaSharing sharing, AdmissionClock time, AdmissionMetrics metrics, TimeProvider clock)
{
    private const int Priorities = 5;

    private readonly Lock gate = new();
    private BackendRules? rules;
    private AdaptiveLimit? adaptive;
    private int inFlight;
    private long pausedUntil;

    /// <summary>The counters of its limits.</summary>
    public QuotaGroup Rates => rates;

    public int InFlight => Volatile.Read(ref inFlight);

    public int? AdaptiveLimit => Volatile.Read(ref adaptive)?.Limit;

    /// <summary>Microseconds, for the time of a call.</summary>
    public long Timestamp => time.Now;

    /// <summary>Takes a place.</summary>
    /// <param name="present">The rules of the call's snapshot.</param>
    /// <param name="changes">Whether the call changes something.</param>
    /// <returns>Null when the call may go on; who does must <see cref="Leave"/>.</returns>
    public ValueTask<Refusal?> EnterAsync(BackendRules present, BusinessPriority priority, bool changes, CancellationToken aborted)
    {
        // Who waits since there were limits goes on with the first call that comes when there are none any more.
        if (present.IsOpen && Volatile.Read(ref pausedUntil) == 0 && Queued == 0)
        {
            Interlocked.Increment(ref inFlight);
            return default;
        }

        lock (gate)
        {
            Follow(present);
            long now = time.Now;
            // Without a queue the others can only be waiting to hear from Redis; so does this one, in its turn.
            Obstacle obstacle = !IsOneWaiting(priority) ? TryStart(priority, changes, now)
                : new Obstacle(present.Queue is null ? ObstacleKind.Lease : ObstacleKind.Concurrency, 0, null, InFlight);
            return obstacle.IsNone ? default : Wait(priority, changes, obstacle, now, present.Queue, aborted);
        }
    }

    /// <summary>
    /// Takes a place if there is one now: for a call that nobody asked for, such as another try. It never stands in a queue, and waits at
    /// most to hear from Redis.
    /// </summary>
    /// <inheritdoc cref="EnterAsync"/>
    public ValueTask<Refusal?> TryEnterAsync(BackendRules present, BusinessPriority priority, bool changes, CancellationToken aborted)
    {
        lock (gate)
        {
            Obstacle obstacle = Try(present, priority, changes);
            return obstacle.IsNone ? default
                : obstacle.Kind == ObstacleKind.Lease ? Wait(priority, changes, obstacle, time.Now, queue: null, aborted)
                : ValueTask.FromResult<Refusal?>(obstacle.Refuse(hasWaited: false));
        }
    }

    /// <summary>The same at once: what Redis has to be asked for is not there.</summary>
    public bool TryEnter(BackendRules present, BusinessPriority priority, bool changes)
    {
        lock (gate)
            return Try(present, priority, changes).IsNone;
    }

    /// <summary>Gives back what a call took of the limits that was not made after all. Its place it still has to <see cref="Leave"/>.</summary>
    public void GiveBack(BackendRules present, bool changes)
    {
        LimitState[] counters = changes ? present.Transactions : present.Requests;
        if (counters.Length > 0)
            rates.Return(counters, 1);
    }

    /// <summary>Gives the place back.</summary>
    public void Leave()
    {
        Interlocked.Decrement(ref inFlight);
        // A call that begins to wait looks again after it is in the queue, so either it or this one sees the other.
        if (Queued > 0)
            Pump();
    }

    private void Follow(BackendRules present)
    {
        rules = present;
        if (adaptive?.Bounds != present.Adaptive)
            Volatile.Write(ref adaptive, present.Adaptive is { } bounds ? new AdaptiveLimit(bounds) : null);
    }

    private Obstacle Try(BackendRules present, BusinessPriority priority, bool changes)
    {
        Follow(present);
        return TryStart(priority, changes, time.Now);
    }

    private Obstacle TryStart(BusinessPriority priority, bool changes, long now)
    {
        if (pausedUntil > now)
            return new Obstacle(ObstacleKind.Paused, pausedUntil - now);
        Volatile.Write(ref pausedUntil, 0);
        int places = rules!.MaxConcurrency is { } most ? Part(most) : int.MaxValue;
        if (rules.Calendar is { } calendar && clock.GetUtcNow() is var wall && calendar.At(wall) is { } stretch)
        {
            if (stretch.Effect.Closed)
                return new Obstacle(ObstacleKind.Closed, (stretch.To - wall.UtcDateTime).Ticks / TimeSpan.TicksPerMicrosecond, stretch.Name);
            places = Math.Min(places, Part(stretch.Effect.MaxConcurrency ?? int.MaxValue));
        }

        ObstacleKind kind = ObstacleKind.Concurrency;
        if (adaptive is not null && adaptive.Limit < places)
            (places, kind) = (adaptive.Limit, ObstacleKind.AdaptiveConcurrency);
        if (InFlight >= BackendRules.PlacesFor(priority, places))
            return new Obstacle(kind, 0, null, InFlight);
        Obstacle rate = TryTakeRates(priority, changes);
        if (rate.IsNone)
            Interlocked.Increment(ref inFlight);
        return rate;
    }

    private Obstacle TryTakeRates(BusinessPriority priority, bool changes)
    {
        LimitState[] counters = changes ? rules!.Transactions : rules!.Requests;
        double reserved = BackendRules.ReservedFrom(priority);
        QuotaAnswer answer = rates.TryTake(counters, 1, reserved);
        switch (answer.Result)
        {
            case QuotaResult.Taken:
                return default;
            case QuotaResult.Refused:
                return new Obstacle(ObstacleKind.Rate, Math.Max(1, answer.Wait), answer.Violated[0]);
            default:
                // Never on this thread: it holds the lock, and the answer may be there at once.
                _ = rates.RefillAsync(counters, 1, reserved)
                    .ContinueWith(static (_, state) => ((BackendGate)state!).Pump(), this, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                return new Obstacle(ObstacleKind.Lease);
        }
    }

    /// <summary>Of a number that holds for all gateways together, this one's.</summary>
    private int Part(int places) => sharing.IsConfigured && places != int.MaxValue ? Math.Max(1, places / sharing.Replicas) : places;
}
