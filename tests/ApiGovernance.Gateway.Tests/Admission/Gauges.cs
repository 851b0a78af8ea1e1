using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ApiGovernance.Gateway.Tests.Admission;

/// <summary>What the instruments say about one back end; tests run at once, so each has a back end of its own name.</summary>
public sealed class Gauges : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, double> values = new();
    private readonly string backend;

    public Gauges(string backend)
    {
        this.backend = backend;
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Name == "ApiGovernance.Gateway" && instrument.Name.StartsWith("apigov.gateway.backend.", StringComparison.Ordinal))
                own.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
    }

    public int Waiting => (int)Read("queue.length");

    public int InFlight => (int)Read("in_flight");

    public int AdaptiveLimit => (int)Read("adaptive_limit");

    /// <summary>Calls of this priority that were refused for this policy.</summary>
    public int Shed(string priority, string policy) => (int)values.GetValueOrDefault($"shed {priority} {policy}");

    public IEnumerable<string> Keys => values.Keys;

    public void Dispose() => listener.Dispose();

    private double Read(string name)
    {
        listener.RecordObservableInstruments();
        return values.GetValueOrDefault(name);
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string? of = null;
        string rest = "";
        foreach (var (name, tag) in tags)
        {
            if (name == "backend")
                of = (string?)tag;
            else
                rest += $" {tag}";
        }

        if (of != backend)
            return;
        string key = instrument.Name["apigov.gateway.backend.".Length..] + rest;
        if (instrument.IsObservable)
            values[key] = value;
        else
            values.AddOrUpdate(key, value, (_, known) => known + value);
    }
}
