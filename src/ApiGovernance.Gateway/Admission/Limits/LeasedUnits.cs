namespace ApiGovernance.Gateway.Admission.Limits;

/// <summary>
/// Units that were taken from a shared count and not used, with when they were taken: given back to another segment of a window than the one that
/// counts them, they would make room there for what was really used. What is used is the oldest. Two lots are told apart; of more, units count as
/// older than they are, which never makes room too early. Guarded by its group's lock.
/// </summary>
/// <param name="segment">Microseconds within which it makes no difference when they were taken.</param>
internal sealed class LeasedUnits(long segment)
{
    private double older;
    private double newer;
    private long olderSince;
    private long newerSince;

    public double Total => older + newer;

    /// <param name="units">How many.</param>
    /// <param name="since">When they were taken, on the shared clock; not before those that are here.</param>
    public void Add(double units, long since)
    {
        if (units <= 0)
            return;
        if (newer > 0 && newerSince / segment != since / segment)
        {
            if (older <= 0)
                (older, olderSince) = (0, newerSince);
            (older, newer) = (older + newer, 0);
        }

        (newer, newerSince) = (newer + units, since);
    }

    /// <summary>Takes the oldest of them away; who calls has looked whether they are there.</summary>
    public void Use(double units)
    {
        double first = Math.Min(older, units);
        older -= first;
        newer = Math.Max(0, newer - (units - first));
    }

    /// <summary>Puts units back that were just used: as the oldest, for nobody knows of which lot they were.</summary>
    public void Return(double units)
    {
        if (older > 0)
            older += units;
        else
            newer += units;
    }

    /// <summary>All of them become another's.</summary>
    public void MoveTo(LeasedUnits other)
    {
        other.Add(older, olderSince);
        other.Add(newer, newerSince);
        Clear();
    }

    /// <summary>Takes the oldest lot out.</summary>
    public (double Units, long Since) TakeLot()
    {
        if (older > 0)
        {
            double units = older;
            older = 0;
            return (units, olderSince);
        }

        double last = newer;
        newer = 0;
        return (last, newerSince);
    }

    public void Clear() => (older, newer) = (0, 0);
}
