using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ApiGovernance.Gateway.Tests.World;

/// <summary>What the gateway's counters were told, of one API or one back end: other worlds of the process count as well.</summary>
public sealed class MetricLog : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<(string Instrument, Dictionary<string, object?> Tags)> seen = [];

    public MetricLog(string name, string tag = "api")
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "ApiGovernance.Gateway")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
        {
            Dictionary<string, object?> all = tags.ToArray().ToDictionary();
            if (name.Equals(all.GetValueOrDefault(tag)))
                seen.Enqueue((instrument.Name, all));
        });
        listener.Start();
    }

    /// <summary>How often an instrument was told something with these tags.</summary>
    public int Count(string instrument, params (string Name, string Value)[] tags) => seen.Count(entry =>
        entry.Instrument == instrument && tags.All(tag => tag.Value.Equals(entry.Tags.GetValueOrDefault(tag.Name)?.ToString(), StringComparison.Ordinal)));

    public void Dispose() => listener.Dispose();
}
