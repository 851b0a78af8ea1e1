using ApiGovernance.Gateway.Idempotency;
using ApiGovernance.Gateway.Idempotency.Sqlite;
using ApiGovernance.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests.Idempotency;

public sealed class SqliteStoreTests : IdempotencyStoreContract
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected override async Task<StoreHarness> StartAsync()
    {
        TempFolder folder = new();
        FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
        SqliteIdempotencyStore store = new(folder["keys.db"], clock);
        await store.OpenAsync(StoreHarness.Run, Cancel);
        return new StoreHarness(
            store,
            () => new SqliteIdempotencyStore(folder["keys.db"], clock),
            time =>
            {
                clock.Advance(time);
                return Task.CompletedTask;
            },
            () =>
            {
                folder.Dispose();
                return ValueTask.CompletedTask;
            });
    }

    [Fact]
    public async Task The_file_is_written_so_that_a_power_cut_takes_nothing_back()
    {
        using TempFolder folder = new();
        await using SqliteIdempotencyStore store = new(folder["keys.db"], TimeProvider.System);
        await store.OpenAsync(StoreHarness.Run, Cancel);
        using SqliteConnection connection = SqliteFile.Open(folder["keys.db"], mayCreate: false);

        Ask(connection, "PRAGMA synchronous").ShouldBe("2");
        Ask(connection, "PRAGMA journal_mode").ShouldBe("wal");
    }

    [Fact]
    public async Task What_is_no_database_is_told_and_left_alone()
    {
        using TempFolder folder = new();
        folder.Write("keys.db", new string('x', 5000));
        await using SqliteIdempotencyStore store = new(folder["keys.db"], TimeProvider.System);

        IdempotencyStoreException told = await Should.ThrowAsync<IdempotencyStoreException>(store.OpenAsync(StoreHarness.Run, Cancel));

        told.Message.ShouldContain("no sound SQLite database");
        File.ReadAllText(folder["keys.db"]).Length.ShouldBe(5000);
    }

    [Fact]
    public async Task A_file_of_a_later_version_is_left_alone()
    {
        using TempFolder folder = new();
        await using (SqliteIdempotencyStore store = new(folder["keys.db"], TimeProvider.System))
            await store.OpenAsync(StoreHarness.Run, Cancel);
        using (SqliteConnection connection = SqliteFile.Open(folder["keys.db"], mayCreate: false))
            Ask(connection, "PRAGMA user_version = 99");

        await using SqliteIdempotencyStore again = new(folder["keys.db"], TimeProvider.System);
        (await Should.ThrowAsync<IdempotencyStoreException>(again.OpenAsync(StoreHarness.Run, Cancel))).Message.ShouldContain("later version");
    }

    /// <summary>However many answers are kept, what is asked for often is found without reading all of them.</summary>
    [Fact]
    public async Task Nothing_reads_the_whole_table()
    {
        using TempFolder folder = new();
        await using SqliteIdempotencyStore store = new(folder["keys.db"], TimeProvider.System);
        await store.OpenAsync(StoreHarness.Run, Cancel);
        using SqliteSession session = new(SqliteFile.Open(folder["keys.db"], mayCreate: false));

        foreach (string statement in new[] { SqliteStatements.ReadOpen, SqliteStatements.RemoveExpired, SqliteStatements.Read, SqliteStatements.Complete })
        {
            List<string> plan = [];
            SqliteCommand explain = session.Command(
                "EXPLAIN QUERY PLAN " + statement, ("$now", 0), ("$most", 1), ("$id", ""), ("$fence", ""), ("$status", 0), ("$headers", ""),
                ("$body", null), ("$expires", 0));
            using SqliteDataReader row = explain.ExecuteReader();
            while (row.Read())
                plan.Add(row.GetString(3));
            plan.ShouldNotBeEmpty();
            plan.ShouldAllBe(step => !step.StartsWith("SCAN", StringComparison.Ordinal) || step.Contains("idempotency_open", StringComparison.Ordinal), statement);
        }
    }

    private static string? Ask(SqliteConnection connection, string statement)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteScalar()?.ToString();
    }
}
