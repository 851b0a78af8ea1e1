using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Snapshots;

/// <summary>
/// Tells the control plane how calls fare, as often as it asked for and whenever another snapshot is in force. Reports are sums since the
/// release is served, so that one that is lost is made up for by the next.
/// </summary>
internal sealed partial class ReleaseReporter(
    GatewayOptions options, ReleaseCounters counters, ISnapshotSource source, TimeProvider clock, ILogger<ReleaseReporter> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        bool failed = false;
        try
        {
            while (true)
            {
                Task changed = counters.Changed;
                if (counters.Report(options.Node) is { } report)
                    failed = !await SendAsync(report, failed, stoppingToken).ConfigureAwait(false);
                await WaitAsync(changed, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task WaitAsync(Task changed, CancellationToken stoppingToken)
    {
        try
        {
            await changed.WaitAsync(counters.Interval ?? Timeout.InfiniteTimeSpan, clock, stoppingToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The next report is due.
        }
    }

    private async Task<bool> SendAsync(ReleaseReport report, bool failedBefore, CancellationToken stoppingToken)
    {
        try
        {
            await source.ReportAsync(report, stoppingToken).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever the other plane throws at us, requests go on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            // Once: the snapshot worker tells that the control plane is gone, too.
            if (!failedBefore)
                NotReported(error);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The control plane did not take the report on how calls fare; the next one tells all of it")]
    private partial void NotReported(Exception error);
}
