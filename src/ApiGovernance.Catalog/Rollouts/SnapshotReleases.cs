using System.Text.Json;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Catalog.Rollouts;

/// <summary>
/// What of a snapshot goes in waves and what does not. API versions, their contracts and back ends decide how calls are served and go in
/// waves; consumers with their keys and subscriptions, plans and issuers decide who may call and reach all gateways at once, because a key
/// that is revoked must not work for another hour anywhere.
/// </summary>
internal static class SnapshotReleases
{
    /// <summary>The name of all that goes in waves.</summary>
    public static string IdOf(SnapshotManifest manifest, TrafficPart traffic)
    {
        SnapshotPartReference[] parts = [.. manifest.Parts.Where(part => part.Kind != SnapshotPartKind.Traffic)];
        byte[] backends = JsonSerializer.SerializeToUtf8Bytes(traffic.Backends, ProtocolJson.Options);
        return SnapshotHash.OfPart(JsonSerializer.SerializeToUtf8Bytes(new { parts, backends = SnapshotHash.OfPart(backends) }, ProtocolJson.Options));
    }

    /// <summary>The stable snapshot with who may call as it is now.</summary>
    public static (SnapshotManifest Manifest, IReadOnlyDictionary<string, byte[]> Parts) WithAccess(SnapshotManifest stable, TrafficPart own, TrafficPart access)
    {
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(access with { Backends = own.Backends }, ProtocolJson.Options);
        SnapshotPartReference traffic = TrafficOf(stable) with { Hash = SnapshotHash.OfPart(bytes), Size = bytes.Length };
        IEnumerable<SnapshotPartReference> parts = stable.Parts.Where(part => part.Kind != SnapshotPartKind.Traffic).Append(traffic);
        return (SnapshotHash.Manifest(parts), new Dictionary<string, byte[]> { [traffic.Hash] = bytes });
    }

    public static SnapshotPartReference TrafficOf(SnapshotManifest manifest) => manifest.Parts.Single(part => part.Kind == SnapshotPartKind.Traffic);

    public static TrafficPart ReadTraffic(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize<TrafficPart>(bytes, ProtocolJson.Options)!;
}
