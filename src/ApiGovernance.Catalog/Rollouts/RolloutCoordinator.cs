using System.Collections.Concurrent;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Feed;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Catalog.Rollouts;

/// <summary>
/// Says which gateway gets which snapshot. Without a rollout policy all get what was published last, and nothing here is asked. What is
/// decided is durable before any gateway hears of it.
/// </summary>
internal sealed partial class RolloutCoordinator(
    ICatalogStore store, CatalogRegistry registry, PolicySet policies, TimeProvider clock, ILogger<RolloutCoordinator> log) : IDisposable
{
    private const long NeverRead = -1;

    private static readonly Dictionary<string, byte[]> NoParts = [];

    private readonly ConcurrentDictionary<string, (string Revision, string Release, DateTimeOffset At)> _heard = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _deciding = new(1, 1);
    private readonly Suspicion _suspicion = new();
    private readonly DateTimeOffset _listeningSince = clock.GetUtcNow();
    private View _view = new(new RolloutState(), null, null);

    /// <summary>Null: there is none, and every snapshot goes to all gateways at once.</summary>
    public RolloutPolicy? Policy => policies.Rollout;

    /// <summary>Raised when a gateway may get another snapshot than before.</summary>
    public ChangeSignal Changed { get; } = new();

    public RolloutState State => Volatile.Read(ref _view).State;

    /// <summary>Reads what was decided before. Called once, after the store was opened and before anything is published.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (await store.ReadRolloutAsync(NeverRead, cancellationToken) is not var (state, stable))
            return;
        if (Policy is null)
        {
            // What was stable once would be taken for stable when there is a policy again.
            if (state.StableRevision is not null)
                await store.SaveRolloutAsync(new RolloutState { Version = state.Version + 1, Past = state.Past }, SnapshotHash.Manifest([]), NoParts, cancellationToken);
            return;
        }

        Volatile.Write(ref _view, new View(state, stable, null));
        // Published without a policy: that is what all gateways have.
        if (stable is null && await LastPublishedAsync(cancellationToken) is { } last)
            await SaveAsync(state with { StableRevision = last.Manifest.Revision, StableRelease = last.Release }, last.Manifest, NoParts, cancellationToken);
    }

    /// <summary>What the catalog says now was built and is kept in the store.</summary>
    public async Task PublishedAsync(SnapshotManifest built, IReadOnlyDictionary<string, byte[]> parts, CancellationToken cancellationToken)
    {
        if (Policy is not { } policy)
            return;
        TrafficPart traffic = SnapshotReleases.ReadTraffic(parts[SnapshotReleases.TrafficOf(built).Hash]);
        Publication publication = new(built, SnapshotReleases.IdOf(built, traffic), traffic);
        await LockedAsync(
            async () =>
            {
                while (!await TakeAsync(publication, policy, cancellationToken))
                    await LoadAsync(cancellationToken);
                Volatile.Write(ref _view, _view with { Built = publication });
                return true;
            },
            cancellationToken);
        Changed.Raise();
        await StepAsync(cancellationToken);
    }

    /// <summary>The snapshot that a gateway should serve; null when it should stay on what it has.</summary>
    /// <param name="gateway">Null: somebody who gives no name.</param>
    public (SnapshotManifest? Manifest, string? Release) For(string? gateway)
    {
        (RolloutState state, SnapshotManifest? stable, Publication? built) = Volatile.Read(ref _view);
        if (state.Current is not { } rollout || !Fleet.IsReached(rollout, gateway))
            return (stable, state.StableRelease);
        // Another control plane has decided on a catalog that this one is about to read.
        return rollout.Revision == built?.Manifest.Revision ? (built.Manifest, rollout.Release) : (null, null);
    }

    public async Task ReportAsync(ReleaseReport report, CancellationToken cancellationToken)
    {
        if (Policy is null)
            return;
        DateTimeOffset now = clock.GetUtcNow();
        _heard[report.Gateway] = (report.Revision, report.Release, now);
        await store.SaveReleaseReportAsync(report, now, cancellationToken);
    }

    /// <summary>The gateways that this process has heard and that live, by what they serve.</summary>
    public IReadOnlyList<(string Revision, string Role, int Gateways)> GatewaysByRelease()
    {
        if (Policy is not { } policy)
            return [];
        RolloutState state = State;
        DateTimeOffset now = clock.GetUtcNow();
        foreach (string silent in _heard.Where(pair => now - pair.Value.At > policy.Alive).Select(pair => pair.Key).ToArray())
            _heard.TryRemove(silent, out _);
        return
        [
            .. _heard.Values.GroupBy(heard => (heard.Revision, heard.Release)).Select(group => (
                group.Key.Revision,
                group.Key.Release == state.StableRelease ? "stable" : group.Key.Release == state.Current?.Release ? "candidate" : "other",
                group.Count())),
        ];
    }

    /// <summary>A candidate that a gateway cannot serve at all is withdrawn.</summary>
    public async Task AcknowledgedAsync(SnapshotAcknowledgement acknowledgement, CancellationToken cancellationToken)
    {
        if (acknowledgement.Applied || Policy is null || State.Current?.Revision != acknowledgement.Revision)
            return;
        string reason = $"{acknowledgement.Gateway} refused the snapshot: {acknowledgement.Error}";
        await DecideAsync(
            state => state.Current?.Revision == acknowledgement.Revision ? state.Current with { Status = RolloutStatus.RolledBack, Reason = reason } : null,
            CatalogActor.ControlPlane, cancellationToken);
    }

    /// <summary>Looks at how things stand. Called every second while there is a policy.</summary>
    public async Task StepAsync(CancellationToken cancellationToken)
    {
        if (Policy is not { } policy)
            return;
        if (store.IsShared)
            await LockedAsync(async () => await LoadAsync(cancellationToken), cancellationToken);
        if (State.Current is null)
            return;
        IReadOnlyList<StoredReleaseReport> reports = await store.ReadReleaseReportsAsync(cancellationToken);
        await DecideAsync(
            state =>
            {
                View view = Volatile.Read(ref _view);
                if (state.Current is not { } rollout || rollout.Revision != view.Built?.Manifest.Revision)
                    return null;
                DateTimeOffset now = clock.GetUtcNow();
                Fleet fleet = new(reports, policy, rollout.Started > _listeningSince ? rollout.Started : _listeningSince, now);
                Rollout next = RolloutSteps.Next(rollout, policy, fleet, ServedBy(view.Stable), now);
                return _suspicion.IsBorneOut(next, policy, now) ? next : null;
            },
            CatalogActor.ControlPlane, cancellationToken);
    }

    public void Dispose() => _deciding.Dispose();

    private static HashSet<string> ServedBy(SnapshotManifest? manifest) =>
        [.. (manifest?.Parts ?? []).Where(part => part.Kind == SnapshotPartKind.ApiVersion).Select(part => part.Name)];

    /// <summary>Lets somebody decide what becomes of the current rollout, and keeps it.</summary>
    /// <param name="decide">Null, or the same rollout: nothing.</param>
    private async Task<Rollout?> DecideAsync(Func<RolloutState, Rollout?> decide, CatalogActor actor, CancellationToken cancellationToken)
    {
        Rollout? decided = await LockedAsync(
            async () =>
            {
                while (true)
                {
                    RolloutState state = State;
                    if (state.Current is not { } before || decide(state) is not { } after || ReferenceEquals(before, after))
                        return null;
                    bool isOver = after.Status is not (RolloutStatus.Running or RolloutStatus.Paused);
                    RolloutState next = state with { Current = after };
                    if (isOver)
                        next = next.End(after.Status, after.Reason, clock.GetUtcNow());
                    SnapshotManifest? stable = null;
                    if (after.Status == RolloutStatus.Completed)
                    {
                        stable = Volatile.Read(ref _view).Built!.Manifest;
                        next = next with { StableRevision = after.Revision, StableRelease = after.Release };
                    }

                    if (before.Wave != after.Wave)
                        await store.MarkReleaseReportsAsync(clock.GetUtcNow() - Fleet.Forgotten, cancellationToken);
                    if (await SaveAsync(next, stable, NoParts, cancellationToken))
                        return isOver ? next.Past[0] : after;
                    await LoadAsync(cancellationToken);
                }
            },
            cancellationToken);
        if (decided is not null)
            await TellAsync(decided, actor, cancellationToken);
        return decided;
    }

    private async Task<bool> SaveAsync(
        RolloutState next, SnapshotManifest? stable, IReadOnlyDictionary<string, byte[]> parts, CancellationToken cancellationToken)
    {
        next = next with { Version = State.Version + 1 };
        if (!await store.SaveRolloutAsync(next, stable, parts, cancellationToken))
            return false;
        Volatile.Write(ref _view, _view with { State = next, Stable = stable ?? _view.Stable });
        Changed.Raise();
        return true;
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await store.ReadRolloutAsync(State.Version, cancellationToken) is not var (state, stable))
            return false;
        Volatile.Write(ref _view, _view with { State = state, Stable = stable });
        Changed.Raise();
        return true;
    }

    private async Task<T> LockedAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _deciding.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            _deciding.Release();
        }
    }

    /// <param name="Built">What the catalog of this process says.</param>
    private sealed record View(RolloutState State, SnapshotManifest? Stable, Publication? Built);
}

/// <summary>A snapshot as it was built.</summary>
internal sealed record Publication(SnapshotManifest Manifest, string Release, TrafficPart Traffic);
