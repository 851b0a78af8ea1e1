using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Feed.Webhooks;

/// <summary>How far a webhook is, with its last deliveries.</summary>
/// <param name="Sequence">The last event that needs no sending any more.</param>
/// <param name="Failed">How many attempts of the next one have failed.</param>
/// <param name="Deliveries">The newest first.</param>
internal sealed record WebhookProgress(long Sequence, int Failed, DateTimeOffset? NextAttempt, IReadOnlyList<WebhookDelivery> Deliveries)
{
    private const int Remembered = 20;

    /// <param name="stored">What is stored under its name; that of another webhook of the same name, which is gone, does not count.</param>
    public static WebhookProgress Of(WebhookDescriptor webhook, StoredWebhookState? stored) =>
        stored is null || stored.Sequence < webhook.Spec.Start
            ? new WebhookProgress(webhook.Spec.Start, 0, null, [])
            : new WebhookProgress(stored.Sequence, stored.Attempts, stored.NextAttempt, DescriptorJson.Read<WebhookDelivery[]>(stored.LastOutcome));

    public WebhookProgress With(WebhookDelivery delivery) => this with { Deliveries = [delivery, .. Deliveries.Take(Remembered - 1)] };

    public StoredWebhookState ToState(string name) => new(name, Sequence, Failed, NextAttempt, DescriptorJson.Write<WebhookDelivery[]>([.. Deliveries]));
}
