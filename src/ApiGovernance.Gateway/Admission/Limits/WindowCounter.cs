namespace ApiGovernance.Gateway.Admission.Limits;

/// <summary>
/// Units used, by segments of time. A fixed window is one segment. A sliding one has sixteen and keeps the one before them too: what
/// was used leaves when its segment has wholly left the window, so that no stretch of that length ever holds more than the limit.
/// </summary>
/// <param name="segment">Microseconds of one.</param>
/// <param name="kept">Segments that count, the present one among them.</param>
internal sealed class WindowCounter(double capacity, long segment, int kept, AdmissionClock clock) : LimitCounter
{
    private readonly double[] used = new double[kept];
    private double total;
    private long current = long.MinValue;

    public override double Capacity => capacity;

    public override double Available(long now)
    {
        Advance(now);
        return capacity - total;
    }

    public override void Take(long now, double units)
    {
        Advance(now);
        used[Slot(current)] += units;
        total += units;
    }

    public override void Return(long now, double units)
    {
        Advance(now);
        for (long index = current; index > current - kept && units > 0; index--)
        {
            double given = Math.Min(units, used[Slot(index)]);
            used[Slot(index)] -= given;
            total -= given;
            units -= given;
        }
    }

    public override long WaitFor(long now, double units)
    {
        double lacking = units - Tolerance - Available(now);
        long moment = now + clock.Shift;
        for (long index = current - kept + 1; index <= current && lacking > 0; index++)
        {
            lacking -= used[Slot(index)];
            if (lacking <= 0)
                return Math.Max(0, ((index + kept) * segment) - moment);
        }

        return 0;
    }

    public override long UntilMore(long now)
    {
        Advance(now);
        for (long index = current - kept + 1; index <= current; index++)
        {
            if (used[Slot(index)] > Tolerance)
                return Math.Max(0, ((index + kept) * segment) - (now + clock.Shift));
        }

        return 0;
    }

    private void Advance(long now)
    {
        long index = IndexOf(now);
        if (index <= current)
            return;
        if (current == long.MinValue || index - current >= kept)
        {
            Array.Clear(used);
            total = 0;
        }
        else
        {
            for (long next = current + 1; next <= index; next++)
            {
                total -= used[Slot(next)];
                used[Slot(next)] = 0;
            }
        }

        current = index;
    }

    private long IndexOf(long now) => (now + clock.Shift) / segment;

    private int Slot(long index) => (int)(((index % kept) + kept) % kept);
}
