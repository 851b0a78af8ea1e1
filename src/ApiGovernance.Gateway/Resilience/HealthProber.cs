using ApiGovernance.Gateway.Snapshots;
using Microsoft.Extensions.Hosting;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>Asks the addresses of back ends that have a path for it whether they are well, and drops kept answers that are too old.</summary>
internal sealed class HealthProber(SnapshotState snapshots, StaleAnswers stale, ResilienceMetrics metrics, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private const int TicksPerSweep = 120;

    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
    });

    public override void Dispose()
    {
        client.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Tick, clock);
        try
        {
            for (int ticks = 1; await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false); ticks++)
            {
                foreach (BackendModel backend in snapshots.Current?.Traffic.Watched ?? [])
                {
                    foreach (Destination destination in backend.Resilience.Destinations.All)
                        ProbeIfDue(backend, destination, stoppingToken);
                }

                if (ticks % TicksPerSweep == 0)
                    stale.Sweep();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private void ProbeIfDue(BackendModel backend, Destination destination, CancellationToken stoppingToken)
    {
        long now = clock.GetTimestamp();
        if (destination.IsProbed || now < destination.ProbeAt)
            return;
        destination.IsProbed = true;
        destination.ProbeAt = now + (destination.Health!.IntervalSeconds * clock.TimestampFrequency);
        _ = ProbeAsync(backend, destination, stoppingToken);
    }

    private async Task ProbeAsync(BackendModel backend, Destination destination, CancellationToken stoppingToken)
    {
        bool good = false;
        try
        {
            using CancellationTokenSource timeout = new(TimeSpan.FromSeconds(destination.Health!.TimeoutSeconds), clock);
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stoppingToken);
            using HttpRequestMessage request = new(HttpMethod.Get, destination.Address + destination.Health.Path);
            using HttpResponseMessage answer = await client.SendAsync(request, either.Token).ConfigureAwait(false);
            good = (int)answer.StatusCode < 400;
        }
#pragma warning disable CA1031 // No answer is an answer here.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
        finally
        {
            destination.IsProbed = false;
        }

        if (!stoppingToken.IsCancellationRequested && destination.Probed(good))
            metrics.HealthChanged(backend.Name, destination);
    }
}
