using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Catalog.Storage.SqlServer;

/// <content>Refused calls that the catalog does not have.</content>
internal sealed partial class SqlServerCatalogStore
{
    public Task<IReadOnlyList<UnregisteredCalls>> ReadUnregisteredAsync(DateOnly since, CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<UnregisteredCalls>>(
            async session => [.. (await session.QueryAsync<UnregisteredSum>(SqlServerStatements.ReadUnregistered, new { Since = since })).Select(sum => sum.ToCalls())],
            cancellationToken);

    private static Task AddUnregisteredAsync(UsageReport report, SqlServerSession session) => session.ExecuteAllAsync(
        SqlServerStatements.AddUnregistered,
        report.Unregistered
            .Select(calls => new
            {
                Key = SqlServerText.KeyOf(calls.Api ?? "", calls.Path, calls.Method, calls.Consumer ?? "", calls.Network ?? ""),
                Day = DateOnly.FromDateTime(calls.LastCall.UtcDateTime),
                Api = calls.Api ?? "",
                calls.Path,
                calls.Method,
                Consumer = calls.Consumer ?? "",
                Network = calls.Network ?? "",
                calls.Calls,
                calls.FirstCall,
                calls.LastCall,
            })
            .OrderBy(row => Convert.ToHexString(row.Key), StringComparer.Ordinal).ThenBy(row => row.Day));

    private sealed record UnregisteredSum
    {
        public string Api { get; init; } = "";

        public string Path { get; init; } = "";

        public string Method { get; init; } = "";

        public string Consumer { get; init; } = "";

        public string Network { get; init; } = "";

        public long Calls { get; init; }

        public DateTime FirstCall { get; init; }

        public DateTime LastCall { get; init; }

        public UnregisteredCalls ToCalls() => new(Method, Path, Calls, SqlServerText.InstantOf(FirstCall), SqlServerText.InstantOf(LastCall))
        {
            Api = Api.Length == 0 ? null : Api,
            Consumer = Consumer.Length == 0 ? null : Consumer,
            Network = Network.Length == 0 ? null : Network,
        };
    }
}
