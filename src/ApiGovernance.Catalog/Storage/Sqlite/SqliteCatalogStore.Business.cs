using ApiGovernance.Catalog.Usage;
using ApiGovernance.Protocol.Usage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Storage.Sqlite;

/// <content>How back ends keep to contracts, and business events that belong together.</content>
internal sealed partial class SqliteCatalogStore
{
    public Task<IReadOnlyList<CheckedAnswers>> ReadAnswersAsync(DateOnly since, CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<CheckedAnswers>>(
            async connection =>
            {
                IEnumerable<AnswerSum> sums = await connection.QueryAsync<AnswerSum>(
                    """
                    SELECT backend AS Backend, api AS Api, sum(checked) AS Checked, sum(broken) AS Broken, max(last_answer) AS LastAnswer
                    FROM backend_answers WHERE day >= @since GROUP BY backend, api ORDER BY backend, api
                    """,
                    new { since = SqliteText.Of(since) });
                return [.. sums.Select(sum => new CheckedAnswers(sum.Backend, sum.Api, sum.Checked, sum.Broken, SqliteText.InstantOf(sum.LastAnswer)))];
            },
            cancellationToken);

    private static Task<int> AddAnswersAsync(UsageReport report, SqliteConnection connection, SqliteTransaction transaction) => connection.ExecuteAsync(
        """
        INSERT INTO backend_answers (backend, api, day, checked, broken, last_answer)
        VALUES (@Backend, @Api, @day, @Checked, @Broken, @lastAnswer)
        ON CONFLICT (backend, api, day) DO UPDATE SET
          checked = checked + excluded.checked, broken = broken + excluded.broken, last_answer = max(last_answer, excluded.last_answer)
        """,
        report.Answers.Select(answers => new
        {
            answers.Backend,
            answers.Api,
            day = SqliteText.Of(DateOnly.FromDateTime(answers.LastAnswer.UtcDateTime)),
            answers.Checked,
            answers.Broken,
            lastAnswer = SqliteText.Of(answers.LastAnswer),
        }),
        transaction);

    /// <returns>How long it was between events that are now complete; each is given once.</returns>
    private static async Task<IReadOnlyList<BusinessSpan>> AddMarksAsync(UsageReport report, SqliteConnection connection, SqliteTransaction transaction)
    {
        if (report.Marks.Count == 0)
            return [];
        await connection.ExecuteAsync(
            """
            INSERT INTO business_marks (span, digest, day, api, channel, began, ended, measured)
            VALUES (@span, @Digest, @day, @Api, @Channel, @began, @ended, 0)
            ON CONFLICT (span, digest) DO UPDATE SET
              api = CASE WHEN excluded.began IS NOT NULL AND (began IS NULL OR began > excluded.began) THEN excluded.api ELSE api END,
              channel = CASE WHEN excluded.began IS NOT NULL AND (began IS NULL OR began > excluded.began) THEN excluded.channel ELSE channel END,
              day = max(day, excluded.day),
              began = min(coalesce(began, excluded.began), coalesce(excluded.began, began)),
              ended = min(coalesce(ended, excluded.ended), coalesce(excluded.ended, ended))
            """,
            report.Marks.Select(mark => (Mark: mark, Span: BusinessSpans.Of(mark.Event))).Where(entry => entry.Span is not null).Select(entry => new
            {
                span = entry.Span!.Value.Kind,
                entry.Mark.Digest,
                day = SqliteText.Of(DateOnly.FromDateTime(entry.Mark.At.UtcDateTime)),
                entry.Mark.Api,
                entry.Mark.Channel,
                began = entry.Span.Value.IsBeginning ? SqliteText.Of(entry.Mark.At) : null,
                ended = entry.Span.Value.IsBeginning ? null : SqliteText.Of(entry.Mark.At),
            }),
            transaction);
        const string complete = "measured = 0 AND began IS NOT NULL AND ended IS NOT NULL";
        List<MarkRow> rows = [.. await connection.QueryAsync<MarkRow>(
            $"SELECT span AS Span, api AS Api, channel AS Channel, began AS Began, ended AS Ended FROM business_marks WHERE {complete} ORDER BY span, digest",
            transaction: transaction)];
        if (rows.Count > 0)
            await connection.ExecuteAsync($"UPDATE business_marks SET measured = 1 WHERE {complete}", transaction: transaction);
        return
        [
            .. rows.Select(row => BusinessSpans.Between(row.Span, row.Api, row.Channel, SqliteText.InstantOf(row.Began), SqliteText.InstantOf(row.Ended)))
                .OfType<BusinessSpan>(),
        ];
    }

    private sealed record AnswerSum
    {
        public string Backend { get; init; } = "";

        public string Api { get; init; } = "";

        public long Checked { get; init; }

        public long Broken { get; init; }

        public string LastAnswer { get; init; } = "";
    }

    private sealed record MarkRow
    {
        public string Span { get; init; } = "";

        public string Api { get; init; } = "";

        public string Channel { get; init; } = "";

        public string Began { get; init; } = "";

        public string Ended { get; init; } = "";
    }
}
