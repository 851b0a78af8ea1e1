using System.Collections.Concurrent;
using ApiGovernance.Gateway.Observability.Business;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Gateway.Observability.Conformance;

/// <summary>How each back end kept to the contract of each API, as far as answers were looked at: its score is the share that did.</summary>
internal sealed class AnswerCounters(BusinessMetrics metrics, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Backend, string Api), Counter> counters = new();

    /// <summary>An answer was held against the contract.</summary>
    public void Checked(Exchange exchange, bool isBroken)
    {
        (string backend, string api) = (exchange.Version!.Backend.Name, exchange.Version.Part.Api);
        metrics.Answered(backend, api, isBroken ? "broken" : "kept");
        counters.GetOrAdd((backend, api), static _ => new Counter()).Add(isBroken, clock.GetUtcNow().UtcTicks);
    }

    /// <summary>It should have been, and its body could not: it says nothing either way.</summary>
    public void NotChecked(Exchange exchange) => metrics.Answered(exchange.Version!.Backend.Name, exchange.Version.Part.Api, "unchecked");

    /// <summary>What was counted since the last call; counts nothing twice.</summary>
    public IReadOnlyList<CheckedAnswers> Take()
    {
        if (counters.IsEmpty)
            return [];
        List<CheckedAnswers> taken = [];
        foreach (var (key, counter) in counters)
        {
            var (answers, broken, last) = counter.Take();
            if (answers > 0)
                taken.Add(new CheckedAnswers(key.Backend, key.Api, answers, broken, new DateTimeOffset(last, TimeSpan.Zero)));
        }

        return [.. taken.OrderBy(answers => answers.Backend, StringComparer.Ordinal).ThenBy(answers => answers.Api, StringComparer.Ordinal)];
    }

    private sealed class Counter
    {
        private readonly Lock gate = new();
        private long answers;
        private long broken;
        private long last;

        public void Add(bool isBroken, long now)
        {
            lock (gate)
            {
                answers++;
                broken += isBroken ? 1 : 0;
                last = now;
            }
        }

        public (long Answers, long Broken, long Last) Take()
        {
            lock (gate)
            {
                (long, long, long) taken = (answers, broken, last);
                (answers, broken) = (0, 0);
                return taken;
            }
        }
    }
}
