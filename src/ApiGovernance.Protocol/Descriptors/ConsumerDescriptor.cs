namespace ApiGovernance.Protocol.Descriptors;

/// <summary>A system that calls: one of our own teams' or a trading partner's.</summary>
public sealed record ConsumerDescriptor : Descriptor
{
    public override string Kind => "Consumer";

    public required ConsumerSpec Spec { get; init; }
}

/// <param name="Plan">Which limits hold for it.</param>
public sealed record ConsumerSpec(string Plan)
{
    /// <summary>The owning team; null for a trading partner.</summary>
    public string? Owner { get; init; }

    /// <summary>The trading partner's name; null for one of our own teams' systems.</summary>
    public string? Partner { get; init; }

    public IReadOnlyList<Contact> Contacts { get; init; } = [];

    /// <summary>How a token names this consumer; at least one.</summary>
    public required IReadOnlyList<ConsumerCredential> Credentials { get; init; }

    public IReadOnlyList<ConsumerSubscription> Subscriptions { get; init; } = [];
}

/// <param name="Api">The API's name.</param>
/// <param name="Versions">Version names; empty for all versions.</param>
/// <param name="Scopes">What the embedded authority may put into this consumer's tokens for the API.</param>
public sealed record ConsumerSubscription(string Api, IReadOnlyList<string> Versions, IReadOnlyList<string> Scopes);
