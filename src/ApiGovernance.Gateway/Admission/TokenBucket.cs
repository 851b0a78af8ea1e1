using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Admission;

/// <summary>
/// A token bucket without lock or timer, in the form of GCRA: the one word of state is the time at which the bucket will be full
/// again. Each call moves it on by one interval; a call that would move it past now plus the whole period finds the bucket empty.
/// </summary>
internal sealed class TokenBucket
{
    private readonly TimeProvider clock;
    private readonly long interval;
    private readonly long period;
    private long fullAt;

    public TokenBucket(PlanLimit limit, TimeProvider clock)
    {
        Limit = limit;
        this.clock = clock;
        interval = Math.Max(1, clock.TimestampFrequency * limit.PerSeconds / limit.Requests);
        period = interval * limit.Requests;
        fullAt = clock.GetTimestamp();
    }

    public PlanLimit Limit { get; }

    /// <summary>Takes one token if there is one.</summary>
    public bool TryTake()
    {
        long now = clock.GetTimestamp();
        while (true)
        {
            long seen = Volatile.Read(ref fullAt);
            long next = Math.Max(seen, now) + interval;
            if (next - now > period)
                return false;
            if (Interlocked.CompareExchange(ref fullAt, next, seen) == seen)
                return true;
        }
    }

    /// <summary>Gives back a token that was taken for a call which another limit refused.</summary>
    public void Return() => Interlocked.Add(ref fullAt, -interval);

    /// <summary>Tokens left, and the whole seconds (rounded up) until there is one more; 0 for a full bucket.</summary>
    public (int Remaining, int Seconds) Look()
    {
        long debt = Math.Max(0, Volatile.Read(ref fullAt) - clock.GetTimestamp());
        int remaining = (int)Math.Max(0, (period - debt) / interval);
        if (debt == 0)
            return (remaining, 0);
        long untilNext = remaining == 0 ? debt + interval - period : ((debt - 1) % interval) + 1;
        return (remaining, (int)((untilNext + clock.TimestampFrequency - 1) / clock.TimestampFrequency));
    }
}
