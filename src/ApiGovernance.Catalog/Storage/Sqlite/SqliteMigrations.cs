using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Storage.Sqlite;

/// <param name="Number">From 1, without gaps.</param>
internal sealed record SqliteMigration(int Number, string Name, string Sql)
{
    /// <summary>Lower-case hex SHA-256 of the text, whatever its line ends.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));
}

/// <summary>Numbered scripts, each applied once, in order, in a transaction; <c>schema_migrations</c> remembers which.</summary>
internal static class SqliteMigrations
{
    private const string Folder = ".Storage.Sqlite.Migrations.";

    /// <summary>The scripts of this version of the product, by number.</summary>
    public static IReadOnlyList<SqliteMigration> Embedded()
    {
        var assembly = typeof(SqliteMigrations).Assembly;
        List<SqliteMigration> migrations = [];
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)))
        {
            string name = resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..^".sql".Length];
            using StreamReader reader = new(assembly.GetManifestResourceStream(resource)!);
            migrations.Add(new SqliteMigration(int.Parse(name[..4], CultureInfo.InvariantCulture), name, reader.ReadToEnd()));
        }

        return [.. migrations.OrderBy(migration => migration.Number)];
    }

    /// <exception cref="CatalogStorageException">The database was written by another version of the product.</exception>
    public static void Apply(SqliteConnection connection, string path, IReadOnlyList<SqliteMigration> migrations, TimeProvider clock)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        connection.Execute(
            """
            CREATE TABLE IF NOT EXISTS schema_migrations (
              number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_utc TEXT NOT NULL
            ) STRICT
            """,
            transaction: transaction);
        Dictionary<int, (string Name, string Checksum)> applied = connection
            .Query<(long Number, string Name, string Checksum)>("SELECT number, name, sha256 FROM schema_migrations", transaction: transaction)
            .ToDictionary(row => (int)row.Number, row => (row.Name, row.Checksum));

        foreach ((int number, (string name, _)) in applied.OrderBy(row => row.Key))
        {
            if (migrations.All(migration => migration.Number != number))
            {
                throw new CatalogStorageException(
                    path, $"the database was migrated by a newer version (migration {name}).", "Run that version, or restore the backup from before the upgrade.");
            }
        }

        foreach (SqliteMigration migration in migrations)
        {
            if (!applied.TryGetValue(migration.Number, out (string Name, string Checksum) before))
            {
                connection.Execute(migration.Sql, transaction: transaction);
                connection.Execute(
                    "INSERT INTO schema_migrations (number, name, sha256, applied_utc) VALUES (@Number, @Name, @Checksum, @at)",
                    new { migration.Number, migration.Name, migration.Checksum, at = SqliteText.Of(clock.GetUtcNow()) },
                    transaction);
            }
            else if (before.Checksum != migration.Checksum)
            {
                throw new CatalogStorageException(
                    path,
                    $"migration {migration.Name} was applied with other text than this version has (applied {before.Checksum[..12]}, here {migration.Checksum[..12]}).",
                    "Run the version that made the database; an applied migration is never edited, a new one is added.");
            }
        }

        transaction.Commit();
    }
}
