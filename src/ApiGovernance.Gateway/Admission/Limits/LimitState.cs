namespace ApiGovernance.Gateway.Admission.Limits;

/// <summary>
/// One counter that is running: of a limit, for one scope of it. Guarded by its group's lock. Alone, <see cref="Local"/> is all there
/// is. Where gateways share a Redis, the count is there and this holds some units of it in hand (the lease).
/// </summary>
internal sealed class LimitState(CompiledLimit limit, string scope, string owner)
{
    private LeasedUnits? held;
    private LeasedUnits? back;

    public CompiledLimit Limit { get; } = limit;

    public string Scope { get; } = scope;

    /// <summary>Parameter of the header fields; empty where the limit has one counter per consumer.</summary>
    public string Partition { get; } = CompiledLimit.PartitionOf(owner, scope);

    /// <summary>The whole count; null while it is in Redis.</summary>
    public LimitCounter? Local { get; set; }

    /// <summary>Units taken from the shared count and not used yet.</summary>
    public LeasedUnits Held => held ??= new LeasedUnits(Limit.Segment);

    /// <summary>When they go back, on our clock.</summary>
    public long HeldUntil { get; set; }

    /// <summary>Units to ask for at a time.</summary>
    public double LeaseSize { get; set; } = 1;

    public long LeasedAt { get; set; }

    /// <summary>Units that calls of this counter wait for.</summary>
    public double Demand { get; set; }

    /// <summary>Units to give back to the shared count.</summary>
    public LeasedUnits Back => back ??= new LeasedUnits(Limit.Segment);

    /// <summary>Units that the shared count does not know of and is to be charged.</summary>
    public double Charge { get; set; }

    /// <summary>Whether there is something to tell the shared count.</summary>
    public bool HasNews => Charge > 0 || Back.Total > 0;

    /// <summary>What the shared count had left when it was last asked; below zero before that.</summary>
    public double Known { get; set; } = -1;

    public long KnownAt { get; set; }

    /// <summary>When the shared count has more, on our clock.</summary>
    public long MoreAt { get; set; }

    /// <summary>Until then the shared count need not be asked for <see cref="RefusedUnits"/> or more: it said no.</summary>
    public long RefusedUntil { get; set; }

    public double RefusedUnits { get; set; }

    /// <summary>This gateway's share while Redis is gone; null otherwise.</summary>
    public LimitCounter? Share { get; set; }

    /// <summary>What was let through on the share, in a counter that began full: what Redis does not know of.</summary>
    public LimitCounter? Unreported { get; set; }

    /// <summary>A call that costs more than the limit holds takes all of it.</summary>
    public double UnitsOf(int cost) => Math.Min(cost, Limit.Requests);
}
