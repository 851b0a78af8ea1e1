using System.Threading.Channels;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Output;

namespace ApiGovernance.Cli.Lint;

/// <summary>`--watch`: lints again when a document, a file that it refers to, a ruleset or a waiver changes, until it is interrupted.</summary>
internal static class LintWatch
{
    // Editors write in several steps; one run is for all of them.
    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(200);

    private static readonly string[] Endings = [".yaml", ".yml", ".json", ".js", ".mjs"];

    public static async Task<int> RunAsync(LintSession session, LintSettings settings, CancellationToken stop)
    {
        Channel<bool> changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        Dictionary<string, FileSystemWatcher> watchers = new(StringComparer.Ordinal);
        int exitCode = ExitCodes.Clean;
        // A report beside the documents must not start the run that writes it.
        HashSet<string> own = [.. settings.Written.Select(Path.GetFullPath)];
        try
        {
            while (true)
            {
                if (TerminalOutput.IsTerminal)
                    Console.Write("\u001b[2J\u001b[3J\u001b[H");
                // What is wrong now may be mended in a minute.
                exitCode = await CommandRefusal.GuardAsync(() => session.RunAsync(stop));
                Watch(watchers, Folders(session.Files, settings.Documents), own, changes.Writer);
                await Console.Error.WriteLineAsync("watching for changes; Ctrl-C ends");
                await changes.Reader.ReadAsync(stop);
                do
                    await Task.Delay(Settled, TimeProvider.System, stop);
                while (changes.Reader.TryRead(out _));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // That is how it ends; the last result is the result.
            return exitCode;
        }
        finally
        {
            foreach (FileSystemWatcher watcher in watchers.Values)
                watcher.Dispose();
        }
    }

    /// <summary>Folders and whether those below them matter too.</summary>
    private static Dictionary<string, bool> Folders(IReadOnlyList<string> files, IReadOnlyList<string> arguments)
    {
        Dictionary<string, bool> folders = new(StringComparer.Ordinal);
        foreach (string file in files.Concat(arguments.Where(argument => argument != StandardInput.Sign && !FilePattern.IsPattern(argument))))
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && Directory.Exists(folder))
                folders.TryAdd(folder, false);
        }

        // A new file may match.
        foreach (string folder in LintInputs.Folders(arguments))
            folders[Path.GetFullPath(folder)] = true;
        return folders;
    }

    private static void Watch(Dictionary<string, FileSystemWatcher> watchers, Dictionary<string, bool> folders, HashSet<string> own, ChannelWriter<bool> changes)
    {
        foreach ((string folder, bool isDeep) in folders.Where(folder => !watchers.ContainsKey(folder.Key)))
        {
            FileSystemWatcher watcher = new(folder) { IncludeSubdirectories = isDeep };
            void Changed(object sender, FileSystemEventArgs change)
            {
                if (Endings.Contains(Path.GetExtension(change.FullPath), StringComparer.OrdinalIgnoreCase) && !own.Contains(change.FullPath))
                    changes.TryWrite(true);
            }

            watcher.Changed += Changed;
            watcher.Created += Changed;
            watcher.Deleted += Changed;
            watcher.Renamed += Changed;
            watcher.EnableRaisingEvents = true;
            watchers[folder] = watcher;
        }
    }
}
