using ApiGovernance.Protocol.Usage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Storage.Sqlite;

/// <content>Refused calls that the catalog does not have.</content>
internal sealed partial class SqliteCatalogStore
{
    public Task<IReadOnlyList<UnregisteredCalls>> ReadUnregisteredAsync(DateOnly since, CancellationToken cancellationToken) =>
        _database.ReadAsync<IReadOnlyList<UnregisteredCalls>>(
            async connection =>
            {
                IEnumerable<UnregisteredSum> sums = await connection.QueryAsync<UnregisteredSum>(
                    """
                    SELECT api AS Api, path AS Path, method AS Method, consumer AS Consumer, network AS Network, sum(calls) AS Calls,
                           min(first_call) AS FirstCall, max(last_call) AS LastCall
                    FROM unregistered_calls
                    WHERE day >= @since
                    GROUP BY api, path, method, consumer, network ORDER BY api, path, method, consumer, network
                    """,
                    new { since = SqliteText.Of(since) });
                return [.. sums.Select(sum => sum.ToCalls())];
            },
            cancellationToken);

    private static Task<int> AddUnregisteredAsync(UsageReport report, SqliteConnection connection, SqliteTransaction transaction) => connection.ExecuteAsync(
        """
        INSERT INTO unregistered_calls (api, path, method, consumer, network, day, calls, first_call, last_call)
        VALUES (@api, @Path, @Method, @consumer, @network, @day, @Calls, @firstCall, @lastCall)
        ON CONFLICT (api, path, method, consumer, network, day) DO UPDATE SET
          calls = calls + excluded.calls, first_call = min(first_call, excluded.first_call), last_call = max(last_call, excluded.last_call)
        """,
        report.Unregistered.Select(calls => new
        {
            api = calls.Api ?? "",
            calls.Path,
            calls.Method,
            consumer = calls.Consumer ?? "",
            network = calls.Network ?? "",
            day = SqliteText.Of(DateOnly.FromDateTime(calls.LastCall.UtcDateTime)),
            calls.Calls,
            firstCall = SqliteText.Of(calls.FirstCall),
            lastCall = SqliteText.Of(calls.LastCall),
        }),
        transaction);

    private sealed record UnregisteredSum
    {
        public string Api { get; init; } = "";

        public string Path { get; init; } = "";

        public string Method { get; init; } = "";

        public string Consumer { get; init; } = "";

        public string Network { get; init; } = "";

        public long Calls { get; init; }

        public string FirstCall { get; init; } = "";

        public string LastCall { get; init; } = "";

        public UnregisteredCalls ToCalls() => new(Method, Path, Calls, SqliteText.InstantOf(FirstCall), SqliteText.InstantOf(LastCall))
        {
            Api = Api.Length == 0 ? null : Api,
            Consumer = Consumer.Length == 0 ? null : Consumer,
            Network = Network.Length == 0 ? null : Network,
        };
    }
}
