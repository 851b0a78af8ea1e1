using ApiGovernance.Catalog.Storage;
using ApiGovernance.Catalog.Storage.Sqlite;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Catalog.Tests;

/// <summary>The database file: what survives, and what is said when it cannot be used.</summary>
public sealed class StorageTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CatalogOptions Options => new() { DataDirectory = _folder["data"] };

    private string Database => _folder["data/catalog.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_accepted_is_there_after_a_crash()
    {
        await using CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(Options);
        await world.PutAsync("apis", "orders", Texts.Api("orders"));
        await world.AcceptAsync("orders", "v1", Texts.Contract, "active");
        await world.ReportAsync("orders", "v1", "GET /orders", "storefront", 5);
        string revision = (await world.ManifestAsync()).Revision;

        // The files as a crash would leave them: copied while the database is open, nothing flushed or closed for us.
        Directory.CreateDirectory(_folder["crashed"]);
        foreach (string file in Directory.EnumerateFiles(_folder["data"]))
            File.Copy(file, Path.Combine(_folder["crashed"], Path.GetFileName(file)));
        await using CatalogWorld again = await CatalogWorld.StartAsync(new CatalogOptions { DataDirectory = _folder["crashed"] });

        (await again.ManifestAsync()).Revision.ShouldBe(revision);
        (await again.Client.GetContractAsync("orders", "v1", Cancel)).Value!.Bytes.ToArray().ShouldBe(CatalogWorld.Bytes(Texts.Contract));
        (await again.Client.Usage(new UsageFilter { Api = "orders" }).AllAsync(Cancel)).Value!.ShouldHaveSingleItem().Calls.ShouldBe(5);
    }

    [Fact]
    public async Task Every_commit_reaches_the_disk()
    {
        await using CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(Options);

        await using SqliteConnection other = new($"Data Source={Database};Pooling=False");
        await other.OpenAsync(Cancel);
        await using SqliteCommand mode = new("PRAGMA journal_mode", other);
        (await mode.ExecuteScalarAsync(Cancel)).ShouldBe("wal");
        File.Exists(Database + "-wal").ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    public async Task A_damaged_file_is_named_with_what_to_do_and_left_alone(int offset)
    {
        await using (CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(Options))
            await world.PutAsync("apis", "orders", Texts.Api("orders"));
        byte[] bytes = await File.ReadAllBytesAsync(Database, Cancel);
        bytes.AsSpan(offset, 3000).Fill(0xAB);
        await File.WriteAllBytesAsync(Database, bytes, Cancel);

        CatalogStorageException error = await Should.ThrowAsync<CatalogStorageException>(() => CatalogWorld.StartAsync(Options));

        error.Path.ShouldBe(Database);
        error.Problem.ShouldStartWith("the file is no sound SQLite database");
        error.Fix.ShouldContain("restore a backup");
        (await File.ReadAllBytesAsync(Database, Cancel)).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_file_where_the_folder_should_be_is_named()
    {
        _folder.Write("data", "not a folder");

        CatalogStorageException error = await Should.ThrowAsync<CatalogStorageException>(() => CatalogWorld.StartAsync(Options));

        error.Message.ShouldContain(_folder["data"]);
        error.Fix.ShouldBe("Give a folder that this user may write.");
        File.ReadAllText(_folder["data"]).ShouldBe("not a folder");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName == "root")
        {
            Assert.Skip("Root and Windows do not mind the mode of a folder.");
            return;
        }

        Directory.CreateDirectory(_folder["data"]);
        File.SetUnixFileMode(_folder["data"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            CatalogStorageException error = await Should.ThrowAsync<CatalogStorageException>(() => CatalogWorld.StartAsync(Options));
            error.Message.ShouldContain(Database);
        }
        finally
        {
            File.SetUnixFileMode(_folder["data"], UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task A_locked_database_is_told_as_such()
    {
        await using (await CatalogWorld.StartAsync(Options))
        {
        }

        await using SqliteConnection other = new($"Data Source={Database};Pooling=False");
        await other.OpenAsync(Cancel);
        await using SqliteCommand hold = new("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;", other);
        await hold.ExecuteNonQueryAsync(Cancel);

        CatalogStorageException error = await Should.ThrowAsync<CatalogStorageException>(() => CatalogWorld.StartAsync(Options));

        error.Problem.ShouldBe("the database is locked by another process.");
    }

    [Fact]
    public void Migrations_are_numbered_without_gaps() =>
        SqliteMigrations.Embedded().Select(migration => migration.Number).ShouldBe(Enumerable.Range(1, SqliteMigrations.Embedded().Count));

    [Fact]
    public async Task Migrations_run_once_and_an_edited_one_is_refused()
    {
        await using SqliteConnection connection = new("Data Source=:memory:");
        await connection.OpenAsync(Cancel);
        FakeTimeProvider clock = new();
        Migration first = new(1, "0001_one", "CREATE TABLE one (id INTEGER) STRICT;");
        Migration second = new(2, "0002_two", "CREATE TABLE two (id INTEGER) STRICT;");

        SqliteMigrations.Apply(connection, "x.db", [first], clock);
        SqliteMigrations.Apply(connection, "x.db", [first, second], clock);
        SqliteMigrations.Apply(connection, "x.db", [first, second], clock);

        CatalogStorageException edited = Should.Throw<CatalogStorageException>(
            () => SqliteMigrations.Apply(connection, "x.db", [first with { Sql = "CREATE TABLE one (id TEXT) STRICT;" }, second], clock));
        edited.Problem.ShouldStartWith("migration 0001_one was applied with other text");
        CatalogStorageException newer = Should.Throw<CatalogStorageException>(() => SqliteMigrations.Apply(connection, "x.db", [first], clock));
        newer.Problem.ShouldBe("the database was migrated by a newer version (migration 0002_two).");
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_behind()
    {
        await using SqliteConnection connection = new("Data Source=:memory:");
        await connection.OpenAsync(Cancel);
        Migration broken = new(1, "0001_broken", "CREATE TABLE one (id INTEGER) STRICT; CREATE TABLE one (id INTEGER) STRICT;");

        Should.Throw<SqliteException>(() => SqliteMigrations.Apply(connection, "x.db", [broken], new FakeTimeProvider()));

        await using SqliteCommand count = new("SELECT count(*) FROM sqlite_master", connection);
        (await count.ExecuteScalarAsync(Cancel)).ShouldBe(0L);
    }

    [Fact]
    public async Task A_write_that_fails_is_told_and_the_last_snapshot_is_still_served()
    {
        await using CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(Options);
        string before = (await world.ManifestAsync()).Revision;
        await using (SqliteConnection other = new($"Data Source={Database};Pooling=False"))
        {
            // A full disk cannot be had in a test; a table that takes nothing more can.
            await other.OpenAsync(Cancel);
            await using SqliteCommand trap = new(
                "CREATE TRIGGER full BEFORE INSERT ON descriptors BEGIN SELECT RAISE(ABORT, 'no more'); END", other);
            await trap.ExecuteNonQueryAsync(Cancel);
        }

        var answer = await world.Client.PutDescriptorAsync("teams", "late", CatalogWorld.Bytes(Texts.Team("late")), null, Cancel);

        answer.Problem!.Type.ShouldEndWith("/storage-unavailable");
        answer.Status.ShouldBe(503);
        (await world.Client.GetDescriptorAsync("teams", "late", Cancel)).Status.ShouldBe(404);
        (await world.ManifestAsync()).Revision.ShouldBe(before);
    }
}
