namespace ApiGovernance.Gateway.Idempotency;

/// <summary>What a store holds under one key.</summary>
public sealed record IdempotencyRecord
{
    public required string Id { get; init; }

    public required IdempotencyKey Key { get; init; }

    /// <summary>As of the moment it was read: a call whose gateway let its lease end is <see cref="IdempotencyState.Unknown"/>.</summary>
    public required IdempotencyState State { get; init; }

    /// <summary>SHA-256 of the request, as 64 hex digits.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Which attempt wrote last; only the one that knows it may go on writing.</summary>
    public required string Fence { get; init; }

    /// <summary>The gateway that has or had the call.</summary>
    public required string Node { get; init; }

    public required DateTimeOffset ClaimedAt { get; init; }

    public required DateTimeOffset LeaseUntil { get; init; }

    /// <summary>When the store forgets it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Why the outcome is unknown, or what the one who resolved it wrote.</summary>
    public string? Reason { get; init; }

    public string? ResolvedBy { get; init; }

    /// <summary>The answer; null while there is none.</summary>
    public StoredResponse? Response { get; init; }
}

/// <summary>An answer to replay.</summary>
/// <param name="Headers">The stored header fields as a JSON object of arrays.</param>
/// <param name="Body">Null when it was larger than the policy keeps.</param>
public sealed record StoredResponse(int Status, string Headers, byte[]? Body);
