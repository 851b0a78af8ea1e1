using ApiGovernance.Gateway.Admission.Backends;
using ApiGovernance.Gateway.Snapshots;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>
/// A question of the gateway's own to a back end on behalf of a call, made as the call would be: at a healthy address, not while the
/// circuit for reads is open, within the limits and windows. Until it is told of an answer it counts as failed.
/// </summary>
internal sealed class BackendVisit : IDisposable
{
    private readonly Exchange exchange;
    private readonly ResilienceMetrics metrics;
    private readonly Destination destination;
    private readonly int permit;
    private readonly long startedAt;
    private CallFailure? failure = CallFailure.Terminated;

    private BackendVisit(Exchange exchange, ResilienceMetrics metrics, Destination destination, int permit)
    {
        (this.exchange, this.metrics, this.destination, this.permit) = (exchange, metrics, destination, permit);
        startedAt = Backend.Gate.Timestamp;
        destination.Enter();
        UpstreamPrefix = string.Concat(destination.Address, exchange.Version!.UpstreamPrefix.AsSpan(Backend.Address.Length));
    }

    /// <summary>What stands before the contract's path at the address that was picked.</summary>
    public string UpstreamPrefix { get; }

    private BackendModel Backend => exchange.Version!.Backend;

    /// <returns>Null when the back end is not to be called now.</returns>
    public static async ValueTask<BackendVisit?> BeginAsync(Exchange exchange, ResilienceMetrics metrics, CancellationToken cancellationToken)
    {
        BackendModel backend = exchange.Version!.Backend;
        BackendResilience resilience = backend.Resilience;
        Refusal? refusal = await backend.Gate.TryEnterAsync(
            backend.Rules, exchange.Settings!.PriorityOf(isSafe: false), changes: false, cancellationToken).ConfigureAwait(false);
        if (refusal is not null)
            return null;
        int permit = 0;
        CircuitState? changed = null;
        bool isLetThrough = resilience.Reads is null || resilience.Reads.TryEnter(out permit, out changed);
        Tell(metrics, backend, changed);
        if (isLetThrough)
        {
            if (resilience.Destinations.Pick(null) is { } destination)
                return new BackendVisit(exchange, metrics, destination, permit);
            resilience.Reads?.Leave(permit, CallOutcome.None);
        }

        backend.Gate.GiveBack(backend.Rules, changes: false);
        backend.Gate.Leave();
        return null;
    }

    public void Answered(HttpResponseMessage answer)
    {
        failure = CallFailure.Of(answer.StatusCode);
        // A look takes another time than the call that it is for.
        Backend.Gate.Answered(exchange.Settings!, startedAt, answer);
    }

    public void Dispose()
    {
        destination.Leave();
        if (destination.Called(answered: failure is null or { Reason: FailureReason.Status }))
            metrics.HealthChanged(Backend.Name, destination);
        Tell(metrics, Backend, Backend.Resilience.Reads?.Leave(permit, failure is { IsFault: true } ? CallOutcome.Failed : CallOutcome.Good));
        Backend.Gate.Leave();
    }

    private static void Tell(ResilienceMetrics metrics, BackendModel backend, CircuitState? changed)
    {
        if (changed is { } state)
            metrics.CircuitChanged(backend.Name, reads: true, state);
    }
}
