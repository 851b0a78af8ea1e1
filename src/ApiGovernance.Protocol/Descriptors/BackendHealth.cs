namespace ApiGovernance.Protocol.Descriptors;

/// <summary>When an address of a back end is left out, and when it is used again.</summary>
public sealed record BackendHealth
{
    /// <summary>Asked with GET by every gateway; null where only the calls themselves tell.</summary>
    public string? Path { get; init; }

    /// <summary>Between two probes; without a path: before one call tries an address that was left out.</summary>
    public int IntervalSeconds { get; init; } = 10;

    public int TimeoutSeconds { get; init; } = 2;

    /// <summary>Failures in a row, of probes and of connections.</summary>
    public int UnhealthyAfter { get; init; } = 3;

    /// <summary>Good probes in a row.</summary>
    public int HealthyAfter { get; init; } = 2;
}
