using ApiGovernance.Catalog.Rollouts;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Snapshots;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Storage.Sqlite;

internal sealed partial class SqliteCatalogStore
{
    private const string ReadRolloutState = "SELECT version AS Version, json AS Json FROM rollout_state";

    public Task<StoredRollout?> ReadRolloutAsync(long known, CancellationToken cancellationToken) => _database.ReadAsync(
        async connection =>
        {
            await using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
            RolloutRow? row = await connection.QueryFirstOrDefaultAsync<RolloutRow?>(ReadRolloutState, transaction: transaction);
            if ((row?.Version ?? 0) == known)
                return null;
            RolloutState state = row?.ToState() ?? new RolloutState();
            return new StoredRollout(state, state.StableRevision is { } revision
                ? SavedSnapshot.Manifest(_database.Path, revision, await RolloutEntriesAsync(connection, transaction))
                : null);
        },
        cancellationToken);

    public async Task<bool> SaveRolloutAsync(
        RolloutState state, SnapshotManifest? stable, IReadOnlyDictionary<string, byte[]> parts, CancellationToken cancellationToken)
    {
        bool saved = false;
        await _database.WriteAsync(
            async (connection, transaction) =>
            {
                RolloutRow? row = await connection.QueryFirstOrDefaultAsync<RolloutRow?>(ReadRolloutState, transaction: transaction);
                saved = (row?.Version ?? 0) == state.Version - 1;
                if (!saved)
                    return;
                await connection.ExecuteAsync(
                    "INSERT INTO rollout_state (id, version, json) VALUES (1, @Version, @json) ON CONFLICT (id) DO UPDATE SET version = excluded.version, json = excluded.json",
                    new { state.Version, json = DescriptorJson.Write(state) },
                    transaction);
                if (stable is not null)
                    await SaveStableAsync(connection, transaction, SnapshotDelta.Of(await RolloutEntriesAsync(connection, transaction), stable, parts));
            },
            cancellationToken);
        return saved;
    }

    public Task SaveReleaseReportAsync(ReleaseReport report, DateTimeOffset at, CancellationToken cancellationToken) => _database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            """
            INSERT INTO release_reports (gateway, release, received_utc, json) VALUES (@Gateway, @Release, @at, @json)
            ON CONFLICT (gateway) DO UPDATE SET before = CASE WHEN release = excluded.release THEN before ELSE json END,
              release = excluded.release, received_utc = excluded.received_utc, json = excluded.json
            """,
            new { report.Gateway, report.Release, at = SqliteText.Of(at), json = DescriptorJson.Write(report) },
            transaction),
        cancellationToken);

    public Task<IReadOnlyList<StoredReleaseReport>> ReadReleaseReportsAsync(CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<StoredReleaseReport>>(
            async connection =>
            {
                IEnumerable<SqliteReleaseReportRow> rows = await connection.QueryAsync<SqliteReleaseReportRow>(
                    "SELECT gateway AS Gateway, received_utc AS Received, json AS Json, mark AS Mark, before AS Before FROM release_reports ORDER BY gateway");
                return [.. rows.Select(row => row.ToRow().ToReport(SqliteText.InstantOf(row.Received)))];
            },
            cancellationToken);

    public Task MarkReleaseReportsAsync(DateTimeOffset forgotten, CancellationToken cancellationToken) => _database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            "DELETE FROM release_reports WHERE received_utc < @forgotten; UPDATE release_reports SET mark = json;",
            new { forgotten = SqliteText.Of(forgotten) },
            transaction),
        cancellationToken);

    private static async Task SaveStableAsync(SqliteConnection connection, SqliteTransaction transaction, SnapshotDelta delta)
    {
        // Its parts are in snapshots, or are kept by its entries alone, as if the last snapshot had been the first without them.
        await connection.ExecuteAsync(
            "INSERT INTO snapshot_parts (hash, bytes, left_with) SELECT @hash, @bytes, max(id) FROM snapshots WHERE true ON CONFLICT (hash) DO NOTHING",
            delta.NewParts.Select(part => new { hash = part.Key, bytes = part.Value }),
            transaction);
        await connection.ExecuteAsync(
            "DELETE FROM rollout_entries WHERE kind = @kind AND name = @Name",
            delta.Removed.Select(part => new { kind = PartKindNames.Of(part.Kind), part.Name }),
            transaction);
        await connection.ExecuteAsync(
            """
            INSERT INTO rollout_entries (kind, name, hash, size) VALUES (@kind, @Name, @Hash, @Size)
            ON CONFLICT (kind, name) DO UPDATE SET hash = excluded.hash, size = excluded.size
            """,
            delta.Written.Select(part => new { kind = PartKindNames.Of(part.Kind), part.Name, part.Hash, part.Size }),
            transaction);
    }

    private static async Task<IReadOnlyList<SnapshotPartReference>> RolloutEntriesAsync(SqliteConnection connection, SqliteTransaction transaction)
    {
        IEnumerable<SnapshotEntryRow> rows = await connection.QueryAsync<SnapshotEntryRow>(
            "SELECT kind AS Kind, name AS Name, hash AS Hash, size AS Size FROM rollout_entries", transaction: transaction);
        return [.. rows.Select(row => row.ToReference())];
    }

    /// <summary>Instants are text here.</summary>
    private sealed record SqliteReleaseReportRow
    {
        public string Gateway { get; init; } = "";

        public string Received { get; init; } = "";

        public string Json { get; init; } = "";

        public string? Mark { get; init; }

        public string? Before { get; init; }

        public ReleaseReportRow ToRow() => new() { Gateway = Gateway, Json = Json, Mark = Mark, Before = Before };
    }
}
