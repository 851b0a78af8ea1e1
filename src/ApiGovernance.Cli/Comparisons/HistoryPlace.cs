using System.Text;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Diff.Sets;

namespace ApiGovernance.Cli.Comparisons;

/// <summary>The file or folder whose history is walked, as git spells it.</summary>
/// <param name="Name">As it was given.</param>
/// <param name="Folder">The folder itself, or that of the file, with its slash; empty for none.</param>
/// <param name="File">The file's name; null for a folder.</param>
/// <param name="IsFromTop">Told from the top of the repository, not from the current folder.</param>
internal sealed record HistoryPlace(string Name, string Folder, string? File, bool IsFromTop)
{
    public string Shown => Folder;

    /// <summary>The names that the file had, from the top of the repository, where it was renamed; else empty.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The first revision that has the path decides what it is; what is below the current folder is meant first.</summary>
    public static HistoryPlace? Find(string path, IReadOnlyList<string> revisions)
    {
        using GitObjects objects = new();
        string spelled = path.Replace('\\', '/').TrimEnd('/');
        while (spelled.StartsWith("./", StringComparison.Ordinal))
            spelled = spelled[2..];
        spelled = spelled == "." ? "" : spelled;
        foreach (string revision in revisions)
        {
            foreach (bool isFromTop in new[] { false, true })
            {
                string name = $"{revision}:{(isFromTop ? "" : "./")}{spelled}";
                if (objects.IsTree(name))
                    return new HistoryPlace(path, spelled.Length == 0 ? "" : spelled + "/", null, isFromTop);
                int slash = spelled.LastIndexOf('/') + 1;
                if (objects.Read(name) is not null)
                    return new HistoryPlace(path, spelled[..slash], spelled[slash..], isFromTop);
            }
        }

        return null;
    }

    public string TreeOf(string revision) => $"{revision}:{(IsFromTop ? "" : "./")}{Folder.TrimEnd('/')}";

    public bool IsDocument(string path) => Names.Count > 0 ? Names.Contains(path) : File is null || path == File;

    /// <summary>The same file under the names that it had on the way; from the top, because it may have been elsewhere.</summary>
    public async Task<HistoryPlace> WithFormerNamesAsync(string since, string until, CancellationToken stop)
    {
        if (File is null)
            return this;
        string[] arguments = ["log", "--first-parent", "--follow", "--find-renames", "--diff-filter=R", "--name-status", "-z", "--format=", $"{since}..{until}", "--", $":({(IsFromTop ? "top," : "")}literal){Folder}{File}"];
        (int exitCode, byte[] output, _) = await GitObjects.RunAsync(arguments, stop);
        // "R096\0old name\0new name\0", the newest first.
        string[] entries = exitCode != 0 ? [] : [.. Encoding.UTF8.GetString(output).Split('\0').Select(entry => entry.Trim('\n')).Where(entry => entry.Length > 0)];
        if (entries.Length < 3)
            return this;
        HashSet<string> names = [.. entries.Chunk(3).Where(chunk => chunk.Length == 3).SelectMany(chunk => chunk.Skip(1))];
        return this with { Folder = "", IsFromTop = true, Names = [.. names.Order(StringComparer.Ordinal)] };
    }

    /// <summary>Git's path specifications of all whose changes matter: the folder, or the file with what its references name.</summary>
    public IEnumerable<string> Touching(IEnumerable<SetDocument> documents)
    {
        IEnumerable<string> paths = File is null ? [""] : documents.SelectMany(document => document.Parts).Concat(Names.Count > 0 ? Names : [File]).Distinct(StringComparer.Ordinal);
        return paths.Select(path => $":({(IsFromTop ? "top," : "")}literal){Folder}{path}");
    }
}
