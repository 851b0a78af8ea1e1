using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Feed.Webhooks;

/// <summary>Sends one webhook its events, one after the other: the next goes out when the one before was taken.</summary>
internal sealed class WebhookRun(string name, CatalogRegistry registry, ICatalogStore store, EventFeed feed, WebhookSender sender, WebhookService service, TimeProvider clock)
{
    private const int Batch = 100;

    /// <summary>Goes on until the webhook is gone or disabled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (Enabled() is { } webhook)
        {
            Task changed = feed.NextChange;
            StoredWebhookState? stored = (await store.ReadWebhookStatesAsync(cancellationToken)).FirstOrDefault(state => state.Name == name);
            WebhookProgress progress = WebhookProgress.Of(webhook, stored);
            if (!(progress.NextAttempt > clock.GetUtcNow()) && await SendAllAsync(progress, cancellationToken) is { } next)
                progress = next;
            TimeSpan wait = progress.NextAttempt - clock.GetUtcNow() is { } left && left < EventFeed.Poll ? left : EventFeed.Poll;
            await ChangeSignal.WaitAsync(changed, wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1), clock, cancellationToken);
        }
    }

    private WebhookDescriptor? Enabled() => WebhookService.Find(registry.Current, name) is { Spec.Disabled: null } webhook ? webhook : null;

    private async Task<WebhookProgress?> SendAllAsync(WebhookProgress progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            IReadOnlyList<(long Sequence, GovernanceEvent Event)> events = await feed.ReadAsync(progress.Sequence, Batch, cancellationToken);
            if (events.Count == 0)
                return progress;
            bool passed = false;
            foreach ((long sequence, GovernanceEvent happened) in events)
            {
                // As it is now: it may have been changed or removed while events were sent.
                if (Enabled() is not { } webhook)
                    return null;
                if (!webhook.Spec.Events.Any(pattern => EventPattern.Matches(pattern, happened.Type)))
                {
                    progress = progress with { Sequence = sequence, Failed = 0, NextAttempt = null };
                    passed = true;
                    continue;
                }

                progress = await SendAsync(webhook, sequence, happened, progress, cancellationToken);
                passed = false;
                if (progress.Sequence < sequence)
                    return progress;
            }

            if (passed)
                await store.SaveWebhookStateAsync(progress.ToState(name), cancellationToken);
        }
    }

    private async Task<WebhookProgress> SendAsync(
        WebhookDescriptor webhook, long sequence, GovernanceEvent happened, WebhookProgress progress, CancellationToken cancellationToken)
    {
        WebhookAttempt attempt = await sender.SendAsync(webhook, happened, cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        int failed = attempt.IsTaken ? 0 : progress.Failed + 1;
        TimeSpan? wait = attempt.IsTaken ? null : WebhookSchedule.After(failed, attempt.RetryAfter, Random.Shared.NextDouble());
        WebhookProgress next = progress.With(new WebhookDelivery(happened.Id, happened.Type, now, progress.Failed + 1, attempt.IsTaken) { Status = attempt.Status, Error = attempt.Error }) with
        {
            Sequence = attempt.IsTaken ? sequence : progress.Sequence,
            Failed = failed,
            NextAttempt = now + wait,
        };
        string? why = attempt.IsGone ? "The receiver answered 410: it wants nothing any more."
            : !attempt.IsTaken && wait is null ? $"The event {happened.Id} was not taken in {failed} attempts: {attempt.Error}"
            : null;
        // When it is put again, the first attempt counts anew.
        next = why is null ? next : next with { Failed = 0, NextAttempt = null };
        await store.SaveWebhookStateAsync(next.ToState(name), CancellationToken.None);
        if (why is not null)
            await service.DisableAsync(name, why, CancellationToken.None);
        return next;
    }
}
