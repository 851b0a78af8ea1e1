using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>One address of a back end, with what calls and probes say about it.</summary>
/// <param name="number">Stands for the address where it may be seen: addresses are nobody's business.</param>
/// <param name="health">Null: it is always taken for healthy.</param>
internal sealed class Destination(int number, string address, BackendHealth? health, TimeProvider clock)
{
    private readonly Lock gate = new();
    private int inFlight;
    private int failedCalls;
    private int failedProbes;
    private int goodProbes;
    private bool ejected;
    private long tryAt;

    public int Number { get; } = number;

    /// <summary>Without a trailing slash.</summary>
    public string Address { get; } = address;

    public BackendHealth? Health { get; } = health;

    public int InFlight => Volatile.Read(ref inFlight);

    public bool IsHealthy => !Volatile.Read(ref ejected);

    /// <summary>When it is to be probed next, and whether a probe is under way; the prober's own.</summary>
    public long ProbeAt { get; set; }

    public bool IsProbed { get; set; }

    public void Enter() => Interlocked.Increment(ref inFlight);

    public void Leave() => Interlocked.Decrement(ref inFlight);

    /// <summary>Whether it may be called: it is healthy, or it is time for a call to find out and nobody asks it otherwise.</summary>
    public bool MayBeCalled()
    {
        if (IsHealthy)
            return true;
        if (Health is not { Path: null } settings)
            return false;
        lock (gate)
        {
            long now = clock.GetTimestamp();
            if (now < tryAt)
                return false;
            tryAt = now + (settings.IntervalSeconds * clock.TimestampFrequency);
            return true;
        }
    }

    /// <summary>What a call says: whether there was any answer.</summary>
    /// <returns>True when it became healthy or unhealthy by that.</returns>
    public bool Called(bool answered)
    {
        if (Health is not { } settings || (answered && Volatile.Read(ref failedCalls) == 0))
            return false;
        lock (gate)
        {
            failedCalls = answered ? 0 : failedCalls + 1;
            // An address that probes watch over comes back by probes alone.
            return answered ? settings.Path is null && Readmit() : failedCalls >= settings.UnhealthyAfter && Eject(settings);
        }
    }

    /// <inheritdoc cref="Called"/>
    public bool Probed(bool good)
    {
        BackendHealth settings = Health!;
        lock (gate)
        {
            (failedProbes, goodProbes) = good ? (0, goodProbes + 1) : (failedProbes + 1, 0);
            return good ? goodProbes >= settings.HealthyAfter && Readmit() : failedProbes >= settings.UnhealthyAfter && Eject(settings);
        }
    }

    private bool Eject(BackendHealth settings)
    {
        if (ejected)
            return false;
        tryAt = clock.GetTimestamp() + (settings.IntervalSeconds * clock.TimestampFrequency);
        goodProbes = 0;
        return ejected = true;
    }

    private bool Readmit()
    {
        if (!ejected)
            return false;
        failedCalls = 0;
        ejected = false;
        return true;
    }
}
