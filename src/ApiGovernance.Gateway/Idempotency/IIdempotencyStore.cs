namespace ApiGovernance.Gateway.Idempotency;

/// <summary>
/// Where keys are kept: a process boundary. Every member is atomic and is on disk (as the store is set up to be) when its task ends.
/// Members that name a fence change nothing, and answer false, when another attempt has written since.
/// </summary>
internal interface IIdempotencyStore : IAsyncDisposable
{
    /// <summary>How messages name it; without secrets.</summary>
    string Place { get; }

    /// <summary>Makes what is lacking (file, tables), and declares unknown what an earlier life of this gateway left in flight.</summary>
    /// <param name="run">Null for a reader that is no gateway.</param>
    Task OpenAsync(GatewayRun? run, CancellationToken cancellationToken);

    Task<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken);

    /// <summary>Writes the answer down, also where the outcome was unknown before.</summary>
    Task<bool> CompleteAsync(string id, string fence, StoredResponse response, TimeSpan keep, CancellationToken cancellationToken);

    /// <summary>Nothing was sent: the key is free again.</summary>
    Task<bool> ReleaseAsync(string id, string fence, CancellationToken cancellationToken);

    /// <summary>Sent, and no answer came.</summary>
    Task<bool> LoseAsync(string id, string fence, string reason, TimeSpan keep, CancellationToken cancellationToken);

    /// <summary>Calls in flight and unknown outcomes, oldest first.</summary>
    Task<IReadOnlyList<IdempotencyRecord>> ListOpenAsync(int most, CancellationToken cancellationToken);

    /// <summary>Somebody says how an unknown outcome ended: <see cref="IdempotencyState.Succeeded"/>, <see cref="IdempotencyState.Failed"/>, or null to free the key.</summary>
    Task<bool> ResolveAsync(string id, string fence, Resolution resolution, TimeSpan keep, CancellationToken cancellationToken);

    /// <summary>Removes some of what has expired.</summary>
    /// <returns>How many records were removed.</returns>
    Task<int> RemoveExpiredAsync(int most, CancellationToken cancellationToken);
}

/// <param name="Outcome">Null: it may be tried again.</param>
internal sealed record Resolution(IdempotencyState? Outcome, string By, string? Note);
