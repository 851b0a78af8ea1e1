using System.Collections.Concurrent;
using ApiGovernance.Gateway.Admission.Limits;
using ApiGovernance.Gateway.Routing;

namespace ApiGovernance.Gateway.Admission;

/// <summary>The limits of one consumer's plan. Which of them are for a call depends on its operation; that is found once for each.</summary>
internal sealed class ConsumerLimits
{
    /// <summary>Operations that are remembered; contracts that are recompiled leave their old ones behind.</summary>
    private const int MaxOperations = 4096;

    private readonly CompiledPlan plan;
    private readonly ConcurrentDictionary<CompiledOperation, LimitSet> byOperation = new();
    private readonly LimitSet? all;

    /// <param name="group">The consumer's counters: a limit that is written as before goes on as it stands.</param>
    public ConsumerLimits(CompiledPlan plan, QuotaGroup group)
    {
        Group = group;
        this.plan = plan;
        if (plan.IsGeneral)
            all = new LimitSet([.. plan.Limits.Select(limit => group.State(limit, ""))]);
    }

    public QuotaGroup Group { get; }

    /// <summary>These limits are in force from now on: counters of others are forgotten.</summary>
    public void TakeEffect() => Group.Keep(plan.Keys);

    public LimitSet For(string api, CompiledOperation operation)
    {
        if (all is not null)
            return all;
        if (byOperation.TryGetValue(operation, out LimitSet? known))
            return known;
        if (byOperation.Count >= MaxOperations)
            byOperation.Clear();
        return byOperation[operation] = new LimitSet(
            [.. plan.Limits.Where(limit => limit.CountsFor(api)).Select(limit => Group.State(limit, limit.ScopeOf(api, operation)))]);
    }
}
