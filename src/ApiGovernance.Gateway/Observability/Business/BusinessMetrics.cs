using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ApiGovernance.Gateway.Observability.Business;

/// <summary>Instruments of what the business asks for. No consumer and no id is ever a tag.</summary>
internal sealed class BusinessMetrics
{
    /// <summary>Channels that one gateway tells apart as long as it runs, of all APIs together.</summary>
    public const int MaxChannels = 100;

    private readonly ConcurrentDictionary<string, string> channels = new(StringComparer.Ordinal);
    private readonly Counter<long> events;
    private readonly Counter<long> answers;
    private readonly Counter<long> dropped;

    public BusinessMetrics(IMeterFactory factory)
    {
        Meter meter = factory.Create(GatewayMetrics.Name);
        events = meter.CreateCounter<long>("apigov.business.events", "{event}", "Orders, shipments, returns and credits by API, channel, outcome and reason.");
        answers = meter.CreateCounter<long>("apigov.backend.answers", "{answer}", "Answers of back ends that were to be held against the contract, by what came of it.");
        dropped = meter.CreateCounter<long>("apigov.business.marks.dropped", "{event}", "Events whose counterpart will not be found, because too many waited for a report.");
    }

    /// <param name="outcome"><c>accepted</c>, <c>refused</c> or <c>failed</c>.</param>
    /// <param name="reason">A problem type, <c>backend-4xx</c>, <c>backend-5xx</c>, <c>client-gone</c> or <c>none</c>.</param>
    public void Happened(string api, string entity, string channel, string outcome, string reason)
    {
        if (!events.Enabled)
            return;
        events.Add(1, new TagList
        {
            { "api", api },
            { "entity", entity },
            { "channel", channel },
            { "outcome", outcome },
            { "reason", reason },
        });
    }

    /// <param name="result"><c>kept</c>, <c>broken</c> or <c>unchecked</c>.</param>
    public void Answered(string backend, string api, string result) =>
        answers.Add(1, new("backend", backend), new("api", api), new KeyValuePair<string, object?>("result", result));

    public void MarkDropped() => dropped.Add(1);

    /// <summary>The channel, or the word for all others where there are too many.</summary>
    public string Bound(string channel)
    {
        if (channels.ContainsKey(channel))
            return channel;
        // Two calls at once may let one too many in; that is no matter.
        return channels.Count < MaxChannels && channels.TryAdd(channel, channel) ? channel : channels.ContainsKey(channel) ? channel : MeasureRule.OtherChannel;
    }
}
