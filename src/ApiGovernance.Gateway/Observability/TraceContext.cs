using System.Diagnostics;

namespace ApiGovernance.Gateway.Observability;

/// <summary>
/// Goes on with the trace of a request (W3C Trace Context), and not with its baggage: that is whatever a caller wrote, and would go on with every call that is
/// made for its sake.
/// </summary>
internal sealed class TraceContext : DistributedContextPropagator
{
    private readonly DistributedContextPropagator inner = CreateDefaultPropagator();

    public override IReadOnlyCollection<string> Fields => inner.Fields;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) => inner.Inject(activity, carrier, setter);

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        inner.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
}
