using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Rollouts;
using ApiGovernance.Catalog.Usage;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Catalog.Storage;

/// <summary>
/// Where the catalog is kept: the boundary to a database. Every write is durable when its task ends. All members throw
/// <see cref="CatalogStorageException"/> when the database cannot be used.
/// </summary>
internal interface ICatalogStore
{
    /// <summary>True when other processes may write to the same catalog.</summary>
    bool IsShared { get; }

    /// <summary>Opens or makes the database and brings it up to date. Called once, before everything else.</summary>
    Task OpenAsync(CancellationToken cancellationToken);

    Task<CatalogState> ReadStateAsync(CancellationToken cancellationToken);

    /// <summary>The number of the state that is stored now; cheap.</summary>
    Task<long> ReadNumberAsync(CancellationToken cancellationToken);

    /// <summary>Writes all of it or nothing.</summary>
    /// <exception cref="CatalogConflictException">See <see cref="CatalogChange.BasedOn"/>.</exception>
    Task ApplyAsync(CatalogChange change, CancellationToken cancellationToken);

    Task<StoredContract?> ReadContractAsync(string hash, CancellationToken cancellationToken);

    /// <summary>All facts of a kind, by hash.</summary>
    Task<IReadOnlyList<StoredFacts>> ReadFactsAsync(string kind, CancellationToken cancellationToken);

    Task<StoredFacts?> ReadFactAsync(string hash, string kind, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<StoredRevision>> ReadRevisionsAsync(string api, string version, int? before, int atMost, CancellationToken cancellationToken);

    /// <summary>Newest first; each with its <see cref="ContractVerdict.Id"/>.</summary>
    Task<IReadOnlyList<ContractVerdict>> ReadVerdictsAsync(VerdictQuery query, CancellationToken cancellationToken);

    Task<StoredVerdict?> ReadVerdictAsync(long id, CancellationToken cancellationToken);

    /// <summary>Oldest first.</summary>
    Task<IReadOnlyList<StoredApproval>> ReadApprovalsAsync(string api, string version, string documentHash, CancellationToken cancellationToken);

    Task<StoredPolicies?> ReadPoliciesAsync(string revision, CancellationToken cancellationToken);

    Task<IReadOnlyList<AuditRecord>> ReadAuditAsync(AuditQuery query, CancellationToken cancellationToken);

    Task<IReadOnlyList<StoredWebhookState>> ReadWebhookStatesAsync(CancellationToken cancellationToken);

    Task SaveWebhookStateAsync(StoredWebhookState state, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a manifest the one in force; writes what differs from the one before, and nothing when they are the same. Contract parts are
    /// not among <paramref name="parts"/>: they are kept as contracts.
    /// </summary>
    Task SaveSnapshotAsync(SnapshotManifest manifest, IReadOnlyDictionary<string, byte[]> parts, DateTimeOffset at, CancellationToken cancellationToken);

    Task<SnapshotManifest?> ReadSnapshotAsync(CancellationToken cancellationToken);

    /// <summary>A part of a recent snapshot, contracts included; null when there is none of that hash.</summary>
    Task<byte[]?> ReadPartAsync(string hash, CancellationToken cancellationToken);

    Task SaveAcknowledgementAsync(SnapshotAcknowledgement acknowledgement, CancellationToken cancellationToken);

    /// <summary>The last of each gateway, by name.</summary>
    Task<IReadOnlyList<SnapshotAcknowledgement>> ReadAcknowledgementsAsync(CancellationToken cancellationToken);

    /// <returns>How long it was between business events that this report completes; each is given once, whoever reports.</returns>
    Task<IReadOnlyList<BusinessSpan>> AddUsageAsync(UsageReport report, CancellationToken cancellationToken);

    /// <summary>What is being rolled out, and the stable manifest; cheap when there is nothing new.</summary>
    /// <param name="known">The <see cref="RolloutState.Version"/> that the caller has.</param>
    /// <returns>Null when it is the stored one. The manifest is null before one was saved.</returns>
    Task<StoredRollout?> ReadRolloutAsync(long known, CancellationToken cancellationToken);

    /// <summary>Writes the state whose <see cref="RolloutState.Version"/> is one more than that of the stored one; else nothing.</summary>
    /// <param name="stable">The manifest that is stable from now on; null: as it was.</param>
    /// <param name="parts">Bytes of parts of <paramref name="stable"/> that may be in no snapshot.</param>
    /// <returns>False when another process was faster.</returns>
    Task<bool> SaveRolloutAsync(
        RolloutState state, SnapshotManifest? stable, IReadOnlyDictionary<string, byte[]> parts, CancellationToken cancellationToken);

    /// <summary>Keeps a gateway's report in place of its last one; the last one of another release stays beside it.</summary>
    Task SaveReleaseReportAsync(ReleaseReport report, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>By the gateway's name.</summary>
    Task<IReadOnlyList<StoredReleaseReport>> ReadReleaseReportsAsync(CancellationToken cancellationToken);

    /// <summary>Remembers what was reported until now, to tell from it what comes later.</summary>
    /// <param name="forgotten">Gateways that were not heard since are forgotten.</param>
    Task MarkReleaseReportsAsync(DateTimeOffset forgotten, CancellationToken cancellationToken);

    /// <summary>Removes observed calls and fields of days before one, so many rows of each kind at most, so that reports need not wait for long.</summary>
    /// <returns>How many rows were removed; 0 when there are none left.</returns>
    Task<int> PruneUsageAsync(DateOnly before, int atMost, CancellationToken cancellationToken);

    /// <param name="since">The first day that counts (UTC).</param>
    Task<ObservedUsage> ReadUsageAsync(string? api, string? version, DateOnly since, CancellationToken cancellationToken);

    /// <param name="since">The first day that counts (UTC).</param>
    Task<ObservedFields> ReadFieldUsageAsync(string? api, string? version, DateOnly since, CancellationToken cancellationToken);

    /// <summary>Refused calls that the catalog does not have, added up; by API, path, method, consumer and network.</summary>
    /// <param name="since">The first day that counts (UTC).</param>
    Task<IReadOnlyList<UnregisteredCalls>> ReadUnregisteredAsync(DateOnly since, CancellationToken cancellationToken);

    /// <summary>Answers that were held against contracts, added up; by back end and API.</summary>
    /// <param name="since">The first day that counts (UTC).</param>
    Task<IReadOnlyList<CheckedAnswers>> ReadAnswersAsync(DateOnly since, CancellationToken cancellationToken);
}

/// <param name="Rows">By API, version, operation and consumer.</param>
/// <param name="AsOf">The end of the newest report among them; null when there was none.</param>
internal sealed record ObservedUsage(IReadOnlyList<UsageRow> Rows, DateTimeOffset? AsOf)
{
    public static ObservedUsage None { get; } = new([], null);

    /// <summary>The first day for which there are calls at all, whatever was asked for; null when there is none.</summary>
    public DateOnly? Since { get; init; }
}

/// <param name="Samples">By API, version, operation and consumer; none for those of whose calls none was looked at.</param>
/// <param name="Since">The first day on which calls were looked at, whatever was asked for; null when there is none.</param>
internal sealed record ObservedFields(IReadOnlyList<SampledFields> Samples, DateOnly? Since)
{
    public static ObservedFields None { get; } = new([], null);
}
