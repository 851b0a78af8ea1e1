using System.Text;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Planning;

/// <summary>
/// Reads a folder that came over HTTP as a folder on disk is read. Paths are looked at first: nothing is written outside of the place
/// that is made for it, and that place is gone afterwards.
/// </summary>
internal static class SubmittedFolder
{
    public const int MostFiles = 50_000;
    private const int LongestPath = 400;

    // What file systems take, in bytes.
    private const int LongestName = 255;

    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    public static Outcome<ReadFolder> Read(FolderRequest request)
    {
        if (request.Files is null || request.Files.Any(file => file?.Path is null || file.Text is null))
            return Wrong("The folder has no `files`, or one of them lacks its `path` or its `text`.");
        if (request.Files.Count is 0 or > MostFiles)
            return Wrong(request.Files.Count == 0 ? "The folder has no files." : $"The folder has more than {MostFiles:N0} files.");
        if (request.Files.FirstOrDefault(file => !IsSound(file.Path)) is { } unsound)
            return Wrong($"`{Shortened(unsound.Path)}` is no path of a YAML or JSON file inside the folder. Write it relative, with slashes, without `..`.");
        if (request.Files.GroupBy(file => file.Path, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return Wrong($"`{twice.Key}` is there {twice.Count()} times.");
        HashSet<string> names = request.Files.Select(file => file.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (request.Files.FirstOrDefault(file => FoldersOf(file.Path).Any(names.Contains)) is { } inside)
            return Wrong($"`{Shortened(inside.Path)}` lies in a file: one of its folders is there as a file too.");

        DirectoryInfo root = Directory.CreateTempSubdirectory("apigov-folder-");
        try
        {
            foreach (FolderFile file in request.Files)
            {
                string path = Path.Combine(root.FullName, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, file.Text);
            }

            return new ReadFolder(CatalogFolder.Load(root.FullName), root.FullName);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> FoldersOf(string path)
    {
        for (int at = path.IndexOf('/', StringComparison.Ordinal); at >= 0; at = path.IndexOf('/', at + 1))
            yield return path[..at];
    }

    private static bool IsSound(string path) =>
        path.Length is > 0 and <= LongestPath
        && path[0] != '/'
        && path.IndexOfAny(['\\', ':', '\0']) < 0
        && path.Split('/').All(part => part is not ("" or "." or "..") && Encoding.UTF8.GetByteCount(part) <= LongestName)
        && Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static string Shortened(string path) => path.Length <= 80 ? path : path[..80] + "...";

    private static Refusal Wrong(string detail) => new(CatalogProblemTypes.BodyUnreadable, detail);
}

/// <summary>What was read, and the place where it was, which nobody needs to know of.</summary>
internal sealed record ReadFolder(CatalogFolderContent Content, string Root)
{
    /// <summary>Findings name files as the caller does.</summary>
    public Finding Relative(Finding finding) => finding with
    {
        Message = finding.Message.Replace(Root + "/", "", StringComparison.Ordinal).Replace(Root, "the folder", StringComparison.Ordinal),
        Source = finding.Source is { } source ? source with { File = Relative(source.File) } : null,
    };

    /// <summary>The contract under the name that the caller has for it; one of several files keeps them together and is as it is.</summary>
    public DocumentBundle Relative(DocumentBundle bundle) =>
        bundle.Documents.Count == 1 ? DocumentBundle.FromBytes(Relative(bundle.Root.Path), bundle.Root.Bytes) : bundle;

    private string Relative(string path) => path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..].TrimStart('/', '\\') : path;
}
