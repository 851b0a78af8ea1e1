using ApiGovernance.Gateway.Snapshots;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>What all calls to back ends share.</summary>
internal sealed class BackendCalls(TimeProvider clock, ResilienceMetrics metrics, StaleAnswers stale)
{
    public TimeProvider Clock { get; } = clock;

    public ResilienceMetrics Metrics { get; } = metrics;

    public StaleAnswers Stale { get; } = stale;

    /// <returns>Null for a call about which the catalog says nothing: it goes out as it is.</returns>
    public BackendCall? Begin(Exchange exchange)
    {
        BackendModel backend = exchange.Version!.Backend;
        CallPolicy? policy = exchange.Settings!.Call;
        return policy is null && backend.Resilience.IsPlain ? null : new BackendCall(exchange, backend, policy, this);
    }
}

/// <summary>The client that sends.</summary>
internal delegate Task<HttpResponseMessage> BackendSend(HttpRequestMessage request, CancellationToken cancellationToken);
