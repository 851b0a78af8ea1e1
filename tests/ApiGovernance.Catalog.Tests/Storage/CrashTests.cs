using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Catalog.Storage.Sqlite;
using ApiGovernance.CrashingWriter;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Tests.Storage;

/// <summary>A process that is killed at any moment leaves the state before or after the change under way, and all that it acknowledged.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Kills = 100;
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_hundred_kills_during_writes_lose_nothing_and_leave_nothing_by_halves()
    {
        Random random = new(20261123);
        string data = _folder["data"];
        (int change, int snapshot, int usage) = (0, 0, 0);
        WriterProcess next = WriterProcess.Start("write", data);
        try
        {
            for (int kill = 1; kill <= Kills; kill++)
            {
                using WriterProcess writer = next;
                // The one after it starts up meanwhile.
                next = WriterProcess.Start("write", data);
                // From the opening on, or from the first change on, which a slow machine may be long about.
                await writer.GoAsync(kill % 2 == 0 ? "open" : "change ");
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50)), TimeProvider.System, Cancel);
                await writer.KillAsync();

                change = Math.Max(change, writer.Acknowledged("change"));
                snapshot = Math.Max(snapshot, writer.Acknowledged("snapshot"));
                usage += writer.Said.Count(line => line.StartsWith("usage ", StringComparison.Ordinal));
                (change, snapshot, usage) = await CheckAsync(data, change, snapshot, usage);
            }
        }
        finally
        {
            next.Dispose();
        }

        change.ShouldBeGreaterThanOrEqualTo(Kills / 2, "the writer got to write between the kills");
        await IntegrityAsync(data);
        await ChainAsync(data, change);
    }

    [Fact]
    public async Task Kills_during_the_first_start_leave_a_database_that_the_next_start_completes()
    {
        Random random = new(1);
        for (int kill = 0; kill < 15; kill++)
        {
            string data = _folder[$"data-{kill}"];
            using (WriterProcess first = WriterProcess.Start("open", data))
            {
                await first.GoAsync("begin");
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(80)), TimeProvider.System, Cancel);
                await first.KillAsync();
            }

            await using SqliteCatalogStore store = new(data, TimeProvider.System);
            await store.OpenAsync(Cancel);
            await store.ApplyAsync(NumberedChange.Of(1), Cancel);
            (await store.ReadNumberAsync(Cancel)).ShouldBe(2);
            await IntegrityAsync(data);
        }
    }

    [Fact]
    public async Task Two_processes_that_make_the_same_database_at_once_both_get_it()
    {
        for (int round = 0; round < 3; round++)
        {
            string data = _folder[$"both-{round}"];
            using WriterProcess one = WriterProcess.Start("open", data);
            using WriterProcess other = WriterProcess.Start("open", data);

            await Task.WhenAll(one.GoAsync("open"), other.GoAsync("open"));

            (await one.ExitAsync(), await other.ExitAsync()).ShouldBe((0, 0));
            await IntegrityAsync(data);
        }
    }

    /// <summary>What was acknowledged is there; of what was under way all or nothing. Gives what is there.</summary>
    private static async Task<(int Change, int Snapshot, int Usage)> CheckAsync(string data, int change, int snapshot, int usage)
    {
        await using SqliteCatalogStore store = new(data, TimeProvider.System);
        await store.OpenAsync(Cancel);
        CatalogState state = await store.ReadStateAsync(Cancel);
        int written = NumberedChange.LastOf(state);
        written.ShouldBeInRange(change, change + 1);
        state.Number.ShouldBe(written + 1);
        (await store.ReadNumberAsync(Cancel)).ShouldBe(written + 1);
        if (written > 0)
            await WholeAsync(store, state, written);

        SnapshotManifest? manifest = await store.ReadSnapshotAsync(Cancel);
        // A change whose snapshot a kill forestalled has none: the next one is of a later change.
        int published = Enumerable.Range(snapshot, written - snapshot + 1).FirstOrDefault(number => number > 0 && NumberedChange.Snapshot(number).Manifest.Revision == manifest?.Revision);
        published.ShouldBeInRange(snapshot, written);
        foreach (SnapshotPartReference part in manifest?.Parts ?? [])
            SnapshotHash.OfPart(await store.ReadPartAsync(part.Hash, Cancel)).ShouldBe(part.Hash);

        IReadOnlyList<UsageRow> rows = (await store.ReadUsageAsync("orders", "v1", DateOnly.MinValue, Cancel)).Rows;
        int reported = (int)(rows.Count > 0 ? rows[0].Calls : 0);
        reported.ShouldBeInRange(usage, usage + 1);
        rows.Select(row => row.Calls).Distinct().Count().ShouldBeLessThan(2, "both counts of a report or none");
        return (written, published, reported);
    }

    private static async Task WholeAsync(SqliteCatalogStore store, CatalogState state, int written)
    {
        string text = NumberedChange.Text(written);
        StoredContract contract = NumberedChange.Contract(written);
        state.Find("Team", "sales")!.Descriptor.Metadata.Title.ShouldBe(text);
        StoredApi api = state.FindApi("orders")!;
        api.Descriptor.Metadata.Title.ShouldBe(text);
        (api.Versions[0].ContractHash, api.Versions[0].ContractVersion, api.Versions[0].Seeds).ShouldBe((contract.Hash, contract.InfoVersion, new VersionSeeds(text, text, text)));
        (await store.ReadContractAsync(contract.Hash, Cancel))!.Document.ShouldBe(contract.Document);
        (await store.ReadFactAsync(contract.Hash, "number", Cancel))!.Json.ShouldBe(text);
        (await store.ReadRevisionsAsync("orders", "v1", null, 1, Cancel)).ShouldHaveSingleItem().Revision.ShouldBe(written);
        (await store.ReadVerdictsAsync(new VerdictQuery(null, 1) { Api = "orders" }, Cancel)).ShouldHaveSingleItem().Summary.ShouldBe(text);
        (await store.ReadAuditAsync(new AuditQuery(null, null, 3), Cancel)).Select(entry => (entry.Sequence, entry.Action, entry.Object)).Take(2)
            .ShouldBe([(2 * written, "written too", text), ((2 * written) - 1, "written", text)]);
    }

    private static async Task ChainAsync(string data, int changes)
    {
        await using SqliteCatalogStore store = new(data, TimeProvider.System);
        await store.OpenAsync(Cancel);
        string previous = AuditChain.Beginning;
        IReadOnlyList<AuditRecord> entries = await store.ReadAuditAsync(new AuditQuery(null, null, int.MaxValue) { Ascending = true }, Cancel);
        entries.Count.ShouldBe(2 * changes);
        foreach (AuditRecord entry in entries)
        {
            (entry.PreviousHash, entry.Hash).ShouldBe((previous, AuditChain.HashOf(entry)));
            previous = entry.Hash;
        }
    }

    private static async Task IntegrityAsync(string data)
    {
        await using SqliteConnection connection = new($"Data Source={Path.Combine(data, "catalog.db")};Pooling=False");
        await connection.OpenAsync(Cancel);
        await using SqliteCommand check = new("PRAGMA integrity_check", connection);
        (await check.ExecuteScalarAsync(Cancel)).ShouldBe("ok");
        await using SqliteCommand keys = new("PRAGMA foreign_key_check", connection);
        (await keys.ExecuteScalarAsync(Cancel)).ShouldBeNull();
    }
}
