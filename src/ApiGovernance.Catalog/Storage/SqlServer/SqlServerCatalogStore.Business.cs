using ApiGovernance.Catalog.Usage;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Catalog.Storage.SqlServer;

/// <content>How back ends keep to contracts, and business events that belong together.</content>
internal sealed partial class SqlServerCatalogStore
{
    public Task<IReadOnlyList<CheckedAnswers>> ReadAnswersAsync(DateOnly since, CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<CheckedAnswers>>(
            async session =>
            [
                .. (await session.QueryAsync<AnswerSum>(SqlServerStatements.ReadAnswers, new { Since = since }))
                    .Select(sum => new CheckedAnswers(sum.Backend, sum.Api, sum.Checked, sum.Broken, SqlServerText.InstantOf(sum.LastAnswer))),
            ],
            cancellationToken);

    private static Task AddAnswersAsync(UsageReport report, SqlServerSession session) => session.ExecuteAllAsync(
        SqlServerStatements.AddAnswers,
        report.Answers
            .Select(answers => new
            {
                Key = SqlServerText.KeyOf(answers.Backend, answers.Api),
                Day = DateOnly.FromDateTime(answers.LastAnswer.UtcDateTime),
                answers.Backend,
                answers.Api,
                answers.Checked,
                answers.Broken,
                answers.LastAnswer,
            })
            .OrderBy(row => Convert.ToHexString(row.Key), StringComparer.Ordinal).ThenBy(row => row.Day));

    /// <returns>How long it was between events that are now complete; each is given once.</returns>
    private static async Task<IReadOnlyList<BusinessSpan>> AddMarksAsync(UsageReport report, SqlServerSession session)
    {
        if (report.Marks.Count == 0)
            return [];
        await AddMarksAsync(report, isBeginning: true, SqlServerStatements.AddBeginning, session);
        await AddMarksAsync(report, isBeginning: false, SqlServerStatements.AddEnd, session);
        List<MarkRow> rows = await session.QueryAsync<MarkRow>(SqlServerStatements.ReadCompleteMarks);
        await session.ExecuteAllAsync(SqlServerStatements.CloseMark, rows.Select(row => new { Key = SqlServerText.KeyOf(row.Span, row.Digest) }));
        return
        [
            .. rows.Select(row => BusinessSpans.Between(row.Span, row.Api, row.Channel, SqlServerText.InstantOf(row.Began), SqlServerText.InstantOf(row.Ended)))
                .OfType<BusinessSpan>(),
        ];
    }

    private static Task AddMarksAsync(UsageReport report, bool isBeginning, SqlServerStatement statement, SqlServerSession session) => session.ExecuteAllAsync(
        statement,
        report.Marks.Select(mark => (Mark: mark, Span: BusinessSpans.Of(mark.Event))).Where(entry => entry.Span?.IsBeginning == isBeginning)
            .Select(entry => new
            {
                Key = SqlServerText.KeyOf(entry.Span!.Value.Kind, entry.Mark.Digest),
                Day = DateOnly.FromDateTime(entry.Mark.At.UtcDateTime),
                Span = entry.Span.Value.Kind,
                entry.Mark.Digest,
                entry.Mark.Api,
                entry.Mark.Channel,
                entry.Mark.At,
            })
            .OrderBy(row => Convert.ToHexString(row.Key), StringComparer.Ordinal));

    private sealed record AnswerSum
    {
        public string Backend { get; init; } = "";

        public string Api { get; init; } = "";

        public long Checked { get; init; }

        public long Broken { get; init; }

        public DateTime LastAnswer { get; init; }
    }

    private sealed record MarkRow
    {
        public string Span { get; init; } = "";

        public string Digest { get; init; } = "";

        public string Api { get; init; } = "";

        public string Channel { get; init; } = "";

        public DateTime Began { get; init; }

        public DateTime Ended { get; init; }
    }
}
