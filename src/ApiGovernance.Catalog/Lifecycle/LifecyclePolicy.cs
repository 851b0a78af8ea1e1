using ApiGovernance.Catalog.Governance;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Lifecycle;

/// <summary>What a version must satisfy to move on (<c>policies/lifecycle/*.yaml</c>).</summary>
/// <param name="NoticeDays">Days from the announcement to the sunset at least, by who may call.</param>
/// <param name="MaxLintSeverity">The worst lint severity that may be published; worse blocks.</param>
public sealed record LifecyclePolicy(IReadOnlyDictionary<Visibility, int> NoticeDays, Severity MaxLintSeverity)
{
    /// <summary>What holds without a policy file: 90, 180 and 365 days; lint errors block; quiet for 30 days; the standard table.</summary>
    public static LifecyclePolicy Default { get; } = new(
        new Dictionary<Visibility, int> { [Visibility.Internal] = 90, [Visibility.Partner] = 180, [Visibility.Public] = 365 },
        Severity.Warning);

    /// <summary>The policy's name: that of its file without the ending.</summary>
    public string Name { get; init; } = "default";

    /// <summary>Which APIs it is for; <c>default</c> is for those that no other one is for.</summary>
    public ApiSelector AppliesTo { get; init; } = ApiSelector.Any;

    /// <summary>Days without a call that was answered, after which a version may be retired.</summary>
    public int QuietDays { get; init; } = 30;

    /// <summary>The steps that exist; whatever is not among them is refused.</summary>
    public IReadOnlyList<LifecycleTransition> Transitions { get; init; } = LifecycleTransitions.Standard;

    /// <summary>The first day on which a version may end when its end is announced on <paramref name="announced"/>.</summary>
    public DateOnly EarliestSunset(Visibility visibility, DateOnly announced) =>
        announced.AddDays(Math.Min(NoticeDays[visibility], DateOnly.MaxValue.DayNumber - announced.DayNumber));
}
