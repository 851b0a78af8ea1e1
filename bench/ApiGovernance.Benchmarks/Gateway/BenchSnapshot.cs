using System.Text;
using System.Text.Json;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Benchmarks.Gateway;

/// <summary>A control plane in the same process: as many API versions as asked for, a hundred consumers, a plan that never refuses.</summary>
internal sealed class BenchSnapshot : ISnapshotSource, IUsageSink
{
    private readonly BenchOptions _options;
    private readonly Dictionary<string, byte[]> _parts = [];
    private readonly List<SnapshotPartReference> _apis = [];
    private readonly SnapshotPartReference _contract;
    private readonly string _metadataUrl;
    private SnapshotManifest _manifest;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _changes;
    private byte[] _next = [];

    public BenchSnapshot(BenchOptions options, string metadataUrl)
    {
        _options = options;
        _metadataUrl = metadataUrl;
        _contract = Add(SnapshotPartKind.Contract, "bench/v1", Contract());
        for (int i = 0; i < options.Apis; i++)
            AddApi(i);
        if (options.Has("neighbours"))
            _apis.Add(Add(SnapshotPartKind.ApiVersion, "hanging/v1", Json(BenchParts.Api(options, "hanging", _contract.Hash) with { Backend = "hanging" })));
        _manifest = Manifest();
    }

    /// <summary>Does what a control plane does of it, which is not the gateway's to pay for.</summary>
    /// <param name="newRoute">A new API, instead of another limit in the plan.</param>
    public void Prepare(bool newRoute)
    {
        _changes++;
        if (newRoute)
            AddApi(_apis.Count);
        _next = Json(Manifest());
    }

    /// <summary>Publishes what was prepared; returns when the gateway has acknowledged it.</summary>
    public async Task ChangeAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource acknowledged = _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
        // A gateway reads its manifest from JSON.
        Volatile.Write(ref _manifest, JsonSerializer.Deserialize<SnapshotManifest>(_next, ProtocolJson.Options)!);
        Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        await acknowledged.Task.WaitAsync(TimeSpan.FromMinutes(1), cancellationToken);
    }

    public async Task<SnapshotManifest?> WaitForManifestAsync(string? knownRevision, TimeSpan wait, CancellationToken cancellationToken)
    {
        Task changed = _changed.Task;
        if (knownRevision == Volatile.Read(ref _manifest).Revision)
        {
            try
            {
                await changed.WaitAsync(wait, TimeProvider.System, cancellationToken);
            }
            catch (TimeoutException)
            {
                return null;
            }
        }

        return Volatile.Read(ref _manifest);
    }

    public Task<ReadOnlyMemory<byte>> GetPartAsync(string hash, CancellationToken cancellationToken) =>
        Task.FromResult<ReadOnlyMemory<byte>>(_parts[hash]);

    public Task AcknowledgeAsync(SnapshotAcknowledgement acknowledgement, CancellationToken cancellationToken)
    {
        if (acknowledgement.Error is { } error)
            Console.Error.WriteLine($"refused: {error}");
        foreach (QuarantinedApi quarantined in acknowledgement.Quarantined)
            Console.Error.WriteLine($"quarantined: {quarantined.Reason}");
        if (acknowledgement.Revision == _manifest.Revision)
            _acknowledged.TrySetResult();
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

    private void AddApi(int number)
    {
        string name = number == 0 ? "bench" : $"api-{number}";
        _apis.Add(Add(SnapshotPartKind.ApiVersion, $"{name}/v1", Json(BenchParts.Api(_options, name, _contract.Hash))));
    }

    private SnapshotManifest Manifest() => SnapshotHash.Manifest(
        [_contract, .. _apis, Add(SnapshotPartKind.Traffic, "traffic", Json(BenchParts.Traffic(_options, _metadataUrl, _changes)))]);

    private SnapshotPartReference Add(SnapshotPartKind kind, string name, byte[] bytes)
    {
        string hash = SnapshotHash.OfPart(bytes);
        _parts[hash] = bytes;
        return new SnapshotPartReference(kind, name, hash, bytes.Length);
    }
}
