using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Lifecycle;

/// <summary>What a version must satisfy to move on (<c>policies/lifecycle/default.yaml</c>).</summary>
/// <param name="NoticeDays">Days from the announcement to the sunset at least, by who may call.</param>
/// <param name="MaxLintSeverity">The worst lint severity that may be published; worse blocks.</param>
public sealed record LifecyclePolicy(IReadOnlyDictionary<Visibility, int> NoticeDays, Severity MaxLintSeverity)
{
    /// <summary>What holds without a policy file: 90, 180 and 365 days; lint errors block.</summary>
    public static LifecyclePolicy Default { get; } = new(
        new Dictionary<Visibility, int> { [Visibility.Internal] = 90, [Visibility.Partner] = 180, [Visibility.Public] = 365 },
        Severity.Warning);

    /// <summary>The first day on which a version may end when its end is announced on <paramref name="announced"/>.</summary>
    public DateOnly EarliestSunset(Visibility visibility, DateOnly announced) => announced.AddDays(NoticeDays[visibility]);
}
