using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Catalog.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Catalog.Apis;

/// <summary>
/// Notices within a second what other control planes have written to a shared store, and publishes it: gateways may ask any of them.
/// </summary>
internal sealed partial class CatalogRefresh(
    ICatalogStore store, CatalogRegistry registry, SnapshotPublisher publisher, TimeProvider clock, ILogger<CatalogRefresh> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!store.IsShared)
            return;
        bool reachable = true;
        using PeriodicTimer timer = new(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await registry.RefreshAsync(stoppingToken);
                // The state may have been taken over by a decision, which publishes only what it has changed itself.
                if (publisher.PublishedNumber < registry.Current.Number)
                    await publisher.PublishAsync(stoppingToken);
                reachable = true;
            }
            catch (CatalogStorageException error)
            {
                if (reachable)
                    LogUnreachable(log, error.Message);
                reachable = false;
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The store cannot be asked for changes of other control planes; it is asked again every second: {Problem}")]
    private static partial void LogUnreachable(ILogger log, string problem);
}
