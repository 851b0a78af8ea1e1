using ApiGovernance.Catalog.Storage.Sqlite;

namespace ApiGovernance.CrashingWriter;

/// <summary>
/// Writes to a catalog's database until it is killed, and says on standard output what has been acknowledged. Waits for a line on
/// standard input first, so that its start costs nobody time.
/// </summary>
internal static class Writer
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not [("open" or "write") and var mode, var folder])
        {
            await Console.Error.WriteLineAsync("usage: ApiGovernance.CrashingWriter open|write FOLDER");
            return 2;
        }

        await Console.In.ReadLineAsync();
        Say("begin");
        await using SqliteCatalogStore store = new(folder, TimeProvider.System);
        await store.OpenAsync(CancellationToken.None);
        Say("open");
        if (mode == "open")
            return 0;

        int number = NumberedChange.LastOf(await store.ReadStateAsync(CancellationToken.None));
        while (true)
        {
            number++;
            await store.ApplyAsync(NumberedChange.Of(number), CancellationToken.None);
            Say($"change {number}");
            (var manifest, var parts) = NumberedChange.Snapshot(number);
            await store.SaveSnapshotAsync(manifest, parts, NumberedChange.At, CancellationToken.None);
            Say($"snapshot {number}");
            await store.AddUsageAsync(NumberedChange.Usage(), CancellationToken.None);
            Say($"usage {number}");
        }
    }

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
