using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Catalog.Rollouts;

/// <summary>What a new publication means for what is being rolled out.</summary>
internal sealed partial class RolloutCoordinator
{
    /// <returns>False when another process was faster.</returns>
    private async Task<bool> TakeAsync(Publication built, RolloutPolicy policy, CancellationToken cancellationToken)
    {
        (RolloutState state, SnapshotManifest? stable, _) = Volatile.Read(ref _view);
        string revision = built.Manifest.Revision;
        if (stable is null || built.Release == state.StableRelease)
        {
            // Nothing that goes in waves differs from what all gateways have: it reaches them at once.
            if (state.StableRevision == revision && state is { Current: null, WithdrawnRelease: null })
                return true;
            RolloutState back = state.End(RolloutStatus.Superseded, "The catalog went back to what all gateways have.", clock.GetUtcNow()) with
            {
                StableRevision = revision,
                StableRelease = built.Release,
                WithdrawnRelease = null,
            };
            return await SaveAndTellAsync(state, back, built.Manifest, NoParts, cancellationToken);
        }

        (SnapshotManifest current, IReadOnlyDictionary<string, byte[]> parts) = await WithAccessOfAsync(built, stable, cancellationToken);
        if (built.Release == state.Current?.Release || built.Release == state.WithdrawnRelease)
        {
            // The candidate is the same but for who may call; or it was rolled back, and only who may call has changed since.
            if (state.Current is null ? state.StableRevision == current.Revision : state.Current.Revision == revision)
                return true;
            return await SaveAndTellAsync(
                state, state with { Current = state.Current is null ? null : state.Current with { Revision = revision }, StableRevision = current.Revision }, current, parts,
                cancellationToken);
        }

        RolloutState next = state.End(RolloutStatus.Superseded, "The catalog was changed again.", clock.GetUtcNow()) with { WithdrawnRelease = null };
        IReadOnlyList<StoredReleaseReport> reports = await store.ReadReleaseReportsAsync(cancellationToken);
        if (reports.All(report => clock.GetUtcNow() - report.Received > Fleet.Forgotten))
            return await SaveAndTellAsync(state, next with { StableRevision = revision, StableRelease = built.Release }, built.Manifest, NoParts, cancellationToken);
        await store.MarkReleaseReportsAsync(clock.GetUtcNow() - Fleet.Forgotten, cancellationToken);
        Rollout rollout = RolloutSteps.Begin(revision, built.Release, current.Revision, state.StableRelease!, policy, clock.GetUtcNow());
        return await SaveAndTellAsync(state, next with { Current = rollout, StableRevision = current.Revision }, current, parts, cancellationToken);
    }

    private async Task<bool> SaveAndTellAsync(
        RolloutState before, RolloutState next, SnapshotManifest stable, IReadOnlyDictionary<string, byte[]> parts, CancellationToken cancellationToken)
    {
        if (!await SaveAsync(next, stable, parts, cancellationToken))
            return false;
        if (next.Past.Count > 0 && before.Current is not null && next.Current?.Release != before.Current.Release)
            await TellAsync(next.Past[0], CatalogActor.ControlPlane, cancellationToken);
        if (next.Current is { } begun && begun.Release != before.Current?.Release)
            await TellAsync(begun, CatalogActor.ControlPlane, cancellationToken);
        return true;
    }

    /// <summary>The stable snapshot with who may call as the catalog says it now.</summary>
    private async Task<(SnapshotManifest Manifest, IReadOnlyDictionary<string, byte[]> Parts)> WithAccessOfAsync(
        Publication built, SnapshotManifest stable, CancellationToken cancellationToken)
    {
        string hash = SnapshotReleases.TrafficOf(stable).Hash;
        byte[] traffic = await store.ReadPartAsync(hash, cancellationToken)
            ?? throw new CatalogStorageException("rollout", $"the traffic part {hash[..12]} of the stable snapshot is gone.", "Remove the rollout policy once, so that all gateways get the catalog as it is.");
        return SnapshotReleases.WithAccess(stable, SnapshotReleases.ReadTraffic(traffic), built.Traffic);
    }

    private async Task<(SnapshotManifest Manifest, string Release)?> LastPublishedAsync(CancellationToken cancellationToken)
    {
        if (await store.ReadSnapshotAsync(cancellationToken) is not { } manifest
            || await store.ReadPartAsync(SnapshotReleases.TrafficOf(manifest).Hash, cancellationToken) is not { } traffic)
        {
            return null;
        }

        return (manifest, SnapshotReleases.IdOf(manifest, SnapshotReleases.ReadTraffic(traffic)));
    }
}
