namespace ApiGovernance.Protocol.Descriptors.Policies;

/// <summary>How long a call may take, however much moves meanwhile; null for no such bound.</summary>
public sealed record TimeoutPolicy
{
    /// <summary>All tries, their pauses and the whole answer.</summary>
    public int? TotalMilliseconds { get; init; }

    /// <summary>One try, to the answer's head.</summary>
    public int? PerTryMilliseconds { get; init; }
}
