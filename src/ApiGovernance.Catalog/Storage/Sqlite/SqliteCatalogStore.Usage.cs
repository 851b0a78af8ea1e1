using ApiGovernance.Catalog.Usage;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Usage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Storage.Sqlite;

internal sealed partial class SqliteCatalogStore
{
    public async Task<IReadOnlyList<BusinessSpan>> AddUsageAsync(UsageReport report, CancellationToken cancellationToken)
    {
        IReadOnlyList<BusinessSpan> complete = [];
        await _database.WriteAsync(
            async (connection, transaction) =>
            {
                await AddCountsAsync(report, connection, transaction);
                await AddFieldsAsync(report, connection, transaction);
                await AddUnregisteredAsync(report, connection, transaction);
                await AddAnswersAsync(report, connection, transaction);
                complete = await AddMarksAsync(report, connection, transaction);
            },
            cancellationToken);
        return complete;
    }

    public Task<ObservedUsage> ReadUsageAsync(string? api, string? version, DateOnly since, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            async connection =>
            {
                List<UsageSum> sums = [.. await connection.QueryAsync<UsageSum>(
                    """
                    SELECT api AS Api, version AS Version, operation AS Operation, consumer AS Consumer, sum(calls) AS Calls,
                           sum(failures) AS Failures, max(last_call) AS LastCall, max(reported_to) AS ReportedTo
                    FROM usage
                    WHERE (@api IS NULL OR api = @api) AND (@version IS NULL OR version = @version) AND day >= @since
                    GROUP BY api, version, operation, consumer ORDER BY api, version, operation, consumer
                    """,
                    new { api, version, since = SqliteText.Of(since) })];
                return new ObservedUsage(
                    [
                        .. sums.Select(sum => new UsageRow(
                            sum.Api, sum.Version, sum.Operation, sum.Consumer.Length == 0 ? null : sum.Consumer, sum.Calls, sum.Failures,
                            SqliteText.InstantOf(sum.LastCall))),
                    ],
                    sums.Count == 0 ? null : SqliteText.InstantOf(sums.Select(sum => sum.ReportedTo).Max(StringComparer.Ordinal)!))
                {
                    Since = SqliteText.OptionalDayOf(await connection.ExecuteScalarAsync<string?>(
                        "SELECT min(day) FROM usage WHERE (@api IS NULL OR api = @api) AND (@version IS NULL OR version = @version)", new { api, version })),
                };
            },
            cancellationToken);

    public async Task<int> PruneUsageAsync(DateOnly before, int atMost, CancellationToken cancellationToken)
    {
        int removed = 0;
        await _database.WriteAsync(
            async (connection, transaction) => removed = await connection.ExecuteAsync(
                """
                DELETE FROM usage WHERE rowid IN (SELECT rowid FROM usage WHERE day < @before LIMIT @atMost);
                DELETE FROM usage_samples WHERE rowid IN (SELECT rowid FROM usage_samples WHERE day < @before LIMIT @atMost);
                DELETE FROM usage_fields WHERE rowid IN (SELECT rowid FROM usage_fields WHERE day < @before LIMIT @atMost);
                DELETE FROM unregistered_calls WHERE rowid IN (SELECT rowid FROM unregistered_calls WHERE day < @before LIMIT @atMost);
                DELETE FROM backend_answers WHERE rowid IN (SELECT rowid FROM backend_answers WHERE day < @before LIMIT @atMost);
                DELETE FROM business_marks WHERE rowid IN (SELECT rowid FROM business_marks WHERE day < @before LIMIT @atMost);
                """,
                new { before = SqliteText.Of(before), atMost },
                transaction),
            cancellationToken);
        return removed;
    }

    private static Task<int> AddCountsAsync(UsageReport report, SqliteConnection connection, SqliteTransaction transaction) => connection.ExecuteAsync(
        """
        INSERT INTO usage (api, version, operation, consumer, day, calls, failures, last_call, reported_to)
        VALUES (@Api, @Version, @Operation, @consumer, @day, @Calls, @Failures, @lastCall, @reportedTo)
        ON CONFLICT (api, version, operation, consumer, day) DO UPDATE SET
          calls = calls + excluded.calls, failures = failures + excluded.failures,
          last_call = max(last_call, excluded.last_call), reported_to = max(reported_to, excluded.reported_to)
        """,
        report.Counts.Select(count => new
        {
            count.Api,
            count.Version,
            count.Operation,
            consumer = count.Consumer ?? "",
            day = SqliteText.Of(DateOnly.FromDateTime(count.LastCall.UtcDateTime)),
            count.Calls,
            count.Failures,
            lastCall = SqliteText.Of(count.LastCall),
            reportedTo = SqliteText.Of(report.To),
        }),
        transaction);

    private sealed record UsageSum
    {
        public string Api { get; init; } = "";

        public string Version { get; init; } = "";

        public string Operation { get; init; } = "";

        public string Consumer { get; init; } = "";

        public long Calls { get; init; }

        public long Failures { get; init; }

        public string LastCall { get; init; } = "";

        public string ReportedTo { get; init; } = "";
    }
}
