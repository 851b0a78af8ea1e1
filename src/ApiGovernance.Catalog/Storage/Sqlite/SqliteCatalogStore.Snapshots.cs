using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Snapshots;
using Dapper;

namespace ApiGovernance.Catalog.Storage.Sqlite;

internal sealed partial class SqliteCatalogStore
{
    // A gateway may still be fetching the parts of a snapshot that has just been replaced.
    private const int SnapshotsKept = 20;

    public Task SaveSnapshotAsync(
        SnapshotManifest manifest, IReadOnlyDictionary<string, byte[]> parts, DateTimeOffset at, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            async (connection, transaction) =>
            {
                foreach ((string hash, byte[] bytes) in parts)
                {
                    await connection.ExecuteAsync(
                        "INSERT INTO snapshot_parts (hash, bytes) VALUES (@hash, @bytes) ON CONFLICT (hash) DO NOTHING", new { hash, bytes }, transaction);
                }

                long id = await connection.ExecuteScalarAsync<long>(
                    "INSERT INTO snapshots (revision, manifest, published_utc) VALUES (@Revision, @json, @at) RETURNING id",
                    new { manifest.Revision, json = DescriptorJson.Write(manifest), at = SqliteText.Of(at) },
                    transaction);
                await connection.ExecuteAsync(
                    "INSERT INTO snapshot_members (snapshot, hash) VALUES (@id, @hash)", parts.Keys.Select(hash => new { id, hash }), transaction);
                await connection.ExecuteAsync(
                    """
                    DELETE FROM snapshots WHERE id <= @id - @SnapshotsKept;
                    DELETE FROM snapshot_parts WHERE hash NOT IN (SELECT hash FROM snapshot_members);
                    """,
                    new { id, SnapshotsKept },
                    transaction);
            },
            cancellationToken);

    public Task<SnapshotManifest?> ReadSnapshotAsync(CancellationToken cancellationToken) => _database.ReadAsync(
        async connection =>
        {
            string? json = await connection.QuerySingleOrDefaultAsync<string>("SELECT manifest FROM snapshots ORDER BY id DESC LIMIT 1");
            return json is null ? null : DescriptorJson.Read<SnapshotManifest>(json);
        },
        cancellationToken);

    public Task<byte[]?> ReadPartAsync(string hash, CancellationToken cancellationToken) => _database.ReadAsync(
        connection => connection.QueryFirstOrDefaultAsync<byte[]?>(
            "SELECT bytes FROM snapshot_parts WHERE hash = @hash UNION ALL SELECT document FROM contracts WHERE hash = @hash LIMIT 1", new { hash }),
        cancellationToken);

    public Task SaveAcknowledgementAsync(SnapshotAcknowledgement acknowledgement, CancellationToken cancellationToken) => _database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            """
            INSERT INTO acknowledgements (gateway, revision, json) VALUES (@Gateway, @Revision, @json)
            ON CONFLICT (gateway) DO UPDATE SET revision = excluded.revision, json = excluded.json
            """,
            new { acknowledgement.Gateway, acknowledgement.Revision, json = DescriptorJson.Write(acknowledgement) },
            transaction),
        cancellationToken);

    public Task<IReadOnlyList<SnapshotAcknowledgement>> ReadAcknowledgementsAsync(CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<SnapshotAcknowledgement>>(
            async connection =>
            {
                IEnumerable<string> rows = await connection.QueryAsync<string>("SELECT json FROM acknowledgements ORDER BY gateway");
                return [.. rows.Select(DescriptorJson.Read<SnapshotAcknowledgement>)];
            },
            cancellationToken);
}
