using Microsoft.Data.Sqlite;

namespace ApiGovernance.Gateway.Idempotency.Sqlite;

/// <summary>The connection with the statements that it has prepared: each is compiled once, not for every call. For one thread.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);
    private SqliteTransaction? transaction;

    // Immediate: a second process is met at the beginning, not in the middle.
    public SqliteTransaction Begin() => transaction = connection.BeginTransaction(deferred: false);

    /// <summary>The statement with these values, for its next run; it stays with the session.</summary>
    /// <param name="statement">One of <see cref="SqliteStatements"/>.</param>
    /// <param name="values">Always the same names, in the same order, for one statement.</param>
    public SqliteCommand Command(string statement, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!commands.TryGetValue(statement, out SqliteCommand? command))
        {
            command = connection.CreateCommand();
            command.CommandText = statement;
            foreach ((string name, _) in values)
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            commands.Add(statement, command);
        }

        command.Transaction = transaction;
        for (int i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        return command;
    }

    public void Dispose()
    {
        foreach (SqliteCommand command in commands.Values)
            command.Dispose();
        connection.Dispose();
    }
}
