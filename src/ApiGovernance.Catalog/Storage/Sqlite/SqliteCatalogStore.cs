using System.Text.Json;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using Dapper;

namespace ApiGovernance.Catalog.Storage.Sqlite;

/// <summary>The embedded store: one SQLite file in the data folder.</summary>
internal sealed partial class SqliteCatalogStore(string dataDirectory, TimeProvider clock) : ICatalogStore, IAsyncDisposable
{
    private readonly SqliteDatabase _database = new(Path.Combine(dataDirectory, "catalog.db"));

    public Task OpenAsync(CancellationToken cancellationToken) => _database.OpenAsync(clock, cancellationToken);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    public Task<CatalogState> ReadStateAsync(CancellationToken cancellationToken) => _database.ReadAsync(
        async connection =>
        {
            IEnumerable<DescriptorRow> descriptors = await connection.QueryAsync<DescriptorRow>(
                "SELECT kind AS Kind, json AS Json, seed_hash AS SeedHash FROM descriptors ORDER BY kind, name");
            IEnumerable<DescriptorRow> apis = await connection.QueryAsync<DescriptorRow>(
                "SELECT 'Api' AS Kind, json AS Json, seed_hash AS SeedHash FROM apis ORDER BY name");
            IEnumerable<VersionRow> versions = await connection.QueryAsync<VersionRow>(
                """
                SELECT v.api AS Api, v.json AS Json, v.contract_hash AS ContractHash, c.info_version AS ContractVersion, v.revision AS Revision,
                       v.traffic_seed AS TrafficSeed, v.lifecycle_seed AS LifecycleSeed, v.contract_seed AS ContractSeed
                FROM api_versions v LEFT JOIN contracts c ON c.hash = v.contract_hash ORDER BY v.api, v.id
                """);
            ILookup<string, StoredVersion> byApi = versions.Select(row => row.ToVersion()).ToLookup(version => version.Api);
            return new CatalogState
            {
                Descriptors = [.. descriptors.Select(row => new StoredDescriptor(DescriptorJson.Read(row.Kind, row.Json), row.SeedHash))],
                Apis =
                [
                    .. apis.Select(row => (Descriptor: (ApiDescriptor)DescriptorJson.Read(row.Kind, row.Json), row.SeedHash))
                        .Select(row => new StoredApi(row.Descriptor, row.SeedHash, [.. byApi[row.Descriptor.Name]])),
                ],
            };
        },
        cancellationToken);

    public Task<StoredContract?> ReadContractAsync(string hash, CancellationToken cancellationToken) => _database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<StoredContract?>(
            "SELECT hash AS Hash, document AS Document, source AS Source, media_type AS MediaType, info_version AS InfoVersion FROM contracts WHERE hash = @hash",
            new { hash }),
        cancellationToken);

    public Task<IReadOnlyList<ContractVerdict>> ReadVerdictsAsync(string api, string version, int atMost, CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<ContractVerdict>>(
            async connection =>
            {
                IEnumerable<string> rows = await connection.QueryAsync<string>(
                    "SELECT json FROM verdicts WHERE api = @api AND version = @version ORDER BY id DESC LIMIT @atMost", new { api, version, atMost });
                return [.. rows.Select(DescriptorJson.Read<ContractVerdict>)];
            },
            cancellationToken);

    public Task<IReadOnlyList<AuditEntry>> ReadAuditAsync(long? before, int atMost, CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<AuditEntry>>(
            async connection =>
            {
                IEnumerable<AuditRow> rows = await connection.QueryAsync<AuditRow>(
                    """
                    SELECT seq AS Seq, utc AS Utc, actor AS Actor, action AS Action, object AS Object, detail AS Detail
                    FROM audit WHERE @before IS NULL OR seq < @before ORDER BY seq DESC LIMIT @atMost
                    """,
                    new { before, atMost });
                return [.. rows.Select(row => new AuditEntry(row.Seq, SqliteText.InstantOf(row.Utc), row.Actor, row.Action, row.Object, row.Detail))];
            },
            cancellationToken);

    private sealed record DescriptorRow
    {
        public string Kind { get; init; } = "";

        public string Json { get; init; } = "";

        public string? SeedHash { get; init; }
    }

    private sealed record AuditRow
    {
        public long Seq { get; init; }

        public string Utc { get; init; } = "";

        public string Actor { get; init; } = "";

        public string Action { get; init; } = "";

        public string Object { get; init; } = "";

        public string Detail { get; init; } = "";
    }

    private sealed record VersionRow
    {
        public string Api { get; init; } = "";

        public string Json { get; init; } = "";

        public string? ContractHash { get; init; }

        public string? ContractVersion { get; init; }

        public long Revision { get; init; }

        public string? TrafficSeed { get; init; }

        public string? LifecycleSeed { get; init; }

        public string? ContractSeed { get; init; }

        public StoredVersion ToVersion() => new(
            Api,
            JsonSerializer.Deserialize<ApiVersionSpec>(Json, ProtocolJson.Options)!,
            ContractHash,
            ContractVersion,
            (int)Revision,
            new VersionSeeds(TrafficSeed, LifecycleSeed, ContractSeed));
    }
}
