using Microsoft.Data.SqlClient;

namespace ApiGovernance.Catalog.Storage.SqlServer;

/// <summary>Brings a database up to date: all pending scripts in one transaction, which holds a lock that only one process has.</summary>
internal static class SqlServerMigrations
{
    public static IReadOnlyList<Migration> Embedded() => Migrations.Embedded("SqlServer");

    /// <exception cref="CatalogStorageException">It cannot be done; nothing was changed.</exception>
    public static async Task ApplyAsync(SqlServerDatabase database, IReadOnlyList<Migration> migrations, TimeProvider clock, CancellationToken cancellationToken)
    {
        await AllowSnapshotsAsync(database, cancellationToken);
        await database.WriteAsync(
            async session =>
            {
                if (await session.NumberAsync(SqlServerStatements.LockMigrations) < 0)
                {
                    throw new CatalogStorageException(
                        database.Place, "another process has been bringing the database up to date for a minute.", "Wait until it has ended, then start again.");
                }

                await session.ExecuteAsync(SqlServerStatements.CreateMigrationsTable);
                List<AppliedMigration> applied = await session.QueryAsync<AppliedMigration>(SqlServerStatements.ReadMigrations);
                foreach (Migration migration in Migrations.Pending(database.Place, migrations, applied))
                {
                    foreach (SqlServerStatement batch in SqlServerStatement.BatchesOf(migration))
                        await session.ExecuteAsync(batch);
                    await session.ExecuteAsync(
                        SqlServerStatements.AddMigration, new { migration.Number, migration.Name, migration.Checksum, At = clock.GetUtcNow() });
                }
            },
            cancellationToken);
    }

    /// <summary>The whole catalog is read as of one moment without waiting for writers; the database must allow that.</summary>
    private static async Task AllowSnapshotsAsync(SqlServerDatabase database, CancellationToken cancellationToken)
    {
        if (await database.ReadAsync(session => session.NumberAsync(SqlServerStatements.ReadSnapshotIsolation), cancellationToken) == 1)
            return;
        try
        {
            await database.ReadAsync(
                async session =>
                {
                    await session.ExecuteAsync(SqlServerStatements.AllowSnapshotIsolation);
                    return true;
                },
                cancellationToken);
        }
        catch (CatalogStorageException error) when (error.InnerException is SqlException)
        {
            throw new CatalogStorageException(
                database.Place,
                "snapshot isolation is off, and this user may not turn it on.",
                "Let an administrator run, once: ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON",
                error);
        }
    }
}
