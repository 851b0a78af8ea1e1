using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Catalog.Storage.SqlServer;

internal sealed partial class SqlServerCatalogStore
{
    private SavedSnapshot _saved = SavedSnapshot.None;

    public async Task SaveSnapshotAsync(
        SnapshotManifest manifest, IReadOnlyDictionary<string, byte[]> parts, DateTimeOffset at, CancellationToken cancellationToken)
    {
        SavedSnapshot? saved = null;
        await _database.WriteAsync(
            async session =>
            {
                saved = null;
                await session.NumberAsync(SqlServerStatements.LockNumber);
                SnapshotRow? last = await session.FirstOrDefaultAsync<SnapshotRow>(SqlServerStatements.ReadLastSnapshot);
                if (last?.Revision == manifest.Revision)
                    return;
                SavedSnapshot known = Volatile.Read(ref _saved);
                IReadOnlyList<SnapshotPartReference> before = last is null ? [] : known.Id == last.Id ? known.Parts : await EntriesAsync(session);
                long id = (last?.Id ?? 0) + 1;
                await session.ExecuteAsync(SqlServerStatements.AddSnapshot, new { Id = id, manifest.Revision, At = at });
                await SaveDeltaAsync(session, id, SnapshotDelta.Of(before, manifest, parts));
                saved = new SavedSnapshot(id, manifest.Parts);
            },
            cancellationToken);
        if (saved is not null)
            Volatile.Write(ref _saved, saved);
    }

    public Task<SnapshotManifest?> ReadSnapshotAsync(CancellationToken cancellationToken) => _database.ReadMomentAsync(
        async session => await session.FirstOrDefaultAsync<SnapshotRow>(SqlServerStatements.ReadLastSnapshot) is { } last
            ? SavedSnapshot.Manifest(_database.Place, last.Revision, await EntriesAsync(session))
            : null,
        cancellationToken);

    public Task<byte[]?> ReadPartAsync(string hash, CancellationToken cancellationToken) =>
        _database.ReadAsync(session => session.FirstOrDefaultAsync<byte[]>(SqlServerStatements.ReadPart, new { Hash = hash }), cancellationToken);

    public Task SaveAcknowledgementAsync(SnapshotAcknowledgement acknowledgement, CancellationToken cancellationToken) => _database.WriteAsync(
        session => session.ExecuteAsync(
            SqlServerStatements.SaveAcknowledgement,
            new { acknowledgement.Gateway, acknowledgement.Revision, Json = DescriptorJson.Write(acknowledgement) }),
        cancellationToken);

    public Task<IReadOnlyList<SnapshotAcknowledgement>> ReadAcknowledgementsAsync(CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<SnapshotAcknowledgement>>(
            async session => [.. (await session.QueryAsync<string>(SqlServerStatements.ReadAcknowledgements)).Select(DescriptorJson.Read<SnapshotAcknowledgement>)],
            cancellationToken);

    private static async Task SaveDeltaAsync(SqlServerSession session, long id, SnapshotDelta delta)
    {
        await session.ExecuteAllAsync(
            SqlServerStatements.SavePart, delta.NewParts.Select(part => new { Hash = part.Key, Bytes = part.Value }), part => part.Bytes.Length);
        await session.ExecuteAllAsync(SqlServerStatements.LeavePart, delta.LeftParts.Select(hash => new { Id = id, Hash = hash }));
        await session.ExecuteAllAsync(SqlServerStatements.RemoveEntry, delta.Removed.Select(part => new { Kind = PartKindNames.Of(part.Kind), part.Name }));
        await session.ExecuteAllAsync(
            SqlServerStatements.SaveEntry, delta.Written.Select(part => new { Kind = PartKindNames.Of(part.Kind), part.Name, part.Hash, part.Size }));
        await session.ExecuteAsync(SqlServerStatements.PruneSnapshots, new { Id = id, Kept = SnapshotDelta.SnapshotsKept });
    }

    private static async Task<IReadOnlyList<SnapshotPartReference>> EntriesAsync(SqlServerSession session) =>
        [.. (await session.QueryAsync<SnapshotEntryRow>(SqlServerStatements.ReadSnapshotEntries)).Select(row => row.ToReference())];
}
