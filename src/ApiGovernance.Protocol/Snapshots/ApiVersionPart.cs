using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Protocol.Snapshots;

/// <summary>All that a gateway needs to serve one API version, its contract by hash.</summary>
public sealed record ApiVersionPart
{
    public required string Api { get; init; }

    public required string Version { get; init; }

    public required string Title { get; init; }

    public required SnapshotOwner Owner { get; init; }

    public required string Entity { get; init; }

    public required Visibility Visibility { get; init; }

    public required string BasePath { get; init; }

    public required string VersionHeader { get; init; }

    /// <summary>True when calls that name no version go to this one.</summary>
    public required bool IsDefault { get; init; }

    public required ApiStage Stage { get; init; }

    public DateOnly? DeprecatedOn { get; init; }

    public DateOnly? Sunset { get; init; }

    public string? Successor { get; init; }

    public string? Documentation { get; init; }

    public required string Backend { get; init; }

    public required string UpstreamPath { get; init; }

    public required int MaxBodyBytes { get; init; }

    public required bool AuthenticationRequired { get; init; }

    public required ValidationMode RequestValidation { get; init; }

    /// <summary>What holds for every operation; null where nothing is said.</summary>
    public OperationPolicy? Policy { get; init; }

    /// <summary>What holds for one operation of this version in place of <see cref="Policy"/>; each operation at most once.</summary>
    public IReadOnlyList<OperationRule> Operations { get; init; } = [];

    public ValidationMode ResponseValidation { get; init; } = ValidationMode.Off;

    /// <summary>The canonical entities that marked schemas are held against; empty where the policy asks for none.</summary>
    public IReadOnlyList<SnapshotCanonical> Canonical { get; init; } = [];

    /// <summary>Hash of the <see cref="SnapshotPartKind.Contract"/> part.</summary>
    public required string ContractHash { get; init; }

    /// <summary><c>info.version</c> of that contract.</summary>
    public required string ContractVersion { get; init; }

    /// <summary>Where a call may name the version; null, as from an older control plane, for path and header.</summary>
    public SnapshotVersioning? Versioning { get; init; }

    /// <summary>The day on which it came out; null: a date never means this version.</summary>
    public DateOnly? ReleasedOn { get; init; }

    /// <summary>The contracts that were in force before this one, newest first; none twice.</summary>
    public IReadOnlyList<EarlierContract> EarlierContracts { get => field ?? []; init; } = [];

    public VersionCanary? Canary { get; init; }

    public VersionShadow? Shadow { get; init; }

    /// <summary>In the order of time.</summary>
    public IReadOnlyList<BrownOut> BrownOuts { get => field ?? []; init; } = [];
}

/// <summary>As <see cref="ApiVersioning"/>; the same in every version of an API.</summary>
public sealed record SnapshotVersioning(
    string? MediaTypeParameter, string? Query, IReadOnlyList<VersionSource> Precedence, VersionConflictRule OnConflict);

/// <param name="Version"><c>info.version</c> of a contract that was in force.</param>
/// <param name="Compatible">Every change since was proven compatible: whoever keeps to that contract is served by the one in force.</param>
public sealed record EarlierContract(string Version, bool Compatible);

/// <summary>A canonical entity by its schema.</summary>
/// <param name="Hash">Hash of the <see cref="SnapshotPartKind.Canonical"/> part.</param>
public sealed record SnapshotCanonical(string Entity, int Version, string Hash);

/// <summary>Whom to call when the API fails; part of every error.</summary>
/// <param name="Contact">The first contact, e.g. an e-mail address.</param>
public sealed record SnapshotOwner(string Team, string Contact, string? SupportUrl);
