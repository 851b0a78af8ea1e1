using System.Collections.Concurrent;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Gateway.Observability;

/// <summary>Who called what, since the last report. As many counters as there are pairs of consumer and operation in use.</summary>
internal sealed class UsageCounters(TimeProvider clock)
{
    private readonly ConcurrentDictionary<Key, Counter> counters = new();
    private DateTimeOffset since = clock.GetUtcNow();

    public void Add(Exchange exchange, int status)
    {
        if (!exchange.IsIdentified || exchange is not { Version: { } version, Operation: { } operation })
            return;
        Key key = new(version.Part.Api, version.Part.Version, operation.Name, exchange.Consumer?.Name);
        counters.GetOrAdd(key, static _ => new Counter()).Add(status >= 400, clock.GetUtcNow().UtcTicks);
    }

    /// <summary>What was counted since the last call; counts nothing twice. Null when there was nothing.</summary>
    public UsageReport? Take(string node)
    {
        DateTimeOffset from = since;
        since = clock.GetUtcNow();
        List<UsageCount> counts = [];
        foreach (var (key, counter) in counters)
        {
            var (calls, failures, last) = counter.Take();
            if (calls > 0)
                counts.Add(new(key.Api, key.Version, key.Operation, key.Consumer, calls, failures, new DateTimeOffset(last, TimeSpan.Zero)));
        }

        if (counts.Count == 0)
            return null;
        return new UsageReport(node, from, since,
        [
            .. counts.OrderBy(count => count.Api, StringComparer.Ordinal).ThenBy(count => count.Version, StringComparer.Ordinal)
                .ThenBy(count => count.Operation, StringComparer.Ordinal).ThenBy(count => count.Consumer, StringComparer.Ordinal),
        ]);
    }

    private readonly record struct Key(string Api, string Version, string Operation, string? Consumer);

    private sealed class Counter
    {
        private long calls;
        private long failures;
        private long lastCall;

        public void Add(bool failed, long now)
        {
            Volatile.Write(ref lastCall, now);
            if (failed)
                Interlocked.Increment(ref failures);
            Interlocked.Increment(ref calls);
        }

        // Calls first: a call between the two reads is then a failure at most one report late, never more failures than calls.
        public (long Calls, long Failures, long LastCall) Take()
        {
            long taken = Interlocked.Exchange(ref calls, 0);
            long failed = taken == 0 ? 0 : Interlocked.Exchange(ref failures, 0);
            return (taken, Math.Min(taken, failed), Volatile.Read(ref lastCall));
        }
    }
}
