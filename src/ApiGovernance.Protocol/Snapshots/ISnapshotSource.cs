using ApiGovernance.Protocol.Acknowledgements;

namespace ApiGovernance.Protocol.Snapshots;

/// <summary>
/// Where a gateway gets its snapshots. The process boundary between the planes: in one process it is the publisher itself, across
/// processes it is the HTTP source.
/// </summary>
public interface ISnapshotSource
{
    /// <summary>
    /// The manifest in force as soon as its revision differs from <paramref name="knownRevision"/>; null when
    /// <paramref name="wait"/> has passed without a change (or when nothing was ever published).
    /// </summary>
    /// <exception cref="SnapshotSourceException">The control plane cannot be reached or answers nonsense.</exception>
    Task<SnapshotManifest?> WaitForManifestAsync(string? knownRevision, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>The same for one gateway: during a rollout not all get the same. A source that makes no difference need not know of it.</summary>
    /// <param name="node">The gateway's name.</param>
    /// <exception cref="SnapshotSourceException">The control plane cannot be reached or answers nonsense.</exception>
    async Task<SnapshotOffer> WaitForOfferAsync(string node, string? knownRevision, TimeSpan wait, CancellationToken cancellationToken) =>
        new(await WaitForManifestAsync(knownRevision, wait, cancellationToken).ConfigureAwait(false), null);

    /// <summary>The bytes of a part. The caller checks them against the hash.</summary>
    /// <exception cref="SnapshotSourceException">The control plane cannot be reached or no longer has the part.</exception>
    Task<ReadOnlyMemory<byte>> GetPartAsync(string hash, CancellationToken cancellationToken);

    /// <summary>Tells the control plane what became of a revision.</summary>
    Task AcknowledgeAsync(SnapshotAcknowledgement acknowledgement, CancellationToken cancellationToken);

    /// <summary>Tells the control plane how calls fare, where an offer asked for it.</summary>
    /// <exception cref="SnapshotSourceException">The control plane cannot be reached.</exception>
    Task ReportAsync(ReleaseReport report, CancellationToken cancellationToken) => Task.CompletedTask;
}

public sealed class SnapshotSourceException : Exception
{
    public SnapshotSourceException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
