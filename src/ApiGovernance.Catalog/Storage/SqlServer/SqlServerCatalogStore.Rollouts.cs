using ApiGovernance.Catalog.Rollouts;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Catalog.Storage.SqlServer;

internal sealed partial class SqlServerCatalogStore
{
    public Task<StoredRollout?> ReadRolloutAsync(long known, CancellationToken cancellationToken) => _database.ReadMomentAsync(
        async session =>
        {
            RolloutRow? row = await session.FirstOrDefaultAsync<RolloutRow>(SqlServerStatements.ReadRolloutState);
            if ((row?.Version ?? 0) == known)
                return null;
            RolloutState state = row?.ToState() ?? new RolloutState();
            return new StoredRollout(state, state.StableRevision is { } revision
                ? SavedSnapshot.Manifest(_database.Place, revision, await RolloutEntriesAsync(session))
                : null);
        },
        cancellationToken);

    public async Task<bool> SaveRolloutAsync(
        RolloutState state, SnapshotManifest? stable, IReadOnlyDictionary<string, byte[]> parts, CancellationToken cancellationToken)
    {
        bool saved = false;
        await _database.WriteAsync(
            async session =>
            {
                // The lock of everything that is published: two control planes decide one after the other.
                await session.NumberAsync(SqlServerStatements.LockNumber);
                RolloutRow? row = await session.FirstOrDefaultAsync<RolloutRow>(SqlServerStatements.ReadRolloutState);
                saved = (row?.Version ?? 0) == state.Version - 1;
                if (!saved)
                    return;
                await session.ExecuteAsync(SqlServerStatements.SaveRolloutState, new { state.Version, Json = DescriptorJson.Write(state) });
                if (stable is not null)
                    await SaveStableAsync(session, SnapshotDelta.Of(await RolloutEntriesAsync(session), stable, parts));
            },
            cancellationToken);
        return saved;
    }

    public Task SaveReleaseReportAsync(ReleaseReport report, DateTimeOffset at, CancellationToken cancellationToken) => _database.WriteAsync(
        session => session.ExecuteAsync(
            SqlServerStatements.SaveReleaseReport, new { report.Gateway, report.Release, At = at, Json = DescriptorJson.Write(report) }),
        cancellationToken);

    public Task<IReadOnlyList<StoredReleaseReport>> ReadReleaseReportsAsync(CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<StoredReleaseReport>>(
            async session =>
            {
                List<SqlServerReleaseReportRow> rows = await session.QueryAsync<SqlServerReleaseReportRow>(SqlServerStatements.ReadReleaseReports);
                return [.. rows.Select(row => row.ToRow().ToReport(SqlServerText.InstantOf(row.Received)))];
            },
            cancellationToken);

    public Task MarkReleaseReportsAsync(DateTimeOffset forgotten, CancellationToken cancellationToken) => _database.WriteAsync(
        async session =>
        {
            await session.ExecuteAsync(SqlServerStatements.ForgetReleaseReports, new { Before = forgotten });
            await session.ExecuteAsync(SqlServerStatements.MarkReleaseReports);
        },
        cancellationToken);

    private static async Task SaveStableAsync(SqlServerSession session, SnapshotDelta delta)
    {
        // Its parts are in snapshots, or are kept by its entries alone, as if the last snapshot had been the first without them.
        long id = (await session.FirstOrDefaultAsync<SnapshotRow>(SqlServerStatements.ReadLastSnapshot))?.Id ?? 0;
        await session.ExecuteAllAsync(
            SqlServerStatements.KeepPart, delta.NewParts.Select(part => new { Hash = part.Key, Bytes = part.Value, Id = id }), part => part.Bytes.Length);
        await session.ExecuteAllAsync(
            SqlServerStatements.RemoveRolloutEntry, delta.Removed.Select(part => new { Kind = PartKindNames.Of(part.Kind), part.Name }));
        await session.ExecuteAllAsync(
            SqlServerStatements.SaveRolloutEntry, delta.Written.Select(part => new { Kind = PartKindNames.Of(part.Kind), part.Name, part.Hash, part.Size }));
    }

    private static async Task<IReadOnlyList<SnapshotPartReference>> RolloutEntriesAsync(SqlServerSession session) =>
        [.. (await session.QueryAsync<SnapshotEntryRow>(SqlServerStatements.ReadRolloutEntries)).Select(row => row.ToReference())];

    /// <summary>Instants come without a zone.</summary>
    private sealed record SqlServerReleaseReportRow
    {
        public string Gateway { get; init; } = "";

        public DateTime Received { get; init; }

        public string Json { get; init; } = "";

        public string? Mark { get; init; }

        public string? Before { get; init; }

        public ReleaseReportRow ToRow() => new() { Gateway = Gateway, Json = Json, Mark = Mark, Before = Before };
    }
}
