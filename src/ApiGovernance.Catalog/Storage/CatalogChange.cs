using ApiGovernance.Catalog.Audit;

namespace ApiGovernance.Catalog.Storage;

/// <summary>What is to be written, in one transaction or not at all.</summary>
internal sealed record CatalogChange
{
    /// <summary>
    /// The <see cref="CatalogState.Number"/> that was decided on: when another process has written since, nothing is written and
    /// <see cref="CatalogConflictException"/> is thrown. Null: whatever is there.
    /// </summary>
    public long? BasedOn { get; init; }

    public IReadOnlyList<StoredDescriptor> Descriptors { get; init; } = [];

    public IReadOnlyList<(string Kind, string Name)> RemovedDescriptors { get; init; } = [];

    /// <summary>The APIs' own records; their versions are not looked at.</summary>
    public IReadOnlyList<StoredApi> Apis { get; init; } = [];

    /// <summary>By name, with their versions. What was judged and called stays.</summary>
    public IReadOnlyList<string> RemovedApis { get; init; } = [];

    public IReadOnlyList<StoredVersion> Versions { get; init; } = [];

    /// <summary>Contracts and schemas, kept by their hash for ever.</summary>
    public IReadOnlyList<StoredContract> Contracts { get; init; } = [];

    public IReadOnlyList<StoredFacts> Facts { get; init; } = [];

    public IReadOnlyList<StoredRevision> Revisions { get; init; } = [];

    public IReadOnlyList<StoredVerdict> Verdicts { get; init; } = [];

    public IReadOnlyList<StoredApproval> Approvals { get; init; } = [];

    /// <summary>New ones, and those that were changed (revoked, shortened).</summary>
    public IReadOnlyList<StoredSecret> Secrets { get; init; } = [];

    /// <summary>The policies that verdicts of this change were given by.</summary>
    public IReadOnlyList<StoredPolicies> Policies { get; init; } = [];

    public IReadOnlyList<AuditNote> Audit { get; init; } = [];

    /// <summary>True when what gateways enforce may have changed.</summary>
    public bool TouchesTraffic => Descriptors.Count + RemovedDescriptors.Count + Apis.Count + RemovedApis.Count + Versions.Count + Secrets.Count > 0;

    public bool IsEmpty =>
        !TouchesTraffic
        && Contracts.Count + Facts.Count + Revisions.Count + Verdicts.Count + Approvals.Count + Policies.Count + Audit.Count == 0;
}

/// <summary>Another process has changed the catalog since the state that a change was decided on; nothing was written.</summary>
internal sealed class CatalogConflictException() : Exception("The catalog was changed by another process.");
