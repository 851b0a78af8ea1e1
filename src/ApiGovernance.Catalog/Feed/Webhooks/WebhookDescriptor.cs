using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Feed.Webhooks;

/// <summary>Somebody who is told what happens. Kept like a descriptor, but made over HTTP only: it holds secrets.</summary>
internal sealed record WebhookDescriptor : Descriptor
{
    public const string KindName = "Webhook";

    public override string Kind => KindName;

    public required WebhookSpec Spec { get; init; }
}

/// <param name="Owner">A team.</param>
/// <param name="Url">Where events are posted.</param>
/// <param name="Events">Patterns of types; an event of any of them is sent.</param>
/// <param name="Secrets">The newest first.</param>
/// <param name="Start">Events up to this number were before its time.</param>
internal sealed record WebhookSpec(string Owner, string Url, IReadOnlyList<string> Events, IReadOnlyList<SealedSecret> Secrets, long Start)
{
    /// <summary>Why nothing is sent any more; null while events are sent.</summary>
    public string? Disabled { get; init; }
}

/// <summary>A secret that only this control plane can open.</summary>
/// <param name="Sealed">See <see cref="WebhookKey"/>.</param>
/// <param name="Expires">It signs until then; null for the one that is in force.</param>
internal sealed record SealedSecret(string Id, string Sealed, DateTimeOffset Created, DateTimeOffset? Expires)
{
    public bool Signs(DateTimeOffset now) => Expires is null || Expires > now;
}
