namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>Who is to be told what happens.</summary>
/// <param name="Url">Where events are posted; https.</param>
/// <param name="Owner">A team.</param>
/// <param name="Events">Types of events, with <c>*</c> for any characters: <c>dev.apigovernance.api-version.*</c>.</param>
public sealed record WebhookRequest(string Url, string Owner, IReadOnlyList<string> Events);

/// <param name="OverlapHours">How long messages are signed with the old secret, too.</param>
public sealed record RotateWebhookRequest(int OverlapHours);

/// <summary>A webhook as it is now.</summary>
/// <param name="Secrets">Those that messages are signed with, the newest first; never what they are.</param>
public sealed record WebhookEntry(
    string Name, string Url, string Owner, IReadOnlyList<string> Events, bool Enabled, IReadOnlyList<WebhookSecretEntry> Secrets)
{
    /// <summary>Null while it is enabled.</summary>
    public string? DisabledBecause { get; init; }

    /// <summary>The new secret (<c>whsec_...</c>), in the answer to what made it and never again.</summary>
    public string? Secret { get; init; }
}

/// <param name="Expires">Null for the one in force.</param>
public sealed record WebhookSecretEntry(string Id, DateTimeOffset Created)
{
    public DateTimeOffset? Expires { get; init; }
}

/// <summary>How far a webhook is.</summary>
/// <param name="Sequence">The last event that was taken, or passed over.</param>
/// <param name="Failed">How many attempts of the next one have failed.</param>
/// <param name="Deliveries">The last attempts, the newest first.</param>
public sealed record WebhookDeliveries(long Sequence, int Failed, IReadOnlyList<WebhookDelivery> Deliveries)
{
    public DateTimeOffset? NextAttempt { get; init; }
}

/// <summary>One attempt.</summary>
/// <param name="Event">The event's id.</param>
/// <param name="Attempt">From 1.</param>
public sealed record WebhookDelivery(string Event, string Type, DateTimeOffset At, int Attempt, bool Taken)
{
    /// <summary>The receiver's answer; null when there was none.</summary>
    public int? Status { get; init; }

    /// <summary>Null when it was taken.</summary>
    public string? Error { get; init; }
}
