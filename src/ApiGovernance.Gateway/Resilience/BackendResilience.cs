using ApiGovernance.Gateway.Idempotency;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>What this gateway knows of one back end's failures. Taken over from snapshot to snapshot where nothing about it changed.</summary>
internal sealed class BackendResilience
{
    /// <exception cref="Snapshots.SnapshotContentException">An address is no URL.</exception>
    public BackendResilience(SnapshotBackend backend, BackendResilience? previous, TimeProvider clock)
    {
        Destinations = new DestinationSet(backend, previous?.Destinations, clock);
        HonoursIdempotencyKey = backend.HonoursIdempotencyKey;
        Retries = previous?.Retries ?? new CallBudget();
        Hedges = previous?.Hedges ?? new CallBudget();
        if (backend.Breaker is not { } settings)
            return;
        Reads = previous?.Reads?.Settings == settings ? previous.Reads : new CircuitBreaker(settings, clock);
        Writes = previous?.Writes?.Settings == settings ? previous.Writes : new CircuitBreaker(settings, clock);
    }

    public DestinationSet Destinations { get; }

    public CircuitBreaker? Reads { get; }

    public CircuitBreaker? Writes { get; }

    public CallBudget Retries { get; }

    public CallBudget Hedges { get; }

    public bool HonoursIdempotencyKey { get; }

    /// <summary>Calls may go out as they are.</summary>
    public bool IsPlain => Reads is null && Destinations.IsPlain;

    public CircuitBreaker? BreakerFor(string method) => IsRead(method) ? Reads : Writes;

    public static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>
    /// Coming twice, it does no more than once: by its method (RFC 9110, 9.2.2), or because the back end looks at the key that it has.
    /// </summary>
    public bool IsRepeatable(HttpRequest request) =>
        IsRead(request.Method) || HttpMethods.IsPut(request.Method) || HttpMethods.IsDelete(request.Method)
        || (HonoursIdempotencyKey && request.Headers.TryGetValue(KeyField.Name, out var key) && KeyField.Parse(key, out _) is null);
}
