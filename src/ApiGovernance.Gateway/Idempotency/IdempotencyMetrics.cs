using System.Diagnostics;
using System.Diagnostics.Metrics;
using ApiGovernance.Gateway.Observability;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>What became of calls with a key.</summary>
internal sealed class IdempotencyMetrics : IDisposable
{
    public const string Executed = "executed";
    public const string Replayed = "replayed";
    public const string InFlight = "in-flight";
    public const string Reused = "reused";
    public const string Unknown = "unknown";
    public const string NotKept = "not-kept";
    public const string KeyRefused = "key-refused";
    public const string StoreUnavailable = "store-unavailable";

    /// <summary>Carried out, but that could not be written down: its outcome will count as unknown.</summary>
    public const string NotRecorded = "not-recorded";

    private readonly Meter meter;
    private readonly Counter<long> calls;
    private readonly Counter<long> endings;
    private readonly Counter<long> reconciled;

    public IdempotencyMetrics(IMeterFactory factory)
    {
        meter = factory.Create(GatewayMetrics.Name);
        calls = meter.CreateCounter<long>(
            "apigov.gateway.idempotency.calls", "{call}", "Calls of operations with idempotency keys, by what the key said: executed, replayed, in-flight, reused, unknown, ...");
        endings = meter.CreateCounter<long>(
            "apigov.gateway.idempotency.endings", "{call}", "Calls that were carried out, by what was written down: completed, released, unknown, not-recorded.");
        reconciled = meter.CreateCounter<long>(
            "apigov.gateway.idempotency.reconciled", "{call}", "Unknown outcomes that the gateway looked up at the back end: succeeded, retried, undecided.");
    }

    public void Call(Exchange exchange, string outcome) => Add(calls, exchange, outcome);

    public void Ended(Exchange exchange, string outcome) => Add(endings, exchange, outcome);

    public void Reconciled(Exchange exchange, string outcome) => Add(reconciled, exchange, outcome);

    public void Dispose() => meter.Dispose();

    private static void Add(Counter<long> counter, Exchange exchange, string outcome)
    {
        if (!counter.Enabled)
            return;
        counter.Add(1, new TagList
        {
            { "api", exchange.Version!.Part.Api },
            { "version", exchange.Version.Part.Version },
            { "operation", exchange.Operation!.Name },
            { "outcome", outcome },
        });
    }
}
