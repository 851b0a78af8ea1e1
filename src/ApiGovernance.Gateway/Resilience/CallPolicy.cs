using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>What an operation says about calls that fail or take long, worked out when the snapshot is applied.</summary>
internal sealed class CallPolicy
{
    private CallPolicy(OperationPolicy policy)
    {
        Total = Time(policy.Timeout?.TotalMilliseconds);
        PerTry = Time(policy.Timeout?.PerTryMilliseconds);
        Retry = policy.Retry is { } retry ? new RetryRule(retry) : null;
        Hedge = policy.Hedge;
        HedgeAfter = Time(policy.Hedge?.AfterMilliseconds) ?? TimeSpan.Zero;
        Cache = policy.Cache is { } cache ? new CacheRule(cache) : null;
        Fallback = policy.Fallback is { } fallback ? new FallbackAnswer(fallback) : null;
    }

    public TimeSpan? Total { get; }

    public TimeSpan? PerTry { get; }

    public RetryRule? Retry { get; }

    public HedgePolicy? Hedge { get; }

    public TimeSpan HedgeAfter { get; }

    public CacheRule? Cache { get; }

    public FallbackAnswer? Fallback { get; }

    /// <returns>Null where nothing is said.</returns>
    public static CallPolicy? From(OperationPolicy policy) =>
        policy is { Timeout: null, Retry: null, Hedge: null, Cache: null, Fallback: null } ? null : new CallPolicy(policy);

    private static TimeSpan? Time(int? milliseconds) => milliseconds is { } time ? TimeSpan.FromMilliseconds(time) : null;
}
