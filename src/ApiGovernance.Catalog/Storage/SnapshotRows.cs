using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Catalog.Storage;

/// <summary>A stored snapshot, without its parts.</summary>
internal sealed record SnapshotRow
{
    public long Id { get; init; }

    public string Revision { get; init; } = "";
}

/// <summary>An entry of the stored manifest.</summary>
internal sealed record SnapshotEntryRow
{
    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    public string Hash { get; init; } = "";

    public long Size { get; init; }

    public SnapshotPartReference ToReference() => new(PartKindNames.Parse(Kind), Name, Hash, (int)Size);
}
