namespace ApiGovernance.Gateway.Resilience;

/// <summary>What a read gets where there is no good answer: the last good one, else a fixed one, with a label that says so.</summary>
internal sealed class AnswerInstead
{
    private readonly Exchange exchange;
    private readonly ResilienceMetrics metrics;
    private readonly KeptAnswer? kept;
    private readonly FallbackAnswer? fallback;
    private HttpResponseMessage? found;

    private AnswerInstead(Exchange exchange, ResilienceMetrics metrics, KeptAnswer? kept, FallbackAnswer? fallback) =>
        (this.exchange, this.metrics, this.kept, this.fallback) = (exchange, metrics, kept, fallback);

    /// <returns>Null where there will never be one.</returns>
    public static AnswerInstead? Of(Exchange exchange, CallPolicy policy, BackendCalls calls)
    {
        KeptAnswer? kept = policy.Cache is { } rule ? calls.Stale.Of(exchange, rule) : null;
        return kept is null && policy.Fallback is null ? null : new AnswerInstead(exchange, calls.Metrics, kept, policy.Fallback);
    }

    /// <summary>Looks before anything is sent; what is found is what is given.</summary>
    public bool TryFind() => (found = kept?.Find() ?? fallback?.Answer()) is not null;

    /// <param name="isSent">Whether the back end was called.</param>
    /// <returns>Null when there is none.</returns>
    public HttpResponseMessage? Give(CallFailure failure, bool isSent)
    {
        if (found is null && !TryFind())
            return null;
        string backend = exchange.Version!.Backend.Name;
        found!.Headers.TryAddWithoutValidation(ProxyStatus.Header, ProxyStatus.Of(failure, backend));
        bool isFixed = found.Headers.Age is null;
        exchange.Note(
            GatewayPipeline.Forward, $"backends/{backend}", isFixed ? "policy.fallback" : "policy.cache",
            $"It {(isSent ? "failed" : "was not called")} ({failure.Cause}); {(isFixed ? "the fixed answer" : "an earlier answer")} was given instead.");
        metrics.Degraded(exchange, isFixed ? "fallback" : "stale", failure.Cause);
        return found;
    }

    /// <summary>Reads a good answer whole where it may be kept.</summary>
    /// <returns>What is to be kept once it is found to be in order; null for nothing.</returns>
    public ValueTask<StaleAnswer?> HoldAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        kept is null ? default : kept.HoldAsync(answer, cancellationToken);

    /// <summary>Keeps what <see cref="HoldAsync"/> gave.</summary>
    public void Put(StaleAnswer held) => kept!.Put(held);
}
