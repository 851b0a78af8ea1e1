namespace ApiGovernance.Protocol.Descriptors.Policies;

/// <summary>A read that takes long is asked a second time; the first answer wins.</summary>
public sealed record HedgePolicy
{
    public required int AfterMilliseconds { get; init; }

    /// <summary>Second calls as a share of the calls.</summary>
    public int MaxPercent { get; init; } = 5;
}
