namespace ApiGovernance.Protocol.Descriptors.Policies;

/// <summary>
/// What the gateway does with calls, for all operations of an API or for one of them. What is null is not said: the API's policy
/// says it for its operations, and the gateway's defaults say it for both.
/// </summary>
public sealed record OperationPolicy
{
    /// <summary>Nothing is said.</summary>
    public static OperationPolicy None { get; } = new();

    /// <summary>How many units of each limit of its consumer's plan a call takes.</summary>
    public int? Cost { get; init; }

    /// <summary>What calls are for, where it is not what <see cref="BusinessPriorities.Default"/> says.</summary>
    public BusinessPriority? Priority { get; init; }

    public TimeoutPolicy? Timeout { get; init; }

    public RetryPolicy? Retry { get; init; }

    public HedgePolicy? Hedge { get; init; }

    public CachePolicy? Cache { get; init; }

    public FallbackPolicy? Fallback { get; init; }

    /// <summary>How calls that are sent twice have their effect once.</summary>
    public IdempotencyPolicy? Idempotency { get; init; }

    /// <summary>How strictly calls and answers are held against the contract.</summary>
    public ValidationPolicy? Validation { get; init; }

    /// <summary>What calls mean to the business; of one operation only, never of all operations of an API.</summary>
    public MeasurePolicy? Measure { get; init; }

    /// <summary>This policy, and <paramref name="general"/> where it says nothing. A member is taken whole from one of the two.</summary>
    public OperationPolicy Over(OperationPolicy? general) => general is null ? this : new OperationPolicy
    {
        Cost = Cost ?? general.Cost,
        Priority = Priority ?? general.Priority,
        Timeout = Timeout ?? general.Timeout,
        Retry = Retry ?? general.Retry,
        Hedge = Hedge ?? general.Hedge,
        Cache = Cache ?? general.Cache,
        Fallback = Fallback ?? general.Fallback,
        Idempotency = Idempotency ?? general.Idempotency,
        Validation = Validation ?? general.Validation,
        Measure = Measure ?? general.Measure,
    };
}
