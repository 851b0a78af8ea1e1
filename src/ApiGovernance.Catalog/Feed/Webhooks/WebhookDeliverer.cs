using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Catalog.Feed.Webhooks;

/// <summary>Keeps a run going for every webhook that is enabled: none waits for another.</summary>
internal sealed partial class WebhookDeliverer(
    CatalogRegistry registry, ICatalogStore store, EventFeed feed, WebhookSender sender, WebhookService service, TimeProvider clock, CatalogOptions options,
    ILogger<WebhookDeliverer> log) : BackgroundService
{
    private readonly Dictionary<string, Task> _runs = new(StringComparer.Ordinal);
    private readonly ChangeSignal _ended = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.DeliversWebhooks)
            return;
        try
        {
            while (true)
            {
                // A run that ends just when its webhook is enabled again has to be begun anew.
                Task changed = Task.WhenAny(feed.NextChange, _ended.Next);
                foreach (WebhookDescriptor webhook in registry.Current.Of<WebhookDescriptor>().Where(webhook => webhook.Spec.Disabled is null))
                {
                    if (!_runs.TryGetValue(webhook.Name, out Task? run) || run.IsCompleted)
                        _runs[webhook.Name] = Begin(webhook.Name, stoppingToken);
                }

                await ChangeSignal.WaitAsync(changed, EventFeed.Poll, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(_runs.Values);
        }
    }

    private Task Begin(string name, CancellationToken stopping)
    {
        Task run = RunAsync(name, stopping);
        run.ContinueWith(_ => _ended.Raise(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return run;
    }

    private async Task RunAsync(string name, CancellationToken stopping)
    {
        await Task.Yield();
        try
        {
            await new WebhookRun(name, registry, store, feed, sender, service, clock).RunAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What was not taken yet is sent after the next start.
        }
        catch (Exception error)
        {
            LogFailed(log, name, error);
            await Task.Delay(EventFeed.Poll, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Error, "The webhook {Name} could not be served; it is tried again")]
    private static partial void LogFailed(ILogger log, string name, Exception error);
}
