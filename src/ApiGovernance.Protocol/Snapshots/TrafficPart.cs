using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Protocol.Snapshots;

/// <summary>Back ends, consumers, plans and issuers: what the APIs' parts refer to by name. Lists are ordered by name.</summary>
public sealed record TrafficPart
{
    public required IReadOnlyList<SnapshotBackend> Backends { get; init; }

    public required IReadOnlyList<SnapshotConsumer> Consumers { get; init; }

    public required IReadOnlyList<SnapshotPlan> Plans { get; init; }

    public required IReadOnlyList<TokenIssuer> Issuers { get; init; }
}

public sealed record SnapshotBackend(string Name, string System, string Address, int TimeoutSeconds, int? MaxConcurrency)
{
    /// <summary>Whom to call when it answers wrongly; null in parts of earlier versions.</summary>
    public SnapshotOwner? Owner { get; init; }
}

public sealed record SnapshotConsumer(
    string Name, string Plan, IReadOnlyList<ConsumerCredential> Credentials, IReadOnlyList<ConsumerSubscription> Subscriptions)
{
    /// <summary>Its API keys that were not revoked.</summary>
    public IReadOnlyList<SnapshotApiKey> Keys { get; init; } = [];
}

public sealed record SnapshotPlan(string Name, IReadOnlyList<PlanLimit> Limits);
