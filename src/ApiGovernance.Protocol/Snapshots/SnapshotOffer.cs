namespace ApiGovernance.Protocol.Snapshots;

/// <summary>What one gateway should enforce now, which during a rollout is not what all others should.</summary>
/// <param name="Manifest">Null when nothing is new to the gateway.</param>
/// <param name="Release">What the gateway counts its calls by; null when no rollout policy holds and nothing is counted.</param>
public sealed record SnapshotOffer(SnapshotManifest? Manifest, SnapshotRelease? Release);

/// <param name="Id">
/// Lower-case hex SHA-256 over all of a snapshot that is rolled out in waves. Snapshots that differ only in what all gateways get at once
/// have the same.
/// </param>
/// <param name="ReportSeconds">How often the control plane wants to hear how calls fare.</param>
public sealed record SnapshotRelease(string Id, int ReportSeconds);
