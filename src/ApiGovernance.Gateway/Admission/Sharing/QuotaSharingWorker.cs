using ApiGovernance.Gateway.Snapshots;
using Microsoft.Extensions.Hosting;

namespace ApiGovernance.Gateway.Admission.Sharing;

/// <summary>Keeps this gateway known to the others, and tells Redis what it does not know yet. Does nothing where there is no Redis.</summary>
internal sealed class QuotaSharingWorker(QuotaSharing sharing, SnapshotState snapshots, AdmissionMetrics metrics, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!sharing.IsConfigured)
            return;
        metrics.ObserveSharing(() => sharing.IsShared, () => sharing.Replicas);
        await Task.Yield();
        try
        {
            while (true)
            {
                await sharing.BeatAsync().ConfigureAwait(false);
                if (snapshots.Current is { } snapshot)
                {
                    foreach (var group in snapshot.Traffic.Quotas)
                        await group.FlushAsync().ConfigureAwait(false);
                }

                // The connection is made in the background: the first time it is worth looking again soon.
                await Task.Delay(sharing.IsShared ? Interval : Interval / 5, clock, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await sharing.LeaveAsync().ConfigureAwait(false);
        }
    }
}
