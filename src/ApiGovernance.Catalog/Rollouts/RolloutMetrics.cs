using System.Diagnostics.Metrics;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Rollouts;

/// <summary>Where rollouts stand, for whoever measures.</summary>
internal sealed class RolloutMetrics : IDisposable
{
    private readonly Meter _meter;

    public RolloutMetrics(IMeterFactory factory, RolloutCoordinator rollouts)
    {
        _meter = factory.Create(CatalogTelemetry.MeterName);
        _meter.CreateObservableGauge(
            "apigov.catalog.gateways", () => rollouts.GatewaysByRelease().Select(pair => new Measurement<int>(
                pair.Gateways, new("revision", pair.Revision), new("role", pair.Role))),
            "{gateway}", "Gateways that live, by the snapshot that they serve and what it is: stable, candidate or other.");
        _meter.CreateObservableGauge(
            "apigov.catalog.rollout", () => new Measurement<int>(
                rollouts.State.Current?.Wave ?? 0, new KeyValuePair<string, object?>("status", StatusOf(rollouts.State))),
            "{wave}", "The wave of the rollout that is on; 0 without one.");
    }

    public void Dispose() => _meter.Dispose();

    private static string StatusOf(RolloutState state) => state.Current?.Status switch
    {
        RolloutStatus.Running => "running",
        RolloutStatus.Paused => "paused",
        _ => state.WithdrawnRelease is null ? "none" : "rolled-back",
    };
}
