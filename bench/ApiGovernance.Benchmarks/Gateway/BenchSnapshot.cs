using System.Text;
using System.Text.Json;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Benchmarks.Gateway;

/// <summary>A snapshot with one API, a hundred consumers and a plan that never refuses, for the load harness.</summary>
internal sealed class BenchSnapshot : ISnapshotSource, IUsageSink
{
    private const int Clients = 100;
    private readonly Dictionary<string, byte[]> _parts = [];
    private readonly SnapshotManifest _manifest;

    /// <param name="keys">Whether POSTs need idempotency keys.</param>
    public BenchSnapshot(string upstream, string metadataUrl, bool keys = false)
    {
        byte[] contract = Contract();
        SnapshotPartReference contractPart = Add(SnapshotPartKind.Contract, "bench/v1", contract);
        SnapshotPartReference api = Add(SnapshotPartKind.ApiVersion, "bench/v1", Json(new ApiVersionPart
        {
            Api = "bench",
            Version = "v1",
            Title = "Bench",
            Owner = new SnapshotOwner("bench", "bench@example.com", null),
            Entity = "order",
            Visibility = Visibility.Internal,
            BasePath = "/bench",
            VersionHeader = "Api-Version",
            IsDefault = true,
            Stage = ApiStage.Active,
            Backend = "upstream",
            UpstreamPath = "",
            MaxBodyBytes = 1024 * 1024,
            AuthenticationRequired = true,
            RequestValidation = ValidationMode.Enforce,
            Policy = keys ? new OperationPolicy { Idempotency = new IdempotencyPolicy { Mode = IdempotencyMode.Required } } : null,
            ContractHash = contractPart.Hash,
            ContractVersion = "1.0.0",
        }));
        SnapshotPartReference traffic = Add(SnapshotPartKind.Traffic, "traffic", Json(new TrafficPart
        {
            Backends = [new SnapshotBackend("upstream", "bench", upstream, 100, null)],
            Consumers =
            [
                .. Enumerable.Range(0, Clients).Select(i => new SnapshotConsumer(
                    $"client-{i}", "unlimited", [new ConsumerCredential("bench", $"client-{i}")], [new ConsumerSubscription("bench", [], [])])),
            ],
            Plans = [new SnapshotPlan("unlimited", [new PlanLimit("burst", 100_000_000, 1), new PlanLimit("daily", 2_000_000_000, 86_400)])],
            Issuers =
            [
                new TokenIssuer("bench", "https://issuer.example")
                {
                    MetadataUrl = metadataUrl,
                    Audiences = ["gateway"],
                    TokenTypes = ["any"],
                    ClientClaim = "sub",
                },
            ],
        }));
        _manifest = SnapshotHash.Manifest([contractPart, api, traffic]);
    }

    public async Task<SnapshotManifest?> WaitForManifestAsync(string? knownRevision, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (knownRevision != _manifest.Revision)
            return _manifest;
        await Task.Delay(wait, TimeProvider.System, cancellationToken);
        return null;
    }

    public Task<ReadOnlyMemory<byte>> GetPartAsync(string hash, CancellationToken cancellationToken) =>
        Task.FromResult<ReadOnlyMemory<byte>>(_parts[hash]);

    public Task AcknowledgeAsync(SnapshotAcknowledgement acknowledgement, CancellationToken cancellationToken)
    {
        foreach (QuarantinedApi quarantined in acknowledgement.Quarantined)
            Console.Error.WriteLine($"quarantined: {quarantined.Reason}");
        return Task.CompletedTask;
    }

    public Task ReportAsync(UsageReport report, CancellationToken cancellationToken) => Task.CompletedTask;

    private static byte[] Contract()
    {
        using Stream resource = typeof(BenchSnapshot).Assembly.GetManifestResourceStream("bench.openapi.yaml")!;
        using StreamReader reader = new(resource);
        return DocumentBundle.FromBytes("bench.openapi.yaml", Encoding.UTF8.GetBytes(reader.ReadToEnd())).ToSingleDocument();
    }

    private static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, ProtocolJson.Options);

    private SnapshotPartReference Add(SnapshotPartKind kind, string name, byte[] bytes)
    {
        string hash = SnapshotHash.OfPart(bytes);
        _parts[hash] = bytes;
        return new SnapshotPartReference(kind, name, hash, bytes.Length);
    }
}
