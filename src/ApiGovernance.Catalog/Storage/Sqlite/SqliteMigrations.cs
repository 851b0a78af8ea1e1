using Dapper;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Storage.Sqlite;

/// <summary>Brings a SQLite database up to date: all pending scripts in one transaction that begins with the write lock.</summary>
internal static class SqliteMigrations
{
    public static IReadOnlyList<Migration> Embedded() => Migrations.Embedded("Sqlite");

    /// <exception cref="CatalogStorageException">The database was written by another version of the product.</exception>
    public static void Apply(SqliteConnection connection, string path, IReadOnlyList<Migration> migrations, TimeProvider clock)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        connection.Execute(
            """
            CREATE TABLE IF NOT EXISTS schema_migrations (
              number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_utc TEXT NOT NULL
            ) STRICT
            """,
            transaction: transaction);
        IEnumerable<AppliedMigration> applied = connection.Query<AppliedMigration>(
            "SELECT number AS Number, name AS Name, sha256 AS Checksum FROM schema_migrations", transaction: transaction);
        foreach (Migration migration in Migrations.Pending(path, migrations, applied))
        {
            connection.Execute(migration.Sql, transaction: transaction);
            connection.Execute(
                "INSERT INTO schema_migrations (number, name, sha256, applied_utc) VALUES (@Number, @Name, @Checksum, @at)",
                new { migration.Number, migration.Name, migration.Checksum, at = SqliteText.Of(clock.GetUtcNow()) },
                transaction);
        }

        transaction.Commit();
    }
}
