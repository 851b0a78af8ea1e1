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

    public bool IsDocument(string path) => File is null || path == File;

    /// <summary>Git's path specifications of all whose changes matter: the folder, or the file with what its references name.</summary>
    public IEnumerable<string> Touching(IEnumerable<SetDocument> documents)
    {
        IEnumerable<string> paths = File is null ? [""] : documents.SelectMany(document => document.Parts).Append(File).Distinct(StringComparer.Ordinal);
        return paths.Select(path => $":({(IsFromTop ? "top," : "")}literal){Folder}{path}");
    }
}
