namespace ApiGovernance.Gateway.Observability;

/// <summary>The calls of one consumer to one operation since the last report.</summary>
internal sealed class UsageCounter(FieldCounters fields)
{
    private long calls;
    private long failures;
    private long lastCall;

    public FieldCounters Fields { get; } = fields;

    public void Add(bool failed, long now)
    {
        Volatile.Write(ref lastCall, now);
        if (failed)
            Interlocked.Increment(ref failures);
        Interlocked.Increment(ref calls);
    }

    // Calls first: a call between the two reads is then a failure at most one report late, never more failures than calls.
    public (long Calls, long Failures, long LastCall) Take()
    {
        long taken = Interlocked.Exchange(ref calls, 0);
        long failed = taken == 0 ? 0 : Interlocked.Exchange(ref failures, 0);
        return (taken, Math.Min(taken, failed), Volatile.Read(ref lastCall));
    }
}
