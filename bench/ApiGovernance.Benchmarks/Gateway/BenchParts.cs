using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Benchmarks.Gateway;

/// <summary>What the catalog says, with the policies that are asked for.</summary>
internal static class BenchParts
{
    private const int Clients = 100;

    public static ApiVersionPart Api(BenchOptions options, string name, string contractHash) => new()
    {
        Api = name,
        Version = "v1",
        Title = name,
        Owner = new SnapshotOwner("bench", "bench@example.com", null),
        Entity = "order",
        Visibility = Visibility.Internal,
        BasePath = $"/{name}",
        VersionHeader = "Api-Version",
        IsDefault = true,
        Stage = ApiStage.Active,
        Backend = "upstream",
        UpstreamPath = "",
        MaxBodyBytes = 1024 * 1024,
        AuthenticationRequired = options.Has("auth"),
        RequestValidation = options.Has("validate") ? ValidationMode.Enforce : ValidationMode.Off,
        ResponseValidation = options.Has("answers") ? ValidationMode.Enforce : ValidationMode.Off,
        Policy = Policy(options),
        Canary = options.Has("canary") ? new VersionCanary("canary", 10, []) : null,
        Shadow = options.Has("shadow") ? new VersionShadow("canary", 0.01, [ShadowComparison.Status]) : null,
        ContractHash = contractHash,
        ContractVersion = "1.0.0",
    };

    /// <param name="changes">How often it was changed; each time another limit.</param>
    public static TrafficPart Traffic(BenchOptions options, string metadataUrl, int changes) => new()
    {
        Backends =
        [
            .. options.Has("canary") || options.Has("shadow") ? new[] { Backend(options, "canary") } : [],
            .. options.Has("neighbours") ? new[] { Hanging } : [],
            Backend(options, "upstream"),
        ],
        Consumers =
        [
            .. Enumerable.Range(0, Clients).Select(i => new SnapshotConsumer(
                $"client-{i}", i == 0 && options.Has("neighbours") ? "small" : "unlimited", [new ConsumerCredential("bench", $"client-{i}")], [new ConsumerSubscription("bench", [], []), new ConsumerSubscription("hanging", [], [])])),
        ],
        // Fifty calls a second.
        Plans = [new SnapshotPlan("small", [new PlanLimit("burst", 50, 1)]), new SnapshotPlan("unlimited", Limits(options, changes))],
        Issuers = !options.Has("auth") ? [] :
        [
            new TokenIssuer("bench", "https://issuer.example")
            {
                MetadataUrl = metadataUrl,
                Audiences = ["gateway"],
                TokenTypes = ["any"],
                ClientClaim = "sub",
            },
        ],
    };

    /// <summary>Gives up after five seconds, and lets fifty calls try at once.</summary>
    private static SnapshotBackend Hanging { get; } = new("hanging", "bench", HangingBackend.Start(), 5, 50);

    private static OperationPolicy? Policy(BenchOptions options)
    {
        OperationPolicy policy = new()
        {
            Idempotency = options.Has("keys") ? new IdempotencyPolicy { Mode = IdempotencyMode.Optional } : null,
            Retry = options.Has("retry") ? new RetryPolicy() : null,
            Timeout = options.Has("retry") ? new TimeoutPolicy { TotalMilliseconds = 10_000, PerTryMilliseconds = 5_000 } : null,
            Cache = options.Has("stale") ? new CachePolicy { StaleSeconds = 300 } : null,
        };
        return policy == OperationPolicy.None ? null : policy;
    }

    private static PlanLimit[] Limits(BenchOptions options, int changes) => options.Has("limits") || options.Has("shared-limits")
        ? [new PlanLimit("burst", 100_000_000 + changes, 1), new PlanLimit("daily", 2_000_000_000, 86_400)]
        : [];

    private static SnapshotBackend Backend(BenchOptions options, string name) => new(
        name, "bench", options.Upstream, 100, options.Has("budgets") ? 10_000 : null)
    {
        Limits = options.Has("budgets") ? new BackendLimits { RequestsPerSecond = 1_000_000, TransactionsPerDay = 2_000_000_000 } : new BackendLimits(),
        Queue = options.Has("budgets") ? new BackendQueue(1_000, 1_000) : null,
        AdaptiveConcurrency = options.Has("budgets") ? new AdaptiveConcurrency(64, 10_000) : null,
        Breaker = options.Has("breaker") ? new BackendBreaker() : null,
        Health = options.Has("breaker") ? new BackendHealth() : null,
        Identity = options.Has("token") ? BackendIdentity.Token : BackendIdentity.Headers,
    };
}
