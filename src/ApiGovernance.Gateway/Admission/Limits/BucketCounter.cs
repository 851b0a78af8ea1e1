namespace ApiGovernance.Gateway.Admission.Limits;

/// <summary>A token bucket without a timer: it is filled up to now when somebody looks.</summary>
/// <param name="perMicrosecond">Units that come back in a microsecond.</param>
internal sealed class BucketCounter(double capacity, double perMicrosecond) : LimitCounter
{
    private double tokens = capacity;
    private long at = long.MinValue;

    public override double Capacity { get; } = capacity;

    public override double Available(long now)
    {
        if (at == long.MinValue)
            at = now;
        if (now > at)
        {
            tokens = Math.Min(Capacity, tokens + ((now - at) * perMicrosecond));
            at = now;
        }

        return tokens;
    }

    public override void Take(long now, double units)
    {
        Available(now);
        tokens -= units;
    }

    public override void Return(long now, double units) => tokens = Math.Min(Capacity, Available(now) + units);

    public override long WaitFor(long now, double units) =>
        Math.Max(0, (long)Math.Ceiling((units - Tolerance - Available(now)) / perMicrosecond));

    public override long UntilMore(long now)
    {
        double left = Available(now);
        return left >= Capacity - Tolerance ? 0 : WaitFor(now, Math.Min(Capacity, Math.Floor(left + Tolerance) + 1));
    }
}
