using System.Collections.Concurrent;
using ApiGovernance.Gateway.Observability.Business;
using ApiGovernance.Gateway.Observability.Conformance;
using ApiGovernance.Gateway.Observability.Unregistered;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Gateway.Observability;

/// <summary>Who called what, and with which fields, since the last report. As many counters as there are pairs of consumer and operation in use.</summary>
internal sealed class UsageCounters(
    GatewayOptions options, UnregisteredTraffic unregistered, AnswerCounters answers, BusinessMarks marks, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Key, UsageCounter> counters = new();
    private readonly Func<Key, UsageCounter> create = _ => new UsageCounter(new FieldCounters(options.FieldSampling, clock.TimestampFrequency));
    private DateTimeOffset since = clock.GetUtcNow();

    /// <summary>Has the call's names noted when it is one of those that are looked at.</summary>
    public void Observe(Exchange exchange)
    {
        if (Find(exchange) is { } counter && counter.Fields.Choose(exchange.StartedAt))
            exchange.Observation = FieldObservation.Rent();
    }

    /// <summary>The end of a call.</summary>
    public void Add(Exchange exchange, int status)
    {
        FieldObservation? observation = exchange.Observation;
        exchange.Observation = null;
        if (Find(exchange) is { } counter)
        {
            DateTimeOffset now = clock.GetUtcNow();
            // What was refused is no use; of what was broken off nobody knows how much was read.
            if (observation is not null && exchange.Problem is null && !exchange.Context.RequestAborted.IsCancellationRequested)
                counter.Fields.Add(observation, now);
            counter.Add(status >= 400, now.UtcTicks);
        }

        observation?.Return();
    }

    /// <summary>What was counted since the last call; counts nothing twice. Null when there was nothing.</summary>
    public UsageReport? Take(string node)
    {
        DateTimeOffset from = since;
        since = clock.GetUtcNow();
        List<(Key Key, UsageCount Count, SampledFields Fields)> taken = [];
        foreach (var (key, counter) in counters)
        {
            var (calls, failures, last) = counter.Take();
            if (calls == 0)
                continue;
            taken.Add((
                key,
                new(key.Api, key.Version, key.Operation, key.Consumer, calls, failures, new DateTimeOffset(last, TimeSpan.Zero)),
                counter.Fields.Take(new SampledFields(key.Api, key.Version, key.Operation, key.Consumer, 0))));
        }

        taken.Sort(static (one, other) => Compare(one.Key, other.Key));
        IReadOnlyList<UnregisteredCalls> strange = unregistered.Take();
        IReadOnlyList<CheckedAnswers> looked = answers.Take();
        IReadOnlyList<BusinessMark> marked = marks.Take();
        return taken.Count == 0 && strange.Count == 0 && looked.Count == 0 && marked.Count == 0 ? null : new UsageReport(node, from, since, [.. taken.Select(entry => entry.Count)])
        {
            Fields = [.. taken.Select(entry => entry.Fields)],
            Unregistered = strange,
            Answers = looked,
            Marks = marked,
        };
    }

    private static int Compare(in Key one, in Key other)
    {
        int order = string.CompareOrdinal(one.Api, other.Api);
        order = order != 0 ? order : string.CompareOrdinal(one.Version, other.Version);
        order = order != 0 ? order : string.CompareOrdinal(one.Operation, other.Operation);
        return order != 0 ? order : string.CompareOrdinal(one.Consumer, other.Consumer);
    }

    private UsageCounter? Find(Exchange exchange)
    {
        if (exchange.Usage is not null)
            return exchange.Usage;
        if (!exchange.IsIdentified || exchange is not { Version: { } version, Operation: { } operation })
            return null;
        Key key = new(version.Part.Api, version.Part.Version, operation.Name, exchange.Consumer?.Name);
        return exchange.Usage = counters.GetOrAdd(key, create);
    }

    private readonly record struct Key(string Api, string Version, string Operation, string? Consumer);
}
