using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>Lets no call through while too many fail, then a few, and all again when these few succeed.</summary>
internal sealed class CircuitBreaker(BackendBreaker settings, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly FailureWindow window = new(settings.WindowSeconds, clock);
    private readonly TimeSpan openFor = TimeSpan.FromSeconds(settings.OpenSeconds);
    private CircuitState state;
    private long openedAt;
    private int probing;
    private int probed;
    private long probedAt;

    /// <summary>Changes with each state, so that a call from before says nothing about the state after.</summary>
    private int era;

    public BackendBreaker Settings { get; } = settings;

    public CircuitState State
    {
        get
        {
            lock (gate)
                return state;
        }
    }

    /// <summary>Whether a call would be refused now, and how long until the first one is not.</summary>
    public bool IsOpen(out TimeSpan wait)
    {
        lock (gate)
        {
            wait = state == CircuitState.Open ? openFor - clock.GetElapsedTime(openedAt) : TimeSpan.Zero;
            return wait > TimeSpan.Zero || (state == CircuitState.HalfOpen && !HasRoom());
        }
    }

    /// <param name="permit">To be given back with what became of the call.</param>
    /// <param name="changed">The state that begins with this call; null where it stays.</param>
    public bool TryEnter(out int permit, out CircuitState? changed)
    {
        changed = null;
        lock (gate)
        {
            if (state == CircuitState.Open && clock.GetElapsedTime(openedAt) >= openFor)
                changed = Become(CircuitState.HalfOpen);
            permit = era;
            if (state == CircuitState.Closed)
                return true;
            if (state == CircuitState.Open || !HasRoom())
                return false;
            probing++;
            probedAt = clock.GetTimestamp();
            return true;
        }
    }

    /// <returns>The state that begins with it; null where it stays.</returns>
    public CircuitState? Leave(int permit, CallOutcome outcome)
    {
        lock (gate)
        {
            if (permit != era)
                return null;
            if (state == CircuitState.Closed)
            {
                if (outcome != CallOutcome.None)
                    window.Add(outcome == CallOutcome.Failed);
                if (outcome == CallOutcome.Failed && window.Exceeds(Settings.MinimumCalls, Settings.FailurePercent))
                    return Become(CircuitState.Open);
            }
            else if (state == CircuitState.HalfOpen)
            {
                probing--;
                if (outcome == CallOutcome.Failed)
                    return Become(CircuitState.Open);
                if (outcome == CallOutcome.Good && ++probed >= Settings.HalfOpenCalls)
                    return Become(CircuitState.Closed);
            }

            return null;
        }
    }

    /// <summary>A probe may be a stream without end, or a download that its client takes slowly: it keeps the others out for so long and no longer.</summary>
    private bool HasRoom() => probing < Settings.HalfOpenCalls || clock.GetElapsedTime(probedAt) >= openFor;

    private CircuitState Become(CircuitState next)
    {
        era++;
        (state, probing, probed) = (next, 0, 0);
        if (next == CircuitState.Open)
            openedAt = clock.GetTimestamp();
        if (next == CircuitState.Closed)
            window.Clear();
        return next;
    }
}
