using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Snapshots;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Storage.Sqlite;

internal sealed partial class SqliteCatalogStore
{
    private SavedSnapshot _saved = SavedSnapshot.None;

    public async Task SaveSnapshotAsync(
        SnapshotManifest manifest, IReadOnlyDictionary<string, byte[]> parts, DateTimeOffset at, CancellationToken cancellationToken)
    {
        SavedSnapshot? saved = null;
        await _database.WriteAsync(
            async (connection, transaction) =>
            {
                SnapshotRow? last = await LastSnapshotAsync(connection, transaction);
                if (last?.Revision == manifest.Revision)
                    return;
                SavedSnapshot known = Volatile.Read(ref _saved);
                IReadOnlyList<SnapshotPartReference> before = last is null ? []
                    : known.Id == last.Id ? known.Parts
                    : await EntriesAsync(connection, transaction);
                long id = await connection.ExecuteScalarAsync<long>(
                    "INSERT INTO snapshots (revision, published_utc) VALUES (@Revision, @at) RETURNING id",
                    new { manifest.Revision, at = SqliteText.Of(at) },
                    transaction);
                await SaveDeltaAsync(connection, transaction, id, SnapshotDelta.Of(before, manifest, parts));
                saved = new SavedSnapshot(id, manifest.Parts);
            },
            cancellationToken);
        if (saved is not null)
            Volatile.Write(ref _saved, saved);
    }

    public Task<SnapshotManifest?> ReadSnapshotAsync(CancellationToken cancellationToken) => _database.ReadAsync(
        async connection =>
        {
            await using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
            return await LastSnapshotAsync(connection, transaction) is { } last
                ? SavedSnapshot.Manifest(_database.Path, last.Revision, await EntriesAsync(connection, transaction))
                : null;
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

    private static async Task SaveDeltaAsync(SqliteConnection connection, SqliteTransaction transaction, long id, SnapshotDelta delta)
    {
        await connection.ExecuteAsync(
            "INSERT INTO snapshot_parts (hash, bytes) VALUES (@hash, @bytes) ON CONFLICT (hash) DO UPDATE SET left_with = NULL",
            delta.NewParts.Select(part => new { hash = part.Key, bytes = part.Value }),
            transaction);
        await connection.ExecuteAsync(
            "UPDATE snapshot_parts SET left_with = @id WHERE hash = @hash", delta.LeftParts.Select(hash => new { id, hash }), transaction);
        await connection.ExecuteAsync(
            "DELETE FROM snapshot_entries WHERE kind = @kind AND name = @Name",
            delta.Removed.Select(part => new { kind = PartKindNames.Of(part.Kind), part.Name }),
            transaction);
        await connection.ExecuteAsync(
            """
            INSERT INTO snapshot_entries (kind, name, hash, size) VALUES (@kind, @Name, @Hash, @Size)
            ON CONFLICT (kind, name) DO UPDATE SET hash = excluded.hash, size = excluded.size
            """,
            delta.Written.Select(part => new { kind = PartKindNames.Of(part.Kind), part.Name, part.Hash, part.Size }),
            transaction);
        await connection.ExecuteAsync(
            """
            DELETE FROM snapshots WHERE id <= @id - @SnapshotsKept;
            DELETE FROM snapshot_parts WHERE left_with <= @id - @SnapshotsKept + 1 AND hash NOT IN (SELECT hash FROM rollout_entries);
            """,
            new { id, SnapshotDelta.SnapshotsKept },
            transaction);
    }

    private static Task<SnapshotRow?> LastSnapshotAsync(SqliteConnection connection, SqliteTransaction transaction) =>
        connection.QueryFirstOrDefaultAsync<SnapshotRow?>(
            "SELECT id AS Id, revision AS Revision FROM snapshots ORDER BY id DESC LIMIT 1", transaction: transaction);

    private static async Task<IReadOnlyList<SnapshotPartReference>> EntriesAsync(SqliteConnection connection, SqliteTransaction transaction)
    {
        IEnumerable<SnapshotEntryRow> rows = await connection.QueryAsync<SnapshotEntryRow>(
            "SELECT kind AS Kind, name AS Name, hash AS Hash, size AS Size FROM snapshot_entries", transaction: transaction);
        return [.. rows.Select(row => row.ToReference())];
    }
}
