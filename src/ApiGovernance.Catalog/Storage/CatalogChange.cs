using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Storage;

/// <summary>What is to be written, in one transaction or not at all.</summary>
internal sealed record CatalogChange
{
    public IReadOnlyList<StoredDescriptor> Descriptors { get; init; } = [];

    /// <summary>The APIs' own records; their versions are not looked at.</summary>
    public IReadOnlyList<StoredApi> Apis { get; init; } = [];

    public IReadOnlyList<StoredVersion> Versions { get; init; } = [];

    public IReadOnlyList<StoredContract> Contracts { get; init; } = [];

    public IReadOnlyList<ContractVerdict> Verdicts { get; init; } = [];

    public IReadOnlyList<AuditNote> Audit { get; init; } = [];

    /// <summary>True when what gateways enforce may have changed.</summary>
    public bool TouchesTraffic => Descriptors.Count + Apis.Count + Versions.Count > 0;

    public bool IsEmpty => !TouchesTraffic && Contracts.Count + Verdicts.Count + Audit.Count == 0;
}

/// <summary>An audit entry that has no number yet.</summary>
internal sealed record AuditNote(DateTimeOffset At, string Actor, string Action, string Object, string Detail);

/// <param name="Hash">Lower-case hex SHA-256 of <paramref name="Document"/>.</param>
/// <param name="Document">The contract as one self-contained UTF-8 JSON document: the snapshot's part.</param>
/// <param name="Source">The text as it was submitted; the document itself when there were several files.</param>
/// <param name="InfoVersion"><c>info.version</c> as written.</param>
internal sealed record StoredContract(string Hash, byte[] Document, byte[] Source, string MediaType, string InfoVersion);
