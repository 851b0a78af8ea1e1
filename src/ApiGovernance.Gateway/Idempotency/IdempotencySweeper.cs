using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>Removes what has expired, a little at a time, so that no call waits for it.</summary>
internal sealed partial class IdempotencySweeper(IdempotencyLedger ledger, TimeProvider clock, ILogger<IdempotencySweeper> logger) : BackgroundService
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
                await SweepAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        if (!ledger.IsOpen)
            return;
        try
        {
            while (await ledger.RemoveExpiredAsync(AtOnce, stoppingToken).ConfigureAwait(false) == AtOnce)
                await Task.Delay(TimeSpan.FromMilliseconds(50), clock, stoppingToken).ConfigureAwait(false);
        }
        catch (IdempotencyStoreException error)
        {
            NotSwept(error);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Idempotency keys that have expired were not removed")]
    private partial void NotSwept(Exception error);
}
