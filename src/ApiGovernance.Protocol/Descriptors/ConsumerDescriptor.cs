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

    /// <summary>How a token names this consumer; at least one where it has no certificate and no key for signatures.</summary>
    public required IReadOnlyList<ConsumerCredential> Credentials { get; init; }

    /// <summary>Client certificates that name this consumer.</summary>
    public IReadOnlyList<ConsumerCertificate> Certificates { get; init; } = [];

    /// <summary>Keys with which this consumer signs its requests.</summary>
    public IReadOnlyList<ConsumerSignatureKey> SignatureKeys { get; init; } = [];

    public IReadOnlyList<ConsumerSubscription> Subscriptions { get; init; } = [];

    /// <summary>It may ask a gateway to say, in a field of the answer, what decided its call.</summary>
    public bool Explain { get; init; }

    /// <summary>What it reads of answers; no gateway can see that, so only what is declared here is known.</summary>
    public IReadOnlyList<ResponseUse> Uses { get; init; } = [];
}

/// <param name="Api">The API's name.</param>
/// <param name="Versions">Version names; empty for all versions.</param>
/// <param name="Scopes">What the embedded authority may put into this consumer's tokens for the API.</param>
public sealed record ConsumerSubscription(string Api, IReadOnlyList<string> Versions, IReadOnlyList<string> Scopes);

/// <param name="Api">The API's name.</param>
/// <param name="Operation">As the contract writes it, e.g. <c>GET /orders/{orderId}</c>.</param>
/// <param name="ResponseFields">Every property that is read, by its path (<c>lines[].sku</c>); empty: the answer's body is not read.</param>
public sealed record ResponseUse(string Api, string Operation, IReadOnlyList<string> ResponseFields);
