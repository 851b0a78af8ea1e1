namespace ApiGovernance.Gateway.Idempotency;

/// <summary>A gateway asks to be the one that carries out the call behind a key.</summary>
/// <param name="Fence">Names this attempt; no two attempts have the same. See <see cref="Idempotency.Fence"/>.</param>
/// <param name="Lease">How long the gateway may take; after that its outcome counts as unknown.</param>
/// <param name="KeepUnknown">How long the record stays when nobody ever says how it ended.</param>
internal sealed record ClaimRequest(IdempotencyKey Key, string Id, string Fingerprint, string Fence, GatewayRun Run, TimeSpan Lease, TimeSpan KeepUnknown)
{
    /// <summary>The attempt whose unknown outcome this one takes over; null to leave unknown outcomes alone.</summary>
    public string? TakesOver { get; init; }
}

/// <summary>One life of one gateway: what an earlier life of it left behind is nobody's any more.</summary>
internal sealed record GatewayRun(string Node, string Instance);

internal enum ClaimOutcome
{
    /// <summary>The call is this gateway's.</summary>
    Claimed = 0,

    /// <summary>Another request with this key is being carried out.</summary>
    InFlight = 1,

    /// <summary>There is a record to answer from.</summary>
    Known = 2,

    /// <summary>Sent, and no answer came.</summary>
    Unknown = 3,

    /// <summary>The key was used for another request.</summary>
    Reused = 4,
}

/// <param name="Record">What stood there; null when the call was claimed.</param>
/// <param name="Now">The store's clock.</param>
internal readonly record struct ClaimResult(ClaimOutcome Outcome, IdempotencyRecord? Record, DateTimeOffset Now);
