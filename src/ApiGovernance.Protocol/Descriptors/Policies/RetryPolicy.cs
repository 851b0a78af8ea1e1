namespace ApiGovernance.Protocol.Descriptors.Policies;

/// <summary>When a call that failed is made again; only where that cannot do a thing twice.</summary>
public sealed record RetryPolicy
{
    public static IReadOnlyList<string> DefaultOn { get; } = ["connect", "reset", "timeout", "502", "503", "504"];

    /// <summary>The first one included.</summary>
    public int Attempts { get; init; } = 2;

    /// <summary>Failures that are worth another try: <c>connect</c>, <c>reset</c>, <c>timeout</c> or a status.</summary>
    public IReadOnlyList<string> On { get; init; } = DefaultOn;

    /// <summary>Retries to one back end as a share of the calls to it, so that they cannot bring it down.</summary>
    public int BudgetPercent { get; init; } = 20;

    /// <summary>The longest pause before the first retry; doubled before each further one.</summary>
    public int BackoffMilliseconds { get; init; } = 50;
}
