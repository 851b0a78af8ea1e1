namespace ApiGovernance.Gateway.Idempotency;

/// <summary>The rule of claims as a table. The stores that decide in their own language (a script of Redis) are held to it by their tests.</summary>
internal static class ClaimRules
{
    /// <param name="existing">What is stored, with its state as written; null for nothing.</param>
    public static ClaimOutcome Decide(IdempotencyRecord? existing, ClaimRequest request, DateTimeOffset now)
    {
        if (existing is null || existing.ExpiresAt <= now)
            return ClaimOutcome.Claimed;
        if (existing.Fingerprint != request.Fingerprint)
            return ClaimOutcome.Reused;
        return StateAt(existing.State, existing.LeaseUntil, now) switch
        {
            IdempotencyState.InFlight => ClaimOutcome.InFlight,
            IdempotencyState.Unknown => request.TakesOver == existing.Fence ? ClaimOutcome.Claimed : ClaimOutcome.Unknown,
            _ => ClaimOutcome.Known,
        };
    }

    /// <summary>A call whose lease has ended has an unknown outcome, without anybody having to write that down.</summary>
    public static IdempotencyState StateAt(IdempotencyState written, DateTimeOffset leaseUntil, DateTimeOffset now) =>
        written == IdempotencyState.InFlight && leaseUntil <= now ? IdempotencyState.Unknown : written;
}
