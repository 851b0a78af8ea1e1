using System.Security.Cryptography;
using System.Text.Json;

namespace ApiGovernance.Protocol.Snapshots;

/// <summary>How parts and manifests are named by their content.</summary>
public static class SnapshotHash
{
    /// <summary>Lower-case hex SHA-256.</summary>
    public static string OfPart(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>A manifest over <paramref name="parts"/>, which it orders; the revision is the hash of their JSON.</summary>
    public static SnapshotManifest Manifest(IEnumerable<SnapshotPartReference> parts)
    {
        SnapshotPartReference[] ordered = [.. parts.OrderBy(part => part.Kind).ThenBy(part => part.Name, StringComparer.Ordinal)];
        return new SnapshotManifest(OfPart(JsonSerializer.SerializeToUtf8Bytes(ordered, ProtocolJson.Type<SnapshotPartReference[]>())), ordered);
    }
}
