namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>A consumer's right to call an API, or its wish for one.</summary>
/// <param name="Name"><c>consumer--api</c></param>
/// <param name="State">
/// <c>declared</c> (written in the consumer's descriptor only), <c>requested</c> (waits for the owner), <c>approved</c>, <c>rejected</c> or
/// <c>revoked</c>.
/// </param>
public sealed record SubscriptionSummary(string Name, string Consumer, string Api, string State)
{
    /// <summary>The team that decides: the API's owner.</summary>
    public string? Owner { get; init; }

    /// <summary>What the consumer's descriptor says; null for nothing.</summary>
    public SubscriptionScope? Declared { get; init; }

    /// <summary>What the owner has granted; null for nothing.</summary>
    public SubscriptionScope? Granted { get; init; }

    /// <summary>What is or was asked for.</summary>
    public SubscriptionScope? Requested { get; init; }

    public string? Reason { get; init; }

    public string? RequestedBy { get; init; }

    public DateTimeOffset? RequestedAt { get; init; }

    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }
}

/// <param name="Versions">Version names; empty for all versions.</param>
/// <param name="Scopes">What may be in the consumer's tokens for the API.</param>
public sealed record SubscriptionScope(IReadOnlyList<string> Versions, IReadOnlyList<string> Scopes);

/// <summary>Asks the owner of an API to let a consumer call it.</summary>
public sealed record SubscribeRequest(string Api)
{
    /// <summary>Empty for all versions.</summary>
    public IReadOnlyList<string> Versions { get => field ?? []; init; } = [];

    public IReadOnlyList<string> Scopes { get => field ?? []; init; } = [];

    /// <summary>What it is for.</summary>
    public string? Reason { get; init; }
}

/// <summary>Grants what was asked for, or less.</summary>
public sealed record ApproveSubscriptionRequest
{
    /// <summary>Null: as asked for.</summary>
    public IReadOnlyList<string>? Versions { get; init; }

    /// <summary>Null: as asked for.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    public string? Reason { get; init; }
}

/// <summary>Says why a subscription is rejected or revoked.</summary>
public sealed record SubscriptionDecisionRequest(string Reason);
