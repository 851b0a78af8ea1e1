using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Admission.Backends;

/// <summary>
/// Looks for the calls in flight at which a back end is busy but does not queue: the knee of its curve. In rounds of as many answers
/// as the limit has places, the times of answers are held against the shortest that the same operation was seen to take. While they
/// are near it the limit grows by its square root; where they are longer it shrinks in proportion; an answer that says overload makes
/// it shrink at once. Now and then one round is run at half the limit to see the shortest time again. Guarded by the gate's lock.
/// </summary>
internal sealed class AdaptiveLimit(AdaptiveConcurrency bounds)
{
    /// <summary>Times up to so much longer than the shortest are no queue.</summary>
    private const double Tolerance = 1.5;

    /// <summary>How much of the limit is left by a sign of overload.</summary>
    private const double Backoff = 0.8;

    private const int StartingPlaces = 10;
    private const int RoundsBetweenProbes = 100;
    private const int MinRound = 10;
    private const int MaxOperations = 4096;

    private readonly Dictionary<object, double> shortest = [];
    private double limit = Math.Clamp(StartingPlaces, bounds.Min, bounds.Max);
    private double beforeProbe;
    private double sum;
    private int answers;
    private int most;
    private int rounds;
    private bool hasBackedOff;

    public AdaptiveConcurrency Bounds => bounds;

    public int Limit => (int)(IsProbing ? Math.Max(bounds.Min, limit / 2) : limit);

    private bool IsProbing => beforeProbe > 0;

    /// <summary>An answer came.</summary>
    /// <param name="operation">Whose times are compared with each other.</param>
    /// <param name="inFlight">Calls at the back end, this one among them.</param>
    public void Answered(object operation, double seconds, int inFlight)
    {
        if (!shortest.TryGetValue(operation, out double best) || seconds < best)
        {
            if (shortest.Count >= MaxOperations)
                shortest.Clear();
            shortest[operation] = best = Math.Max(seconds, 1e-6);
        }

        sum += seconds / best;
        most = Math.Max(most, inFlight);
        if (++answers >= Math.Max(MinRound, Limit))
            EndRound();
    }

    /// <summary>The back end said that it is too much, or did not answer in time. Once in a round is enough: the calls were under way together.</summary>
    public void Overloaded()
    {
        if (hasBackedOff)
            return;
        hasBackedOff = true;
        limit = Math.Max(bounds.Min, limit * Backoff);
    }

    private void EndRound()
    {
        double times = sum / answers;
        bool isUsed = most * 2 > limit;
        if (IsProbing)
        {
            (limit, beforeProbe) = (Math.Min(limit, beforeProbe), 0);
        }
        else if (!hasBackedOff && isUsed)
        {
            double gradient = Math.Clamp(Tolerance / times, 0.5, 1);
            limit = Math.Clamp((limit * gradient) + Math.Sqrt(limit), bounds.Min, bounds.Max);
        }

        if (++rounds % RoundsBetweenProbes == 0)
        {
            // What was shortest may no longer be: the back end may have become slower for good.
            beforeProbe = limit;
            shortest.Clear();
        }

        (sum, answers, most, hasBackedOff) = (0, 0, 0, false);
    }
}
