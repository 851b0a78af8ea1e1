using Dapper;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Storage.Sqlite;

/// <summary>The embedded store: one SQLite file in the data folder.</summary>
internal sealed partial class SqliteCatalogStore(string dataDirectory, TimeProvider clock) : ICatalogStore, IAsyncDisposable
{
    private readonly SqliteDatabase _database = new(Path.Combine(dataDirectory, "catalog.db"));

    /// <summary>A data folder belongs to one process.</summary>
    public bool IsShared => false;

    public Task OpenAsync(CancellationToken cancellationToken) => _database.OpenAsync(clock, cancellationToken);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    public Task<CatalogState> ReadStateAsync(CancellationToken cancellationToken) => _database.ReadAsync(
        async connection =>
        {
            // One transaction, so that all of it is of one moment.
            await using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
            IEnumerable<DescriptorRow> descriptors = await connection.QueryAsync<DescriptorRow>(
                "SELECT kind AS Kind, json AS Json, seed_hash AS SeedHash, document_hash AS DocumentHash FROM descriptors ORDER BY kind, name",
                transaction: transaction);
            IEnumerable<DescriptorRow> apis = await connection.QueryAsync<DescriptorRow>(
                "SELECT 'Api' AS Kind, json AS Json, seed_hash AS SeedHash FROM apis ORDER BY name", transaction: transaction);
            IEnumerable<VersionRow> versions = await connection.QueryAsync<VersionRow>(
                """
                SELECT api AS Api, json AS Json, contract_hash AS ContractHash, contract_version AS ContractVersion, revision AS Revision,
                       traffic_seed AS TrafficSeed, lifecycle_seed AS LifecycleSeed, contract_seed AS ContractSeed
                FROM api_versions ORDER BY api, id
                """,
                transaction: transaction);
            IEnumerable<SecretRow> secrets = await connection.QueryAsync<SecretRow>(
                """
                SELECT id AS Id, consumer AS Consumer, label AS Label, salt AS Salt, hash AS Hash, created_utc AS Created, created_by AS CreatedBy,
                       expires_utc AS Expires, revoked_utc AS Revoked
                FROM secrets ORDER BY id
                """,
                transaction: transaction);
            long number = await connection.ExecuteScalarAsync<long>("SELECT number FROM catalog_number WHERE id = 1", transaction: transaction);
            return new StateRows(number, descriptors, apis, versions, secrets.Select(row => row.ToSecret())).ToState();
        },
        cancellationToken);

    public Task<long> ReadNumberAsync(CancellationToken cancellationToken) => _database.ReadAsync(
        connection => connection.ExecuteScalarAsync<long>("SELECT number FROM catalog_number WHERE id = 1"), cancellationToken);

    public Task<StoredContract?> ReadContractAsync(string hash, CancellationToken cancellationToken) => _database.ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<StoredContract?>(
            "SELECT hash AS Hash, document AS Document, source AS Source, media_type AS MediaType, info_version AS InfoVersion FROM contracts WHERE hash = @hash",
            new { hash }),
        cancellationToken);
}
