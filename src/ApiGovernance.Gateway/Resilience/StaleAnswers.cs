using System.Collections.Concurrent;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>Good answers of all operations whose policy keeps them, bounded together and for each operation.</summary>
internal sealed class StaleAnswers(GatewayOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Api, string Version, string Backend, string Operation), StaleStore> stores = new();
    private long bytes;

    public long Bytes => Volatile.Read(ref bytes);

    /// <returns>Null for a request whose answer is not to be kept or taken from here.</returns>
    public KeptAnswer? Of(Exchange exchange, CacheRule rule)
    {
        if (exchange.Operation!.IsStream || !CacheRule.IsFor(exchange.Context.Request))
            return null;
        StaleStore store = stores.GetOrAdd(
            (exchange.Version!.Part.Api, exchange.Version.Part.Version, exchange.Version.Backend.Name, exchange.Operation.Name),
            static (_, self) => new StaleStore(self, self.Clock), this);
        return new KeptAnswer(store, rule, rule.KeyOf(exchange), clock);
    }

    public bool HasRoomFor(long size) => Bytes + size <= options.MaxKeptAnswerBytes;

    public void Count(long change) => Interlocked.Add(ref bytes, change);

    public void Sweep()
    {
        foreach (StaleStore store in stores.Values)
            store.Sweep();
    }

    private TimeProvider Clock => clock;
}
