using ApiGovernance.Gateway.Authentication.Onward;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>What a gateway may find out by itself about a call whose outcome is unknown, when its client comes again.</summary>
internal sealed class IdempotencyReconciler(IdempotencyLedger ledger, BackendLookup lookup, OnwardIdentity onward, IdempotencyMetrics metrics)
{
    /// <returns>The claim to go on with, and what it brought: the unknown outcome still, where nothing could be found out.</returns>
    public async Task<(ClaimRequest Claim, ClaimResult Result)> TryAsync(Exchange exchange, IdempotencyRule rule, ClaimRequest claim, ClaimResult unknown)
    {
        IdempotencyRecord record = unknown.Record!;
        // The call went elsewhere, before a canary or the version's back end changed: that one knows, and nobody asks it.
        if (!Fence.IsFor(record.Fence, exchange.Version!.Backend.Name))
            return (claim, unknown);
        // The back end makes one of two calls with the same key: sending it again finds out and finishes it.
        if (exchange.Version.Backend.HonoursIdempotencyKey)
            return await TakeOverAsync(exchange, claim, record).ConfigureAwait(false);
        if (rule.Lookup is not { } how || unknown.Now - record.ClaimedAt < how.NotBefore)
            return (claim, unknown);
        // The look is made as the call itself would be; a back end that would not let it in says nothing of the outcome.
        var (finding, answer) = await onward.PrepareAsync(exchange).ConfigureAwait(false) is null
            ? await lookup.AskAsync(exchange, rule, record.Key.Key).ConfigureAwait(false)
            : (LookupFinding.Undecided, null);
        switch (finding)
        {
            case LookupFinding.Found:
                metrics.Reconciled(exchange, "succeeded");
                await ledger.CompleteAsync(record.Id, record.Fence, answer!, rule.Retention).ConfigureAwait(false);
                return (claim, await ledger.ClaimAsync(claim).ConfigureAwait(false));
            case LookupFinding.Absent:
                return await TakeOverAsync(exchange, claim, record).ConfigureAwait(false);
            default:
                metrics.Reconciled(exchange, "undecided");
                return (claim, unknown);
        }
    }

    private async Task<(ClaimRequest Claim, ClaimResult Result)> TakeOverAsync(Exchange exchange, ClaimRequest claim, IdempotencyRecord record)
    {
        ClaimRequest takeover = claim with { TakesOver = record.Fence };
        ClaimResult result = await ledger.ClaimAsync(takeover).ConfigureAwait(false);
        if (result.Outcome == ClaimOutcome.Claimed)
            metrics.Reconciled(exchange, "retried");
        return (takeover, result);
    }
}
