using ApiGovernance.Catalog.Storage.Sqlite;

namespace ApiGovernance.CrashingWriter;

/// <summary>
/// Writes to a catalog's database until it is killed, and says on standard output what has been acknowledged. Waits for a line on
/// standard input first, with everything compiled that it will run: who kills it would else mostly kill a compiler.
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

        await RehearseAsync(folder + "-rehearsal");
        await Console.In.ReadLineAsync();
        Say("begin");
        await using SqliteCatalogStore store = new(folder, TimeProvider.System);
        await store.OpenAsync(CancellationToken.None);
        Say("open");
        if (mode == "open")
            return 0;

        int number = NumberedChange.LastOf(await store.ReadStateAsync(CancellationToken.None));
        while (true)
            await WriteAsync(store, ++number, Say);
    }

    private static async Task RehearseAsync(string folder)
    {
        string own = $"{folder}-{Environment.ProcessId}";
        await using (SqliteCatalogStore store = new(own, TimeProvider.System))
        {
            await store.OpenAsync(CancellationToken.None);
            await store.ReadStateAsync(CancellationToken.None);
            await WriteAsync(store, 1, _ => { });
        }

        Directory.Delete(own, recursive: true);
    }

    private static async Task WriteAsync(SqliteCatalogStore store, int number, Action<string> acknowledge)
    {
        await store.ApplyAsync(NumberedChange.Of(number), CancellationToken.None);
        acknowledge($"change {number}");
        (var manifest, var parts) = NumberedChange.Snapshot(number);
        await store.SaveSnapshotAsync(manifest, parts, NumberedChange.At, CancellationToken.None);
        acknowledge($"snapshot {number}");
        await store.AddUsageAsync(NumberedChange.Usage(), CancellationToken.None);
        acknowledge($"usage {number}");
    }

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
