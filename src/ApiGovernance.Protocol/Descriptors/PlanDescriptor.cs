namespace ApiGovernance.Protocol.Descriptors;

/// <summary>How much a consumer may call. Several limits hold at once.</summary>
public sealed record PlanDescriptor : Descriptor
{
    public override string Kind => "Plan";

    public required PlanSpec Spec { get; init; }
}

public sealed record PlanSpec(IReadOnlyList<PlanLimit> Limits);

/// <summary>A token bucket: it holds <paramref name="Requests"/> and refills evenly over <paramref name="PerSeconds"/>.</summary>
public sealed record PlanLimit(string Name, int Requests, int PerSeconds);
