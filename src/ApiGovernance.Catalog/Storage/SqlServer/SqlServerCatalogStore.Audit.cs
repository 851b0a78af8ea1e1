using ApiGovernance.Catalog.Audit;

namespace ApiGovernance.Catalog.Storage.SqlServer;

internal sealed partial class SqlServerCatalogStore
{
    public Task<IReadOnlyList<AuditRecord>> ReadAuditAsync(AuditQuery query, CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<AuditRecord>>(
            async session =>
            {
                List<AuditRow> rows = await session.QueryAsync<AuditRow>(
                    query.Ascending ? SqlServerStatements.ReadAuditAscending : SqlServerStatements.ReadAuditDescending,
                    new
                    {
                        query.Before,
                        query.After,
                        query.AtMost,
                        query.Actor,
                        query.Action,
                        query.Object,
                        Below = SqlServerText.Prefix(query.Object, "/"),
                        query.Since,
                        query.Until,
                    });
                return [.. rows.Select(row => row.ToRecord())];
            },
            cancellationToken);

    public Task<IReadOnlyList<StoredWebhookState>> ReadWebhookStatesAsync(CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<StoredWebhookState>>(
            async session => [.. (await session.QueryAsync<WebhookStateRow>(SqlServerStatements.ReadWebhookStates)).Select(row => row.ToState())],
            cancellationToken);

    public Task SaveWebhookStateAsync(StoredWebhookState state, CancellationToken cancellationToken) => _database.WriteAsync(
        session => session.ExecuteAsync(
            SqlServerStatements.SaveWebhookState, new { state.Name, state.Sequence, state.Attempts, Next = state.NextAttempt, state.LastOutcome }),
        cancellationToken);

    /// <summary>The catalog's number is locked: nobody else adds an entry meanwhile.</summary>
    private static async Task SaveAuditAsync(SqlServerSession session, IReadOnlyList<AuditNote> notes)
    {
        if (notes.Count == 0)
            return;
        AuditRow? last = await session.FirstOrDefaultAsync<AuditRow>(SqlServerStatements.ReadLastAudit);
        long sequence = last?.Seq ?? 0;
        string previous = last?.Hash ?? AuditChain.Beginning;
        List<AuditRecord> records = [];
        foreach (AuditNote note in notes)
        {
            AuditRecord record = AuditChain.Link(note, ++sequence, previous);
            previous = record.Hash;
            records.Add(record);
        }

        await session.ExecuteAllAsync(SqlServerStatements.AddAudit, records);
    }
}
