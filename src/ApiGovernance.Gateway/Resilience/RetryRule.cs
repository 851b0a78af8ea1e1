using System.Collections.Frozen;
using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>Which failures are worth another try, and how long to wait before it.</summary>
internal sealed class RetryRule(RetryPolicy policy)
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(5);

    private readonly FrozenSet<string> causes = policy.On.ToFrozenSet(StringComparer.Ordinal);
    private readonly TimeSpan backoff = TimeSpan.FromMilliseconds(policy.BackoffMilliseconds);

    public int Attempts { get; } = policy.Attempts;

    public int BudgetPercent { get; } = policy.BudgetPercent;

    public bool Covers(CallFailure failure) => causes.Contains(failure.Cause);

    /// <summary>At least as long as the back end asks for; else doubled from try to try, and by chance anything below that.</summary>
    /// <param name="number">Of the try that failed, from 1 on.</param>
    public TimeSpan Pause(int number, HttpResponseMessage? answer, TimeProvider clock)
    {
        TimeSpan most = backoff * (1 << (number - 1));
        TimeSpan pause = (most < LongestBackoff ? most : LongestBackoff) * Random.Shared.NextDouble();
        // Some milliseconds more: timers go by a coarse clock, and one that rings early would find the back end still wanting its rest.
        return answer is not null && Asked(answer, clock) is { } asked && asked > pause ? asked + TimeSpan.FromMilliseconds(15) : pause;
    }

    /// <summary><c>Retry-After</c> in seconds or as a date (RFC 9110, 10.2.3); null where there is none that can be read.</summary>
    private static TimeSpan? Asked(HttpResponseMessage answer, TimeProvider clock) => answer.Headers.RetryAfter switch
    {
        { Delta: { } seconds } => seconds,
        { Date: { } date } => date - clock.GetUtcNow(),
        _ => null,
    };
}
