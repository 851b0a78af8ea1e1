namespace ApiGovernance.Gateway.Admission.Limits;

/// <summary>How much of one limit is left. Not for two threads at once: its group's lock guards it.</summary>
internal abstract class LimitCounter
{
    /// <summary>What a sum of fractions may lack of a whole unit. It never adds up to one.</summary>
    public const double Tolerance = 1e-6;

    /// <summary>Units when nothing is used.</summary>
    public abstract double Capacity { get; }

    /// <summary>Below zero when more was charged than there was.</summary>
    public abstract double Available(long now);

    /// <summary>Takes units, be they there or not: who calls has looked.</summary>
    public abstract void Take(long now, double units);

    /// <summary>Gives back units that were just taken.</summary>
    public abstract void Return(long now, double units);

    /// <summary>Microseconds until there are <paramref name="units"/>, which are no more than the capacity.</summary>
    public abstract long WaitFor(long now, double units);

    /// <summary>Microseconds until there is a unit more than now; 0 when nothing is used.</summary>
    public abstract long UntilMore(long now);

    /// <summary>A counter of its own for a limit, or for a share of it.</summary>
    /// <param name="share">Part of the limit; less than a unit becomes one, or nobody could ever call.</param>
    public static LimitCounter For(CompiledLimit limit, double share, AdmissionClock clock) => limit.IsBucket
        ? new BucketCounter(Math.Max(1, limit.Requests * share), limit.Requests * share / limit.Period)
        : new WindowCounter(Math.Max(1, limit.Requests * share), limit.Segment, limit.Segments, clock);
}
