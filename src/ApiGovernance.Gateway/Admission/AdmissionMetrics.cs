using System.Diagnostics;
using System.Diagnostics.Metrics;
using ApiGovernance.Gateway.Admission.Backends;
using ApiGovernance.Gateway.Observability;
using ApiGovernance.Gateway.Snapshots;
using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Gateway.Admission;

/// <summary>Instruments of the limits and the back ends' budgets. Consumers are never a tag.</summary>
internal sealed class AdmissionMetrics : IDisposable
{
    private readonly Meter meter;
    private readonly Counter<long> leases;
    private readonly Counter<long> fallbacks;
    private readonly Counter<long> shed;
    private readonly Histogram<double> waits;

    public AdmissionMetrics(IMeterFactory factory, SnapshotState snapshots)
    {
        meter = factory.Create(GatewayMetrics.Name);
        leases = meter.CreateCounter<long>("apigov.gateway.limits.lease.round_trips", "{question}", "Questions to Redis for units of limits.");
        fallbacks = meter.CreateCounter<long>("apigov.gateway.limits.fallbacks", "{fallback}", "Times that Redis was taken as gone and limits fell to this gateway's share.");
        shed = meter.CreateCounter<long>("apigov.gateway.backend.shed", "{request}", "Calls refused for a back end's sake, by priority and policy.");
        waits = meter.CreateHistogram(
            "apigov.gateway.backend.queue.wait", "s", "Time that calls waited for a place at a back end, let through or not.", advice: GatewayMetrics.Seconds);
        meter.CreateObservableGauge("apigov.gateway.backend.in_flight", () => Observe(snapshots, gate => gate.InFlight), "{request}", "Calls at a back end now.");
        meter.CreateObservableGauge("apigov.gateway.backend.queue.length", () => Observe(snapshots, gate => gate.Queued), "{request}", "Calls that wait for a place.");
        meter.CreateObservableGauge(
            "apigov.gateway.backend.adaptive_limit", () => Observe(snapshots, gate => gate.AdaptiveLimit), "{request}", "What the adaptive limit has found.");
    }

    public void AskedForLease() => leases.Add(1);

    public void FellBack() => fallbacks.Add(1);

    /// <summary>Where the limits are counted: 1 in Redis with all gateways, 0 by this gateway's share.</summary>
    public void ObserveSharing(Func<bool> isShared, Func<int> replicas)
    {
        meter.CreateObservableGauge("apigov.gateway.limits.shared", () => isShared() ? 1 : 0, null, "1 while limits are counted in Redis, 0 while each gateway has its share.");
        meter.CreateObservableGauge("apigov.gateway.limits.replicas", replicas, "{gateway}", "Gateways that share the limits.");
    }

    public void Shed(string backend, BusinessPriority priority, string policy)
    {
        if (shed.Enabled)
            shed.Add(1, new TagList { { "backend", backend }, { "priority", BusinessPriorities.WordOf(priority) }, { "policy", policy } });
    }

    public void Waited(string backend, BusinessPriority priority, double seconds)
    {
        if (waits.Enabled)
            waits.Record(seconds, new TagList { { "backend", backend }, { "priority", BusinessPriorities.WordOf(priority) } });
    }

    public void Dispose() => meter.Dispose();

    private static IEnumerable<Measurement<int>> Observe(SnapshotState snapshots, Func<BackendGate, int?> value)
    {
        foreach (BackendModel backend in snapshots.Current?.Traffic.Backends.Values ?? [])
        {
            if (value(backend.Gate) is { } measured)
                yield return new Measurement<int>(measured, new KeyValuePair<string, object?>("backend", backend.Name));
        }
    }
}
