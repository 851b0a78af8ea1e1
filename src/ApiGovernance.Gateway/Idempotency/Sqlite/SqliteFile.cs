using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Gateway.Idempotency.Sqlite;

/// <summary>Opens the file so that a commit is on disk when it returns.</summary>
internal static class SqliteFile
{
    public static SqliteConnection Open(string path, bool mayCreate)
    {
        if (mayCreate)
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        // Without pooling: a pooled connection keeps the pragmas of whoever had it before.
        SqliteConnectionStringBuilder settings = new()
        {
            DataSource = path,
            Mode = mayCreate ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 2,
        };
        SqliteConnection connection = new(settings.ConnectionString);
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA busy_timeout = 2000");
            Execute(connection, "PRAGMA synchronous = FULL");
            if (Ask(connection, "PRAGMA journal_mode = WAL") != "wal")
                throw new IdempotencyStoreException(path, "the file cannot be in WAL mode here.", "Put it on a local disk: network file systems cannot hold it.");
            // Bounds what stays on disk after a burst.
            Execute(connection, "PRAGMA journal_size_limit = 67108864");
            Migrate(connection, path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static SqliteCommand Command(SqliteConnection connection, SqliteTransaction? transaction, string statement)
    {
        SqliteCommand command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (statement, transaction);
        return command;
    }

    private static void Migrate(SqliteConnection connection, string path)
    {
        int version = int.Parse(Ask(connection, "PRAGMA user_version"), CultureInfo.InvariantCulture);
        if (version > SqliteStatements.Version)
            throw new IdempotencyStoreException(path, $"the file is of a later version ({version}) of the product.", "Start that version, or give a new file.");
        if (version == SqliteStatements.Version)
            return;
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        using SqliteCommand create = Command(connection, transaction, $"{SqliteStatements.Create}\nPRAGMA user_version = {SqliteStatements.Version};");
        create.ExecuteNonQuery();
        transaction.Commit();
    }

    private static void Execute(SqliteConnection connection, string statement)
    {
        using SqliteCommand command = Command(connection, null, statement);
        command.ExecuteNonQuery();
    }

    private static string Ask(SqliteConnection connection, string statement)
    {
        using SqliteCommand command = Command(connection, null, statement);
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
    }
}
