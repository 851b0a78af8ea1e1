using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Rollouts;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Catalog.Publishing;

/// <summary>
/// Publishes the catalog to gateways: in this process directly, across processes through the HTTP feed. Whoever changes the catalog
/// waits for its publication; changes that arrive meanwhile share one build.
/// </summary>
internal sealed partial class SnapshotPublisher(
    CatalogRegistry registry, ICatalogStore store, RolloutCoordinator rollouts, PublishingSettings settings, TimeProvider clock, ILogger<SnapshotPublisher> log)
    : ISnapshotSource, IDisposable
{
    private readonly SemaphoreSlim _building = new(1, 1);
    private readonly ContractFactsCache _contracts = new(store);
    private readonly ContractHistory _history = new(store);
    private SnapshotManifest? _current;
    private long _requested;
    private long _published;

    /// <summary>The manifest of the catalog as it is; null before the first. A rollout policy decides when a gateway gets it.</summary>
    public SnapshotManifest? Current => Volatile.Read(ref _current);

    /// <summary>API versions that the snapshot in force lacks, and why.</summary>
    public IReadOnlyList<Finding> LeftOut { get; private set; } = [];

    /// <summary>The number of the state that the last build was made of.</summary>
    public long PublishedNumber { get; private set; }

    /// <summary>Returns when a snapshot of the catalog as it is now (or newer) is in force.</summary>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        long wanted = Interlocked.Increment(ref _requested);
        await _building.WaitAsync(cancellationToken);
        try
        {
            if (_published >= wanted)
                return;
            long upTo = Interlocked.Read(ref _requested);
            await BuildAsync(cancellationToken);
            _published = upTo;
        }
        finally
        {
            _building.Release();
        }
    }

    public async Task<SnapshotManifest?> WaitForManifestAsync(string? knownRevision, TimeSpan wait, CancellationToken cancellationToken) =>
        (await WaitAsync(null, knownRevision, wait, cancellationToken)).Manifest;

    public Task<SnapshotOffer> WaitForOfferAsync(string? node, string? knownRevision, TimeSpan wait, CancellationToken cancellationToken) =>
        WaitAsync(node, knownRevision, wait, cancellationToken);

    /// <summary>The revision that a gateway should serve; null before there is one.</summary>
    public string? RevisionFor(string gateway) => OfferTo(gateway).Manifest?.Revision;

    public async Task<ReadOnlyMemory<byte>> GetPartAsync(string hash, CancellationToken cancellationToken)
    {
        try
        {
            return await FindPartAsync(hash, cancellationToken) ?? throw new SnapshotSourceException($"No recent snapshot has a part {hash}.");
        }
        catch (CatalogStorageException error)
        {
            throw new SnapshotSourceException(error.Message, error);
        }
    }

    /// <summary>Null when no recent snapshot has it, or when the store no longer holds what was accepted.</summary>
    public async Task<byte[]?> FindPartAsync(string hash, CancellationToken cancellationToken)
    {
        byte[]? part = await store.ReadPartAsync(hash, cancellationToken);
        if (part is null || SnapshotHash.OfPart(part) == hash)
            return part;
        // Left out from the next snapshot on; a gateway goes on with what it has.
        if (_contracts.MarkAltered(hash))
            await PublishAsync(CancellationToken.None);
        return null;
    }

    public async Task AcknowledgeAsync(SnapshotAcknowledgement acknowledgement, CancellationToken cancellationToken)
    {
        foreach (QuarantinedApi api in acknowledgement.Quarantined)
            LogQuarantined(log, acknowledgement.Gateway, api.Api, api.Version, api.Reason);
        if (!acknowledgement.Applied)
            LogRefused(log, acknowledgement.Gateway, acknowledgement.Revision, acknowledgement.Error);
        try
        {
            await store.SaveAcknowledgementAsync(acknowledgement, cancellationToken);
            await rollouts.AcknowledgedAsync(acknowledgement, cancellationToken);
        }
        catch (CatalogStorageException error)
        {
            throw new SnapshotSourceException(error.Message, error);
        }
    }

    public async Task ReportAsync(ReleaseReport report, CancellationToken cancellationToken)
    {
        try
        {
            await rollouts.ReportAsync(report, cancellationToken);
        }
        catch (CatalogStorageException error)
        {
            throw new SnapshotSourceException(error.Message, error);
        }
    }

    public void Dispose() => _building.Dispose();

    private (SnapshotManifest? Manifest, SnapshotRelease? Release) OfferTo(string? node)
    {
        if (rollouts.Policy is not { } policy)
            return (Current, null);
        (SnapshotManifest? manifest, string? release) = rollouts.For(node);
        return (manifest, release is null ? null : new SnapshotRelease(release, policy.ReportSeconds));
    }

    private async Task<SnapshotOffer> WaitAsync(string? node, string? knownRevision, TimeSpan wait, CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        while (true)
        {
            // Taken before the look at the manifest, or a change between the two would be missed.
            Task changed = rollouts.Changed.Next;
            (SnapshotManifest? manifest, SnapshotRelease? release) = OfferTo(node);
            if (manifest is not null && manifest.Revision != knownRevision)
                return new SnapshotOffer(manifest, release);
            TimeSpan left = wait - clock.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
                return new SnapshotOffer(null, release);
            try
            {
                await changed.WaitAsync(left, clock, cancellationToken);
            }
            catch (TimeoutException)
            {
                // Looked at once more: what is given goes with the release that it is given with.
            }
        }
    }

    private async Task<IReadOnlyDictionary<string, byte[]>> CanonicalSchemasAsync(CatalogState state, CancellationToken cancellationToken)
    {
        Dictionary<string, byte[]> schemas = new(StringComparer.Ordinal);
        foreach (string hash in CanonicalParts.Hashes(state))
        {
            if (await store.ReadContractAsync(hash, cancellationToken) is { } schema)
                schemas[hash] = schema.Document;
        }

        return schemas;
    }

    private async Task BuildAsync(CancellationToken cancellationToken)
    {
        CatalogState state = registry.Current;
        IEnumerable<string> hashes = state.Apis.SelectMany(api => api.Versions).Select(version => version.ContractHash).OfType<string>();
        BuiltSnapshot built = SnapshotBuilder.Build(new SnapshotInput
        {
            State = state,
            Contracts = await _contracts.OfAsync(hashes, cancellationToken),
            EarlierContracts = await _history.OfAsync(state, cancellationToken),
            CanonicalSchemas = await CanonicalSchemasAsync(state, cancellationToken),
            Issuers = settings.Issuers,
            BackendAddress = settings.BackendAddress,
        });
        foreach (Finding finding in built.Findings)
            LogLeftOut(log, finding.Message);
        LeftOut = built.Findings;
        PublishedNumber = state.Number;
        if (built.Manifest.Revision == Current?.Revision)
            return;

        await store.SaveSnapshotAsync(built.Manifest, built.Parts, clock.GetUtcNow(), cancellationToken);
        await rollouts.PublishedAsync(built.Manifest, built.Parts, cancellationToken);
        Volatile.Write(ref _current, built.Manifest);
        int versions = built.Manifest.Parts.Count(part => part.Kind == SnapshotPartKind.ApiVersion);
        LogPublished(log, built.Manifest.Revision, versions);
        rollouts.Changed.Raise();
    }
}

/// <summary>What a snapshot takes from the host's configuration.</summary>
internal sealed record PublishingSettings(IReadOnlyList<TokenIssuer> Issuers, Func<string, string?> BackendAddress);
