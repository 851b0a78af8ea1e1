using System.Diagnostics;
using System.Diagnostics.Metrics;
using ApiGovernance.Gateway.Observability;
using ApiGovernance.Gateway.Snapshots;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>What happens between the gateway and back ends, for metrics and the log.</summary>
internal sealed partial class ResilienceMetrics
{
    private readonly SnapshotState snapshots;
    private readonly ILogger<ResilienceMetrics> logger;
    private readonly Counter<long> retries;
    private readonly Counter<long> hedges;
    private readonly Counter<long> degraded;
    private readonly Counter<long> circuits;

    /// <summary>The factory gives one meter for one name, and ends it.</summary>
    public ResilienceMetrics(IMeterFactory factory, SnapshotState snapshots, ILogger<ResilienceMetrics> logger)
    {
        (this.snapshots, this.logger) = (snapshots, logger);
        Meter meter = factory.Create(GatewayMetrics.Name);
        retries = meter.CreateCounter<long>("apigov.gateway.retries", "{retry}", "Retries by back end, cause and whether one was made.");
        hedges = meter.CreateCounter<long>("apigov.gateway.hedges", "{call}", "Second calls of slow reads by back end and which of the two won.");
        degraded = meter.CreateCounter<long>("apigov.gateway.degraded", "{request}", "Requests that got a stale or static answer, by cause.");
        circuits = meter.CreateCounter<long>("apigov.gateway.circuit.changes", "{change}", "Changes of circuit breakers by back end, class and new state.");
        meter.CreateObservableGauge("apigov.gateway.circuit.state", Circuits, "{state}", "0 closed, 1 half-open, 2 open.");
        meter.CreateObservableGauge("apigov.gateway.backend.healthy", Destinations, "{address}", "1 for an address that is called, 0 for one that is left out.");
    }

    public void Retried(string backend, string cause, string result) =>
        retries.Add(1, new TagList { { "backend", backend }, { "cause", cause }, { "result", result } });

    public void Hedged(string backend, string result) => hedges.Add(1, new TagList { { "backend", backend }, { "result", result } });

    public void Degraded(Exchange exchange, string kind, string cause) => degraded.Add(1, new TagList
    {
        { "api", exchange.Version!.Part.Api },
        { "version", exchange.Version.Part.Version },
        { "operation", exchange.Operation!.Name },
        { "kind", kind },
        { "cause", cause },
    });

    public void CircuitChanged(string backend, bool reads, CircuitState state)
    {
        string kind = reads ? "reads" : "writes";
        circuits.Add(1, new TagList { { "backend", backend }, { "class", kind }, { "state", Word(state) } });
        if (state == CircuitState.Open)
            CircuitOpened(backend, kind);
        else if (state == CircuitState.Closed)
            CircuitClosed(backend, kind);
    }

    public void HealthChanged(string backend, Destination destination)
    {
        if (destination.IsHealthy)
            BecameHealthy(backend, destination.Number);
        else
            BecameUnhealthy(backend, destination.Number);
    }

    public static string Word(CircuitState state) => state switch
    {
        CircuitState.Closed => "closed",
        CircuitState.HalfOpen => "half-open",
        _ => "open",
    };

    private IEnumerable<Measurement<int>> Circuits()
    {
        foreach (BackendModel backend in snapshots.Current?.Traffic.Backends.Values ?? [])
        {
            if (backend.Resilience is not { Reads: { } reads, Writes: { } writes })
                continue;
            yield return new Measurement<int>((int)reads.State, new TagList { { "backend", backend.Name }, { "class", "reads" } });
            yield return new Measurement<int>((int)writes.State, new TagList { { "backend", backend.Name }, { "class", "writes" } });
        }
    }

    private IEnumerable<Measurement<int>> Destinations()
    {
        foreach (BackendModel backend in snapshots.Current?.Traffic.Backends.Values ?? [])
        {
            foreach (Destination destination in backend.Resilience.Destinations.All.Where(destination => destination.Health is not null))
                yield return new Measurement<int>(destination.IsHealthy ? 1 : 0, new TagList { { "backend", backend.Name }, { "address", destination.Number } });
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The circuit to back end {Backend} is open for {Class}: too many calls failed, none is sent")]
    private partial void CircuitOpened(string backend, string @class);

    [LoggerMessage(2, LogLevel.Information, "The circuit to back end {Backend} is closed again for {Class}")]
    private partial void CircuitClosed(string backend, string @class);

    [LoggerMessage(3, LogLevel.Warning, "Address {Number} of back end {Backend} is unhealthy and left out")]
    private partial void BecameUnhealthy(string backend, int number);

    [LoggerMessage(4, LogLevel.Information, "Address {Number} of back end {Backend} is healthy again")]
    private partial void BecameHealthy(string backend, int number);
}
