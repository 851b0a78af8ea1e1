using ApiGovernance.Gateway.Admission.Limits;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Admission;

/// <summary>A plan's limits, compiled once for all of its consumers.</summary>
internal sealed class CompiledPlan
{
    public CompiledPlan(IReadOnlyList<PlanLimit> limits)
    {
        Limits = [.. limits.Select(limit => new CompiledLimit(limit))];
        Keys = Limits.Select(limit => limit.Key).ToHashSet(StringComparer.Ordinal);
        IsGeneral = Array.TrueForAll(Limits, limit => limit.IsGeneral);
    }

    public CompiledLimit[] Limits { get; }

    public IReadOnlySet<string> Keys { get; }

    /// <summary>Whether all limits are for every call alike.</summary>
    public bool IsGeneral { get; }
}
