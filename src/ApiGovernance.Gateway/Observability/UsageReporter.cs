using ApiGovernance.Gateway.Observability.Business;
using ApiGovernance.Protocol.Usage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Observability;

/// <summary>Reports usage every few seconds and once more at the end. A report that is not taken is lost, and counted as such; only business events are told again.</summary>
internal sealed partial class UsageReporter(
    GatewayOptions options, UsageCounters counters, BusinessMarks marks, IUsageSink sink, GatewayMetrics metrics, TimeProvider clock, ILogger<UsageReporter> logger)
    : BackgroundService
{
    private static readonly TimeSpan LastReportTimeout = TimeSpan.FromSeconds(2);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        using CancellationTokenSource timeout = new(LastReportTimeout, clock);
        await ReportAsync(timeout.Token).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(options.UsageInterval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
                await ReportAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task ReportAsync(CancellationToken cancellationToken)
    {
        if (counters.Take(options.Node) is not { } report)
            return;
        try
        {
            await sink.ReportAsync(report, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever the other plane throws at us, requests go on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            marks.PutBack(report.Marks);
            metrics.UsageReportLost();
            Lost(error, report.Counts.Count);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A usage report with {Counts} counts was lost: the control plane did not take it")]
    private partial void Lost(Exception error, int counts);
}
