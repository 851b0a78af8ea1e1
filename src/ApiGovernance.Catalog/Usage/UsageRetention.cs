using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Catalog.Usage;

/// <summary>Removes observed usage that nobody looks back to any more: after the start, then once a day.</summary>
internal sealed partial class UsageRetention(ICatalogStore store, CatalogOptions options, PolicySet policies, TimeProvider clock, ILogger<UsageRetention> log)
    : BackgroundService
{
    // Reports of gateways wait for one of these at most.
    private const int RowsAtOnce = 5000;

    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        int days = UsageWindows.Retention(options.UsageRetentionDays, policies);
        using PeriodicTimer timer = new(Pause, clock);
        do
        {
            // Neither the start nor anybody else waits for it.
            await Task.Yield();
            await PruneAsync(days, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task PruneAsync(int days, CancellationToken stopping)
    {
        DateOnly before = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-days);
        try
        {
            long removed = 0;
            int now;
            do
            {
                now = await store.PruneUsageAsync(before, RowsAtOnce, stopping);
                removed += now;
            }
            while (now > 0);
            if (removed > 0)
                LogPruned(log, before, removed);
        }
        catch (CatalogStorageException error)
        {
            LogNotPruned(log, before, error.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "Observed usage of days before {Day} was removed: {Rows} rows")]
    private static partial void LogPruned(ILogger log, DateOnly day, long rows);

    [LoggerMessage(LogLevel.Warning, "Observed usage of days before {Day} could not be removed; it is tried again tomorrow: {Problem}")]
    private static partial void LogNotPruned(ILogger log, DateOnly day, string problem);
}
