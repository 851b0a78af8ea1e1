using ApiGovernance.Catalog.Audit;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Storage.Sqlite;

internal sealed partial class SqliteCatalogStore
{
    private const string AuditColumns =
        """
        seq AS Seq, utc AS Utc, actor AS Actor, origin AS Origin, action AS Action, object AS Object, why AS Why, detail AS Detail,
        before AS Before, after AS After, previous_hash AS PreviousHash, hash AS Hash
        """;

    public Task<IReadOnlyList<AuditRecord>> ReadAuditAsync(AuditQuery query, CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<AuditRecord>>(
            async connection =>
            {
                IEnumerable<AuditRow> rows = await connection.QueryAsync<AuditRow>(
                    $"""
                    SELECT {AuditColumns} FROM audit
                    WHERE (@Before IS NULL OR seq < @Before) AND (@After IS NULL OR seq > @After) AND (@Actor IS NULL OR actor = @Actor)
                      AND (@Action IS NULL OR action = @Action) AND (@Object IS NULL OR object = @Object OR object LIKE @below ESCAPE '!')
                      AND (@since IS NULL OR utc >= @since) AND (@until IS NULL OR utc <= @until)
                    ORDER BY seq {(query.Ascending ? "ASC" : "DESC")} LIMIT @AtMost
                    """,
                    new
                    {
                        query.Before,
                        query.After,
                        query.Actor,
                        query.Action,
                        query.Object,
                        query.AtMost,
                        below = SqliteText.Prefix(query.Object, "/"),
                        since = SqliteText.OfOptional(query.Since),
                        until = SqliteText.OfOptional(query.Until),
                    });
                return [.. rows.Select(row => row.ToRecord())];
            },
            cancellationToken);

    public Task<IReadOnlyList<StoredWebhookState>> ReadWebhookStatesAsync(CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<StoredWebhookState>>(
            async connection =>
            {
                IEnumerable<WebhookStateRow> rows = await connection.QueryAsync<WebhookStateRow>(
                    "SELECT name AS Name, seq AS Seq, attempts AS Attempts, next_utc AS Next, last_outcome AS LastOutcome FROM webhook_states ORDER BY name");
                return [.. rows.Select(row => row.ToState())];
            },
            cancellationToken);

    public Task SaveWebhookStateAsync(StoredWebhookState state, CancellationToken cancellationToken) => _database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            """
            INSERT INTO webhook_states (name, seq, attempts, next_utc, last_outcome) VALUES (@Name, @Sequence, @Attempts, @next, @LastOutcome)
            ON CONFLICT (name) DO UPDATE SET
              seq = excluded.seq, attempts = excluded.attempts, next_utc = excluded.next_utc, last_outcome = excluded.last_outcome
            """,
            new { state.Name, state.Sequence, state.Attempts, next = SqliteText.OfOptional(state.NextAttempt), state.LastOutcome },
            transaction),
        cancellationToken);

    private static async Task SaveAuditAsync(SqliteConnection connection, SqliteTransaction transaction, IReadOnlyList<AuditNote> notes)
    {
        if (notes.Count == 0)
            return;
        AuditRow? last = await connection.QuerySingleOrDefaultAsync<AuditRow>(
            $"SELECT {AuditColumns} FROM audit ORDER BY seq DESC LIMIT 1", transaction: transaction);
        long sequence = last?.Seq ?? 0;
        string previous = last?.Hash ?? AuditChain.Beginning;
        if (last is not null && previous.Length == 0)
        {
            IEnumerable<AuditRow> before = await connection.QueryAsync<AuditRow>($"SELECT {AuditColumns} FROM audit ORDER BY seq", transaction: transaction);
            previous = AuditChain.OfUnlinked(before.Select(row => row.ToRecord()));
        }

        List<AuditRecord> records = [];
        foreach (AuditNote note in notes)
        {
            AuditRecord record = AuditChain.Link(note, ++sequence, previous);
            previous = record.Hash;
            records.Add(record);
        }

        await connection.ExecuteAsync(
            """
            INSERT INTO audit (seq, utc, actor, origin, action, object, why, detail, before, after, previous_hash, hash)
            VALUES (@Sequence, @utc, @Actor, @Origin, @Action, @Object, @Why, @Detail, @Before, @After, @PreviousHash, @Hash)
            """,
            records.Select(record => new
            {
                record.Sequence,
                utc = SqliteText.Of(record.At),
                record.Actor,
                record.Origin,
                record.Action,
                record.Object,
                record.Why,
                record.Detail,
                record.Before,
                record.After,
                record.PreviousHash,
                record.Hash,
            }),
            transaction);
    }
}
