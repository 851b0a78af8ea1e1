namespace ApiGovernance.Protocol.Descriptors;

/// <summary>A system of record behind the gateway.</summary>
public sealed record BackendDescriptor : Descriptor
{
    public override string Kind => "Backend";

    public required BackendSpec Spec { get; init; }
}

/// <param name="Owner">A team.</param>
/// <param name="System">What it is: <c>erp</c>, <c>commerce</c>, <c>logistics</c>, <c>finance</c> or another kebab-case word.</param>
/// <param name="Address">Absolute http or https URL; a path in it is put before every call's path.</param>
public sealed record BackendSpec(string Owner, string System, string Address)
{
    /// <summary>Seconds without progress after which a call is given up with 504.</summary>
    public int TimeoutSeconds { get; init; } = 100;

    /// <summary>Calls in flight at once per gateway; null for no limit.</summary>
    public int? MaxConcurrency { get; init; }
}
