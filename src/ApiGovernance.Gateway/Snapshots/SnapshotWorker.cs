using ApiGovernance.Gateway.Observability;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Snapshots;

/// <summary>Keeps the gateway on the newest snapshot: starts from disk, then asks, applies, acknowledges, and asks again.</summary>
internal sealed partial class SnapshotWorker(
    GatewayOptions options, ISnapshotSource source, SnapshotApplier applier, SnapshotState state, ReleaseCounters releases, GatewayMetrics metrics, TimeProvider clock, ILogger<SnapshotWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>An answer without news that comes sooner than this was no long poll.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);

    private string? refusedRevision;
    private TrafficModel? toldOf;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            if (await applier.ApplyLastGoodAsync(stoppingToken).ConfigureAwait(false) is { } lastGood)
            {
                StartedFromDisk(lastGood.Revision, lastGood.Versions.Count);
                TellEnvironment(lastGood.Traffic);
            }

            // What is on disk may be of yesterday: keys that were revoked since, an authority at another address. Who can choose sends no calls before it is
            // known, but a control plane that does not answer is not waited for.
            using ITimer patience = clock.CreateTimer(static settled => ((SnapshotState)settled!).Settle(), state, options.FirstWordPatience, Timeout.InfiniteTimeSpan);
            await FollowAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        // Not the revision from disk: the control plane must be asked once, and what is unchanged costs nothing.
        string? known = null;
        int failures = 0;
        while (true)
        {
            try
            {
                long asked = clock.GetTimestamp();
                SnapshotOffer offer = await source.WaitForOfferAsync(options.Node, known, options.SnapshotWait, stoppingToken).ConfigureAwait(false);
                if (offer.Manifest is { } manifest && manifest.Revision != known)
                    known = await ApplyAsync(manifest, offer.Release, stoppingToken).ConfigureAwait(false);
                else if (clock.GetElapsedTime(asked) < ShortestWait)
                    await Task.Delay(ShortestWait, clock, stoppingToken).ConfigureAwait(false);
                releases.Serve(known, offer.Release);
                failures = 0;
                // Nothing new to serve is an answer, too.
                state.Settle();
            }
#pragma warning disable CA1031 // Whatever goes wrong here, the snapshot in force is served on.
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                TimeSpan delay = Delay(failures++);
                Failed(error, error.Message, delay.TotalSeconds);
                state.Settle();
                await Task.Delay(delay, clock, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<string> ApplyAsync(SnapshotManifest manifest, SnapshotRelease? release, CancellationToken stoppingToken)
    {
        try
        {
            GatewaySnapshot snapshot = await applier.ApplyAsync(manifest, stoppingToken).ConfigureAwait(false);
            state.Settle();
            refusedRevision = null;
            releases.Serve(manifest.Revision, release);
            Applied(snapshot.Revision, snapshot.Versions.Count, snapshot.Quarantined.Count);
            foreach (QuarantinedApi quarantined in snapshot.Quarantined)
                Quarantined(quarantined.Api, quarantined.Version, quarantined.Reason, quarantined.ServingPrevious);
            TellEnvironment(snapshot.Traffic);
            await AcknowledgeAsync(manifest.Revision, snapshot.Quarantined, null, stoppingToken).ConfigureAwait(false);
            return manifest.Revision;
        }
        catch (SnapshotContentException error)
        {
            metrics.SnapshotReceived(applied: false);
            if (refusedRevision != manifest.Revision)
                await AcknowledgeAsync(manifest.Revision, [], error.Message, stoppingToken).ConfigureAwait(false);
            refusedRevision = manifest.Revision;
            throw;
        }
    }

    private async Task AcknowledgeAsync(string revision, IReadOnlyList<QuarantinedApi> quarantined, string? error, CancellationToken stoppingToken)
    {
        try
        {
            SnapshotAcknowledgement acknowledgement = new(options.Node, revision, error is null, quarantined, error, clock.GetUtcNow());
            await source.AcknowledgeAsync(acknowledgement, stoppingToken).ConfigureAwait(false);
        }
        catch (SnapshotSourceException failure)
        {
            NotAcknowledged(failure, revision);
        }
    }

    /// <summary>A call to another environment than the one meant may cost money: what is not as it was named is told, once for each state of the back ends.</summary>
    private void TellEnvironment(TrafficModel traffic)
    {
        if (options.Environment is not { } environment || ReferenceEquals(toldOf, traffic))
            return;
        toldOf = traffic;
        BackendEnvironments environments = traffic.Environments;
        if (environments.IsUnknown)
            UnknownEnvironment(environment, environments.Known.Count == 0 ? "none" : string.Join(", ", environments.Known));
        else if (environments.Lacking.Count > 0)
            LacksEnvironment(environment, string.Join(", ", environments.Lacking));
    }

    /// <summary>Doubles from one failure to the next; half of it is chance, so that gateways do not come back all at once.</summary>
    private TimeSpan Delay(int failures)
    {
        TimeSpan most = FirstRetryDelay * Math.Pow(2, Math.Min(failures, 12));
        if (most > options.MaxRetryDelay)
            most = options.MaxRetryDelay;
        return most * ((1 + Random.Shared.NextDouble()) / 2);
    }
}
