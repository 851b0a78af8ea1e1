using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ApiGovernance.Catalog.Storage;

/// <param name="Number">From 1, without gaps.</param>
internal sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>Lower-case hex SHA-256 of the text, whatever its line ends.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));
}

/// <summary>A row of <c>schema_migrations</c>.</summary>
internal sealed record AppliedMigration
{
    public long Number { get; init; }

    public string Name { get; init; } = "";

    public string Checksum { get; init; } = "";
}

/// <summary>
/// Numbered scripts, each applied once, in order, under a lock of the database; <c>schema_migrations</c> remembers which. What is to be
/// done is decided here, the same for every provider.
/// </summary>
internal static class Migrations
{
    /// <summary>The scripts of this version of the product, by number.</summary>
    /// <param name="provider">The folder under <c>Storage</c>, e.g. <c>Sqlite</c>.</param>
    public static IReadOnlyList<Migration> Embedded(string provider)
    {
        var assembly = typeof(Migrations).Assembly;
        string folder = $"{typeof(Migrations).Namespace}.{provider}.Migrations.";
        List<Migration> migrations = [];
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)))
        {
            string name = resource[folder.Length..^".sql".Length];
            using StreamReader reader = new(assembly.GetManifestResourceStream(resource)!);
            migrations.Add(new Migration(int.Parse(name[..4], CultureInfo.InvariantCulture), name, reader.ReadToEnd()));
        }

        return [.. migrations.OrderBy(migration => migration.Number)];
    }

    /// <summary>Those that the database lacks, in order.</summary>
    /// <param name="database">How errors name it.</param>
    /// <exception cref="CatalogStorageException">The database was written by another version of the product.</exception>
    public static IReadOnlyList<Migration> Pending(string database, IReadOnlyList<Migration> migrations, IEnumerable<AppliedMigration> applied)
    {
        HashSet<int> done = [];
        foreach (AppliedMigration before in applied.OrderBy(row => row.Number))
        {
            Migration migration = migrations.FirstOrDefault(migration => migration.Number == before.Number) ?? throw new CatalogStorageException(
                database,
                $"the database was migrated by a newer version (migration {before.Name}).",
                "Run that version, or restore the backup from before the upgrade.");
            if (before.Checksum != migration.Checksum)
            {
                throw new CatalogStorageException(
                    database,
                    $"migration {migration.Name} was applied with other text than this version has (applied {before.Checksum[..12]}, here {migration.Checksum[..12]}).",
                    "Run the version that made the database; an applied migration is never edited, a new one is added.");
            }

            done.Add(migration.Number);
        }

        return [.. migrations.Where(migration => !done.Contains(migration.Number))];
    }
}
