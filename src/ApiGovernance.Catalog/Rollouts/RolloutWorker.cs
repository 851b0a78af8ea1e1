using ApiGovernance.Catalog.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Catalog.Rollouts;

/// <summary>Moves rollouts on, every second; does not run without a rollout policy.</summary>
internal sealed partial class RolloutWorker(RolloutCoordinator rollouts, RolloutMetrics metrics, TimeProvider clock, ILogger<RolloutWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Observed for as long as the worker lives.</summary>
    private readonly RolloutMetrics _metrics = metrics;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (rollouts.Policy is null)
            return;
        bool reachable = true;
        using PeriodicTimer timer = new(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await rollouts.StepAsync(stoppingToken);
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

    [LoggerMessage(LogLevel.Error, "The rollout stands still: the store cannot be used; it is asked again every second: {Problem}")]
    private static partial void LogUnreachable(ILogger log, string problem);
}
