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
    /// <summary>Where it is in other environments than the one of <see cref="Address"/>; ordered by name.</summary>
    public IReadOnlyDictionary<string, string> Environments { get => field ?? new Dictionary<string, string>(); init; } = new Dictionary<string, string>();

    /// <summary>Whom to call when it fails.</summary>
    public SnapshotOwner? Owner { get; init; }

    public BackendIdentity Identity { get; init; }

    public BackendCredentials? Credentials { get; init; }

    public BackendLimits Limits { get; init; } = new();

    public IReadOnlyList<CalendarWindow> Calendar { get; init; } = [];

    public BackendQueue? Queue { get; init; }

    public AdaptiveConcurrency? AdaptiveConcurrency { get; init; }

    /// <summary>Further addresses.</summary>
    public IReadOnlyList<string> Destinations { get; init; } = [];

    public BackendBreaker? Breaker { get; init; }

    public BackendHealth? Health { get; init; }

    public bool HonoursIdempotencyKey { get; init; }
}

public sealed record SnapshotConsumer(
    string Name, string Plan, IReadOnlyList<ConsumerCredential> Credentials, IReadOnlyList<ConsumerSubscription> Subscriptions)
{
    /// <summary>Its API keys that were not revoked.</summary>
    public IReadOnlyList<SnapshotApiKey> Keys { get; init; } = [];

    public IReadOnlyList<ConsumerCertificate> Certificates { get; init; } = [];

    public IReadOnlyList<ConsumerSignatureKey> SignatureKeys { get; init; } = [];

    /// <summary>Its answers say on request what decided them.</summary>
    public bool Explain { get; init; }
}

public sealed record SnapshotPlan(string Name, IReadOnlyList<PlanLimit> Limits);
