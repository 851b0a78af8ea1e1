using System.Data.Common;
using Dapper;

namespace ApiGovernance.Catalog.Storage.SqlServer;

/// <summary>A connection, perhaps with a transaction, that runs statements of ours and nothing else.</summary>
internal sealed class SqlServerSession(DbConnection connection, DbTransaction? transaction, CancellationToken cancellationToken)
{
    // A round trip carries many small rows, or one that is large.
    private const int RowsPerRoundTrip = 100;
    private const int BytesPerRoundTrip = 4 * 1024 * 1024;

    public async Task<List<T>> QueryAsync<T>(SqlServerStatement statement, object? values = null) =>
        (await connection.QueryAsync<T>(Command(statement, values))).AsList();

    public async Task<T?> FirstOrDefaultAsync<T>(SqlServerStatement statement, object? values = null)
        where T : class =>
        await connection.QueryFirstOrDefaultAsync<T?>(Command(statement, values));

    /// <summary>The one value that the statement answers.</summary>
    public async Task<long> NumberAsync(SqlServerStatement statement, object? values = null) =>
        await connection.ExecuteScalarAsync<long>(Command(statement, values));

    /// <summary>The one day that the statement answers; null for none.</summary>
    public async Task<DateOnly?> DayAsync(SqlServerStatement statement, object? values = null) =>
        await connection.ExecuteScalarAsync<DateTime?>(Command(statement, values)) is { } day ? DateOnly.FromDateTime(day) : null;

    /// <returns>How many rows it has written or removed.</returns>
    public Task<int> ExecuteAsync(SqlServerStatement statement, object? values = null) => connection.ExecuteAsync(Command(statement, values));

    /// <summary>The statement once for each row, many rows to a round trip.</summary>
    /// <param name="size">Bytes of a row that may be large.</param>
    public async Task ExecuteAllAsync<T>(SqlServerStatement statement, IEnumerable<T> rows, Func<T, int>? size = null)
        where T : class
    {
        if (!connection.CanCreateBatch)
        {
            foreach (T row in rows)
                await ExecuteAsync(statement, row);
            return;
        }

        List<T> together = [];
        int bytes = 0;
        foreach (T row in rows)
        {
            together.Add(row);
            bytes += size?.Invoke(row) ?? 0;
            if (together.Count < RowsPerRoundTrip && bytes < BytesPerRoundTrip)
                continue;
            await ExecuteBatchAsync(statement, together);
            together.Clear();
            bytes = 0;
        }

        await ExecuteBatchAsync(statement, together);
    }

    private async Task ExecuteBatchAsync<T>(SqlServerStatement statement, List<T> rows)
        where T : class
    {
        if (rows.Count == 0)
            return;
        await using DbBatch batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (T row in rows)
        {
            DbBatchCommand command = batch.CreateBatchCommand();
            command.CommandText = statement.Text;
            new SqlServerParameters(row).AddTo(command.Parameters, command.CreateParameter);
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private CommandDefinition Command(SqlServerStatement statement, object? values) => new(
        statement.Text, values is null ? null : new SqlServerParameters(values), transaction, cancellationToken: cancellationToken);
}
