using System.Text;
using System.Text.Json;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Tests.World;

/// <summary>What a test wants published, with defaults for everything it does not care about.</summary>
public sealed class Estate
{
    public static readonly SnapshotOwner Owner = new("commerce-platform", "commerce@example.com", "https://example.com/support");

    public List<(ApiVersionPart Part, byte[] Contract)> Versions { get; } = [];

    /// <summary>Schemas of canonical entities, by name and version.</summary>
    public Dictionary<(string Entity, int Version), byte[]> Canonical { get; } = [];

    public List<SnapshotBackend> Backends { get; } = [];

    public List<SnapshotConsumer> Consumers { get; } = [];

    public List<SnapshotPlan> Plans { get; } = [new("standard", [new PlanLimit("burst", 100_000, 10)])];

    public List<TokenIssuer> Issuers { get; } = [];

    public Estate Api(string api, string version, string contract, Func<ApiVersionPart, ApiVersionPart>? change = null, bool asWritten = false)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(contract);
        DocumentBundle bundle = DocumentBundle.FromBytes("openapi.yaml", bytes);
        if (bundle.Root.IsReadable && !asWritten)
            bytes = bundle.ToSingleDocument();
        ApiVersionPart part = new()
        {
            Api = api,
            Version = version,
            Title = api,
            Owner = Owner,
            Entity = "order",
            Visibility = Visibility.Internal,
            BasePath = "/commerce/" + api,
            VersionHeader = "Api-Version",
            IsDefault = false,
            Stage = ApiStage.Active,
            Backend = "erp",
            UpstreamPath = "",
            MaxBodyBytes = 1024 * 1024,
            AuthenticationRequired = false,
            RequestValidation = ValidationMode.Enforce,
            ContractHash = SnapshotHash.OfPart(bytes),
            ContractVersion = "1.0.0",
        };
        Versions.RemoveAll(other => other.Part.Api == api && other.Part.Version == version);
        Versions.Add((change?.Invoke(part) ?? part, bytes));
        return this;
    }

    public Estate Backend(string name, string address, int timeoutSeconds = 100, int? maxConcurrency = null)
    {
        Backends.RemoveAll(backend => backend.Name == name);
        Backends.Add(new SnapshotBackend(name, "erp", address, timeoutSeconds, maxConcurrency));
        return this;
    }

    /// <summary>A back end with more than an address.</summary>
    public Estate Backend(string name, string address, Func<SnapshotBackend, SnapshotBackend> change)
    {
        Backend(name, address);
        Backends[^1] = change(Backends[^1]);
        return this;
    }

    public Estate Backend(SnapshotBackend backend)
    {
        Backends.RemoveAll(other => other.Name == backend.Name);
        Backends.Add(backend);
        return this;
    }

    public Estate Consumer(string name, string plan = "standard", string issuer = "main", params ConsumerSubscription[] subscriptions)
    {
        Consumers.RemoveAll(consumer => consumer.Name == name);
        Consumers.Add(new SnapshotConsumer(name, plan, [new ConsumerCredential(issuer, name)], subscriptions));
        return this;
    }

    public static ConsumerSubscription Subscription(string api, params string[] versions) => new(api, versions, []);

    public (SnapshotManifest Manifest, Dictionary<string, byte[]> Parts) Build()
    {
        Dictionary<string, byte[]> parts = [];
        List<SnapshotPartReference> references = [];
        foreach (var (part, contract) in Versions)
        {
            ApiVersionPart sent = part with { Canonical = [.. Canonical.Select(pair => new SnapshotCanonical(pair.Key.Entity, pair.Key.Version, SnapshotHash.OfPart(pair.Value)))] };
            Add(SnapshotPartKind.ApiVersion, $"{part.Api}/{part.Version}", JsonSerializer.SerializeToUtf8Bytes(sent, ProtocolJson.Options));
            Add(SnapshotPartKind.Contract, $"{part.Api}/{part.Version}", contract);
        }

        foreach (var ((entity, version), schema) in Canonical)
            Add(SnapshotPartKind.Canonical, $"{entity}@{version}", schema);
        TrafficPart traffic = new() { Backends = Backends, Consumers = Consumers, Plans = Plans, Issuers = Issuers };
        Add(SnapshotPartKind.Traffic, "traffic", JsonSerializer.SerializeToUtf8Bytes(traffic, ProtocolJson.Options));
        return (SnapshotHash.Manifest(references), parts);

        void Add(SnapshotPartKind kind, string name, byte[] bytes)
        {
            string hash = SnapshotHash.OfPart(bytes);
            parts[hash] = bytes;
            references.Add(new SnapshotPartReference(kind, name, hash, bytes.Length));
        }
    }
}
