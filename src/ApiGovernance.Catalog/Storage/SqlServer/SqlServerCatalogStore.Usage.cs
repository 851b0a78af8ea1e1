using ApiGovernance.Catalog.Usage;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Catalog.Storage.SqlServer;

internal sealed partial class SqlServerCatalogStore
{
    public async Task<IReadOnlyList<BusinessSpan>> AddUsageAsync(UsageReport report, CancellationToken cancellationToken)
    {
        IReadOnlyList<BusinessSpan> complete = [];
        await _database.WriteAsync(
            async session =>
            {
                await AddCountsAsync(report, session);
                await AddFieldsAsync(report, session);
                await AddUnregisteredAsync(report, session);
                await AddAnswersAsync(report, session);
                complete = await AddMarksAsync(report, session);
            },
            cancellationToken);
        return complete;
    }

    public Task<ObservedUsage> ReadUsageAsync(string? api, string? version, DateOnly since, CancellationToken cancellationToken) => _database.ReadAsync(
        async session =>
        {
            List<UsageSum> sums = await session.QueryAsync<UsageSum>(SqlServerStatements.ReadUsage, new { Api = api, Version = version, Since = since });
            return new ObservedUsage(
                [
                    .. sums.Select(sum => new UsageRow(
                        sum.Api, sum.Version, sum.Operation, sum.Consumer.Length == 0 ? null : sum.Consumer, sum.Calls, sum.Failures,
                        SqlServerText.InstantOf(sum.LastCall))),
                ],
                sums.Count == 0 ? null : SqlServerText.InstantOf(sums.Max(sum => sum.ReportedTo)))
            {
                Since = await session.DayAsync(SqlServerStatements.ReadFirstUsageDay, new { Api = api, Version = version }),
            };
        },
        cancellationToken);

    public async Task<int> PruneUsageAsync(DateOnly before, int atMost, CancellationToken cancellationToken)
    {
        int removed = 0;
        await _database.WriteAsync(
            async session => removed = await session.ExecuteAsync(SqlServerStatements.PruneUsage, new { Before = before, AtMost = atMost }), cancellationToken);
        return removed;
    }

    private static Task AddCountsAsync(UsageReport report, SqlServerSession session) => session.ExecuteAllAsync(
        SqlServerStatements.AddUsage,
        report.Counts
            .Select(count => new
            {
                Key = SqlServerText.KeyOf(count.Api, count.Version, count.Operation, count.Consumer ?? ""),
                Day = DateOnly.FromDateTime(count.LastCall.UtcDateTime),
                count.Api,
                count.Version,
                count.Operation,
                Consumer = count.Consumer ?? "",
                count.Calls,
                count.Failures,
                count.LastCall,
                ReportedTo = report.To,
            })
            // In one order, so that reports which arrive together do not lock each other out.
            .OrderBy(row => Convert.ToHexString(row.Key), StringComparer.Ordinal).ThenBy(row => row.Day));
}
