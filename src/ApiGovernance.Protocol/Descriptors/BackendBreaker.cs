namespace ApiGovernance.Protocol.Descriptors;

/// <summary>When the gateway stops calling a back end that fails, for reads and writes apart.</summary>
public sealed record BackendBreaker
{
    /// <summary>Share of failed calls in the window from which on it opens.</summary>
    public int FailurePercent { get; init; } = 50;

    /// <summary>Calls that the window must have before its share says anything.</summary>
    public int MinimumCalls { get; init; } = 10;

    public int WindowSeconds { get; init; } = 10;

    /// <summary>How long nothing is sent before the first probe.</summary>
    public int OpenSeconds { get; init; } = 10;

    /// <summary>Probes at once after that, and how many must succeed to close it.</summary>
    public int HalfOpenCalls { get; init; } = 2;
}
