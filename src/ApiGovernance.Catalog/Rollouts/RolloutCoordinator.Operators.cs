using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Catalog.Rollouts;

/// <summary>What people decide, and what they are told.</summary>
internal sealed partial class RolloutCoordinator
{
    /// <summary>Newest first.</summary>
    public IReadOnlyList<Rollout> All => State is { Current: { } current } state ? [current, .. state.Past] : State.Past;

    /// <summary>Gives the candidate to all gateways at once, be it on its way or rolled back.</summary>
    public async Task<Outcome<Rollout>> PromoteAsync(string revision, CatalogActor actor, CancellationToken cancellationToken)
    {
        if (Refuse(revision, out bool isWithdrawn) is { } refusal)
            return refusal;
        Rollout? decided = isWithdrawn
            ? await RestoreAsync(revision, actor, cancellationToken)
            : await DecideAsync(
                state => IsReady(state, revision) ? state.Current! with { Status = RolloutStatus.Completed, Reason = $"Promoted by {actor.Name}." } : null, actor, cancellationToken);
        return decided is null ? Over(revision) : decided;
    }

    /// <summary>Gives all gateways what they had before.</summary>
    public async Task<Outcome<Rollout>> RollBackAsync(string revision, CatalogActor actor, CancellationToken cancellationToken)
    {
        if (Refuse(revision, out bool isWithdrawn) is { } refusal)
            return refusal;
        Rollout? decided = isWithdrawn
            ? null
            : await DecideAsync(
                state => state.Current is { } current && current.Revision == revision
                    ? current with { Status = RolloutStatus.RolledBack, Reason = $"Rolled back by {actor.Name}." }
                    : null,
                actor, cancellationToken);
        return decided is null ? Over(revision) : decided;
    }

    private static Refusal Over(string revision) =>
        new(CatalogProblemTypes.RolloutOver, $"The rollout of {revision} has ended; `GET /api/v1/rollouts` says how.");

    /// <param name="isWithdrawn">It was rolled back, and is what the catalog says still.</param>
    private Refusal? Refuse(string revision, out bool isWithdrawn)
    {
        RolloutState state = State;
        isWithdrawn = state.Current is null && state.Past is [{ Status: RolloutStatus.RolledBack } last, ..] && last.Revision == revision && last.Release == state.WithdrawnRelease;
        return isWithdrawn || state.Current?.Revision == revision ? null
            : state.Past.Any(rollout => rollout.Revision == revision) ? Over(revision)
            : new Refusal(CatalogProblemTypes.NotFound, $"There is no rollout of {revision}.");
    }

    private bool IsReady(RolloutState state, string revision) =>
        state.Current?.Revision == revision && Volatile.Read(ref _view).Built?.Manifest.Revision == revision;

    /// <summary>What was rolled back is put into force all the same.</summary>
    private async Task<Rollout?> RestoreAsync(string revision, CatalogActor actor, CancellationToken cancellationToken)
    {
        Rollout? restored = await LockedAsync(
            async () =>
            {
                View view = Volatile.Read(ref _view);
                if (view.Built is not { } built || built.Release != view.State.WithdrawnRelease || view.State.Past is not [var last, ..] || last.Revision != revision)
                    return null;
                Rollout promoted = last with { Status = RolloutStatus.Completed, Reason = $"Promoted by {actor.Name} after it was rolled back.", Ended = clock.GetUtcNow() };
                RolloutState next = view.State with
                {
                    StableRevision = built.Manifest.Revision,
                    StableRelease = built.Release,
                    WithdrawnRelease = null,
                    Past = [promoted, .. view.State.Past.Skip(1)],
                };
                return await SaveAsync(next, built.Manifest, NoParts, cancellationToken) ? promoted : null;
            },
            cancellationToken);
        if (restored is not null)
            await TellAsync(restored, actor, cancellationToken);
        return restored;
    }

    /// <summary>To the log, and to the audit with its feed.</summary>
    private async Task TellAsync(Rollout rollout, CatalogActor actor, CancellationToken cancellationToken)
    {
        string revision = rollout.Revision[..12];
        string gateways = string.Join(", ", rollout.Waves.SelectMany(wave => wave.Gateways));
        (string? action, string detail) = rollout.Status switch
        {
            RolloutStatus.RolledBack => ("rollout-rolled-back", $"{rollout.Reason} All gateways have {rollout.StableRevision[..12]} again. It was at: {gateways}."),
            RolloutStatus.Paused => ("rollout-paused", rollout.Reason ?? ""),
            RolloutStatus.Completed => ("rollout-completed", rollout.Reason ?? "All gateways have it."),
            RolloutStatus.Superseded => ("rollout-superseded", rollout.Reason ?? ""),
            _ when rollout is { Wave: 1 } && rollout.Waves[0].Started is null => ("rollout-started", $"In {rollout.Waves.Count} waves: {string.Join(", ", rollout.Waves.Select(wave => wave.Size))}."),
            _ => (null, ""),
        };
        if (rollout.Status == RolloutStatus.RolledBack)
            LogRolledBack(log, revision, detail);
        else if (action is not null)
            LogDecided(log, revision, action, detail);
        else if (rollout.Waves[rollout.Wave - 1] is { Applied: null } wave)
            LogWave(log, revision, rollout.Wave, rollout.Waves.Count, string.Join(", ", wave.Gateways));
        if (action is null)
            return;
        AuditNote note = new(clock.GetUtcNow(), actor, action, $"Rollout/{revision}") { Detail = detail, After = DescriptorJson.Write(rollout) };
        await registry.ChangeAsync(_ => Task.FromResult((new CatalogChange { Audit = [note] }, true)), cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "The rollout of snapshot {Revision} was rolled back: {Detail}")]
    private static partial void LogRolledBack(ILogger log, string revision, string detail);

    [LoggerMessage(LogLevel.Information, "Snapshot {Revision}: {Action}. {Detail}")]
    private static partial void LogDecided(ILogger log, string revision, string action, string detail);

    [LoggerMessage(LogLevel.Information, "Snapshot {Revision} is in wave {Wave} of {Waves}; new: {Gateways}")]
    private static partial void LogWave(ILogger log, string revision, int wave, int waves, string gateways);
}
