using System.Globalization;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Audit;

/// <summary>The audit in a data folder's database, read without changing anything there, also while a control plane works with it.</summary>
public static class AuditFile
{
    private const string Name = "catalog.db";

    /// <exception cref="CatalogStorageException">There is no database, or it cannot be read.</exception>
    public static AuditReport Verify(string dataDirectory, AuditHead? remembered)
    {
        AuditVerifier verifier = new(remembered);
        return Read(
            dataDirectory,
            connection =>
            {
                Each(connection, verifier.Add, verifier.AddUnreadable);
                return verifier.Complete(Highest(connection));
            });
    }

    /// <summary>Every entry that can be read, oldest first.</summary>
    /// <exception cref="CatalogStorageException">There is no database, or it cannot be read.</exception>
    public static void Export(string dataDirectory, Action<AuditEntry> write) => Read(
        dataDirectory,
        connection =>
        {
            Each(connection, write, (sequence, reason) => throw new CatalogStorageException(
                Path.Combine(dataDirectory, Name), $"audit entry {sequence} cannot be read: {reason}.", "`apigov audit verify` finds everything that is wrong."));
            return true;
        });

    private static T Read<T>(string dataDirectory, Func<SqliteConnection, T> read)
    {
        string path = Path.GetFullPath(Path.Combine(dataDirectory, Name));
        if (!File.Exists(path))
            throw new CatalogStorageException(path, "there is no such database.", "Give the data folder of `apigov serve` with --data DIR.");
        try
        {
            using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
            return read(connection);
        }
        catch (SqliteException error)
        {
            throw new CatalogStorageException(path, $"the database cannot be read: {error.Message}.", "Restore a backup of the data folder.", error);
        }
    }

    private static void Each(SqliteConnection connection, Action<AuditEntry> entry, Action<long, string> unreadable)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT seq, utc, actor, action, object, detail, origin, why, before, after, previous_hash, hash FROM audit ORDER BY seq";
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            if (DateTimeOffset.TryParse(row.GetString(1), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at))
                entry(Entry(row, at));
            else
                unreadable(row.GetInt64(0), $"`{row.GetString(1)}` is no time");
        }
    }

    private static AuditEntry Entry(SqliteDataReader row, DateTimeOffset at) =>
        new(row.GetInt64(0), at, row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5))
        {
            Origin = row.GetString(6),
            Why = row.GetString(7),
            Before = row.IsDBNull(8) ? null : row.GetString(8),
            After = row.IsDBNull(9) ? null : row.GetString(9),
            PreviousHash = row.GetString(10),
            Hash = row.GetString(11),
        };

    /// <summary>What SQLite remembers of the numbers that it gave out, also when the rows are gone.</summary>
    private static long Highest(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'audit'";
        return (long)command.ExecuteScalar()!;
    }
}
