using Dapper;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Storage.Sqlite;

internal sealed partial class SqliteCatalogStore
{
    public Task ApplyAsync(CatalogChange change, CancellationToken cancellationToken) => _database.WriteAsync(
        async (connection, transaction) =>
        {
            await CountAsync(connection, transaction, change);
            await connection.ExecuteAsync(
                """
                INSERT INTO contracts (hash, document, source, media_type, info_version)
                VALUES (@Hash, @Document, @Source, @MediaType, @InfoVersion) ON CONFLICT (hash) DO NOTHING
                """,
                change.Contracts,
                transaction);
            await RemoveAsync(connection, transaction, change);
            await SaveAsync(connection, transaction, change.Descriptors);
            await SaveAsync(connection, transaction, change.Apis);
            await SaveAsync(connection, transaction, change.Versions);
            await SaveEvidenceAsync(connection, transaction, change);
            await SaveAuditAsync(connection, transaction, change.Audit);
        },
        cancellationToken);

    private static async Task CountAsync(SqliteConnection connection, SqliteTransaction transaction, CatalogChange change)
    {
        long number = await connection.ExecuteScalarAsync<long>("SELECT number FROM catalog_number WHERE id = 1", transaction: transaction);
        if (change.BasedOn is { } expected && expected != number)
            throw new CatalogConflictException();
        if (change.TouchesTraffic)
            await connection.ExecuteAsync("UPDATE catalog_number SET number = number + 1 WHERE id = 1", transaction: transaction);
    }

    private static async Task RemoveAsync(SqliteConnection connection, SqliteTransaction transaction, CatalogChange change)
    {
        await connection.ExecuteAsync(
            "DELETE FROM descriptors WHERE kind = @kind AND name = @name",
            change.RemovedDescriptors.Select(removed => new { kind = removed.Kind, name = removed.Name }),
            transaction);
        await connection.ExecuteAsync(
            "DELETE FROM api_versions WHERE api = @name; DELETE FROM apis WHERE name = @name;",
            change.RemovedApis.Select(name => new { name }),
            transaction);
    }

    // A list is written by one prepared statement: a seed of thousands of versions is one change.
    private static Task<int> SaveAsync(SqliteConnection connection, SqliteTransaction transaction, IReadOnlyList<StoredDescriptor> descriptors) => connection.ExecuteAsync(
        """
        INSERT INTO descriptors (kind, name, json, etag, seed_hash, document_hash) VALUES (@Kind, @Name, @json, @ETag, @SeedHash, @DocumentHash)
        ON CONFLICT (kind, name) DO UPDATE SET
          json = excluded.json, etag = excluded.etag, seed_hash = excluded.seed_hash, document_hash = excluded.document_hash
        """,
        descriptors.Select(stored => new
        {
            stored.Descriptor.Kind,
            stored.Descriptor.Name,
            json = DescriptorJson.Write(stored.Descriptor),
            stored.ETag,
            stored.SeedHash,
            stored.DocumentHash,
        }),
        transaction);

    private static Task<int> SaveAsync(SqliteConnection connection, SqliteTransaction transaction, IReadOnlyList<StoredApi> apis) => connection.ExecuteAsync(
        """
        INSERT INTO apis (name, base_path, json, seed_hash) VALUES (@Name, @BasePath, @json, @SeedHash)
        ON CONFLICT (name) DO UPDATE SET base_path = excluded.base_path, json = excluded.json, seed_hash = excluded.seed_hash
        """,
        apis.Select(stored => new { stored.Name, stored.Descriptor.Spec.BasePath, json = DescriptorJson.Write(stored.Alone), stored.SeedHash }),
        transaction);

    private static Task<int> SaveAsync(SqliteConnection connection, SqliteTransaction transaction, IReadOnlyList<StoredVersion> versions) => connection.ExecuteAsync(
        """
        INSERT INTO api_versions
          (api, name, stage, deprecated_on, sunset, json, contract_hash, contract_version, revision, traffic_seed, lifecycle_seed, contract_seed)
        VALUES (@Api, @Name, @stage, @deprecatedOn, @sunset, @json, @ContractHash, @ContractVersion, @Revision, @Traffic, @Lifecycle, @Contract)
        ON CONFLICT (api, name) DO UPDATE SET
          stage = excluded.stage, deprecated_on = excluded.deprecated_on, sunset = excluded.sunset, json = excluded.json,
          contract_hash = excluded.contract_hash, contract_version = excluded.contract_version, revision = excluded.revision,
          traffic_seed = excluded.traffic_seed, lifecycle_seed = excluded.lifecycle_seed, contract_seed = excluded.contract_seed
        """,
        versions.Select(version => new
        {
            version.Api,
            version.Name,
            stage = StageNames.Of(version.Spec.Stage),
            deprecatedOn = version.Spec.DeprecatedOn is { } deprecatedOn ? SqliteText.Of(deprecatedOn) : null,
            sunset = version.Spec.Sunset is { } sunset ? SqliteText.Of(sunset) : null,
            json = DescriptorJson.Write(version.Spec),
            version.ContractHash,
            version.ContractVersion,
            version.Revision,
            version.Seeds.Traffic,
            version.Seeds.Lifecycle,
            version.Seeds.Contract,
        }),
        transaction);
}
