using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>
/// Writes down how a call ended. A store that fails here keeps nobody from the answer: what is not written down counts as unknown
/// once the lease is over, and is never sent again by itself.
/// </summary>
internal sealed partial class CallRecorder(IdempotencyLedger ledger, IdempotencyMetrics metrics, ILogger<CallRecorder> logger)
{
    public Task CompleteAsync(Exchange exchange, ClaimRequest claim, StoredResponse response, TimeSpan keep) =>
        WriteAsync(exchange, claim, "completed", () => ledger.CompleteAsync(claim.Id, claim.Fence, response, keep));

    /// <summary>Nothing came of it; the key is free. What was unknown before is unknown again.</summary>
    public Task ReleaseAsync(Exchange exchange, ClaimRequest claim) => claim.TakesOver is null
        ? WriteAsync(exchange, claim, "released", () => ledger.ReleaseAsync(claim.Id, claim.Fence))
        : LoseAsync(exchange, claim, "sent before, and not again");

    public Task LoseAsync(Exchange exchange, ClaimRequest claim, string reason)
    {
        Lost(claim.Id, exchange.Operation!.Name, reason, exchange.CorrelationId);
        return WriteAsync(exchange, claim, IdempotencyMetrics.Unknown, () => ledger.LoseAsync(claim.Id, claim.Fence, reason, claim.KeepUnknown));
    }

    private async Task WriteAsync(Exchange exchange, ClaimRequest claim, string ending, Func<Task<bool>> write)
    {
        try
        {
            if (!await write().ConfigureAwait(false))
                Overtaken(claim.Id, exchange.CorrelationId);
            metrics.Ended(exchange, ending);
        }
        catch (IdempotencyStoreException error)
        {
            NotRecorded(error, claim.Id, exchange.CorrelationId);
            metrics.Ended(exchange, IdempotencyMetrics.NotRecorded);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The outcome of {Operation} under key {Id} is unknown ({Reason}); it waits to be resolved (correlation {CorrelationId})")]
    private partial void Lost(string id, string operation, string reason, string correlationId);

    [LoggerMessage(2, LogLevel.Error, "How the call under key {Id} ended could not be written down; its outcome will count as unknown (correlation {CorrelationId})")]
    private partial void NotRecorded(Exception error, string id, string correlationId);

    [LoggerMessage(3, LogLevel.Warning, "The call under key {Id} ended after somebody else had decided about it; that decision stays (correlation {CorrelationId})")]
    private partial void Overtaken(string id, string correlationId);
}
