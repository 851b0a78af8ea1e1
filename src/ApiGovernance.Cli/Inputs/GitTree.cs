using System.Text;

namespace ApiGovernance.Cli.Inputs;

/// <summary>The files of a folder as a git revision has them.</summary>
internal static class GitTree
{
    /// <param name="name">Of the tree, e.g. <c>HEAD~1:./apis</c>.</param>
    /// <returns>Hashes by path below the folder; nothing when the revision has no such folder.</returns>
    public static async Task<SortedDictionary<string, string>> ListAsync(string name, CancellationToken stop)
    {
        SortedDictionary<string, string> files = new(StringComparer.Ordinal);
        (int exitCode, byte[] output, _) = await GitObjects.RunAsync(["ls-tree", "-r", "-z", "--full-tree", "--end-of-options", name], stop);
        if (exitCode != 0)
            return files;
        foreach (string entry in Encoding.UTF8.GetString(output).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            // "<mode> <type> <hash>\t<path>"; a symbolic link (120000) is no file, nor is a submodule.
            int tab = entry.IndexOf('\t', StringComparison.Ordinal);
            if (entry[..tab].Split(' ') is [{ } mode, "blob", { } hash] && mode != "120000")
                files[entry[(tab + 1)..]] = hash;
        }

        return files;
    }
}
