using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Catalog.Storage;

/// <summary>What a publication changes of the snapshot before it: of thousands of parts, mostly a handful.</summary>
internal sealed record SnapshotDelta
{
    /// <summary>How many snapshots a part outlives the last that had it: a gateway may still be fetching it.</summary>
    public const int SnapshotsKept = 20;

    /// <summary>New entries of the manifest, and those that point to another part now.</summary>
    public required IReadOnlyList<SnapshotPartReference> Written { get; init; }

    /// <summary>Entries that the manifest no longer has.</summary>
    public required IReadOnlyList<SnapshotPartReference> Removed { get; init; }

    /// <summary>Parts that the snapshot before did not have; contracts are kept elsewhere.</summary>
    public required IReadOnlyList<KeyValuePair<string, byte[]>> NewParts { get; init; }

    /// <summary>Hashes of parts that only the snapshot before had.</summary>
    public required IReadOnlyList<string> LeftParts { get; init; }

    public static SnapshotDelta Of(
        IReadOnlyList<SnapshotPartReference> before, SnapshotManifest manifest, IReadOnlyDictionary<string, byte[]> parts)
    {
        HashSet<SnapshotPartReference> old = [.. before];
        HashSet<(SnapshotPartKind Kind, string Name)> names = [.. manifest.Parts.Select(part => (part.Kind, part.Name))];
        HashSet<string> oldParts = [.. before.Where(part => part.Kind != SnapshotPartKind.Contract).Select(part => part.Hash)];
        return new SnapshotDelta
        {
            Written = [.. manifest.Parts.Where(part => !old.Contains(part))],
            Removed = [.. before.Where(part => !names.Contains((part.Kind, part.Name)))],
            NewParts = [.. parts.Where(part => !oldParts.Contains(part.Key)).OrderBy(part => part.Key, StringComparer.Ordinal)],
            LeftParts = [.. oldParts.Where(hash => !parts.ContainsKey(hash)).Order(StringComparer.Ordinal)],
        };
    }
}

/// <summary>The snapshot in force as it was last saved or read by this process.</summary>
/// <param name="Id">Of the stored snapshot: when it has moved on, another process has published.</param>
internal sealed record SavedSnapshot(long Id, IReadOnlyList<SnapshotPartReference> Parts)
{
    public static SavedSnapshot None { get; } = new(0, []);

    /// <summary>The manifest of stored entries.</summary>
    /// <exception cref="CatalogStorageException">They are not those that were published.</exception>
    public static SnapshotManifest Manifest(string database, string revision, IReadOnlyList<SnapshotPartReference> entries)
    {
        SnapshotManifest manifest = SnapshotHash.Manifest(entries);
        return manifest.Revision == revision ? manifest : throw new CatalogStorageException(
            database, $"the snapshot {revision[..12]} was altered in the store.", "Start a control plane on it: it publishes the catalog as it is.");
    }
}
