using ApiGovernance.Catalog.Problems;
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

    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    public static Outcome<CatalogFolderContent> Read(FolderRequest request)
    {
        if (request.Files.Count is 0 or > MostFiles)
            return Wrong(request.Files.Count == 0 ? "The folder has no files." : $"The folder has more than {MostFiles:N0} files.");
        if (request.Files.FirstOrDefault(file => !IsSound(file.Path)) is { } unsound)
            return Wrong($"`{Shortened(unsound.Path)}` is no path of a YAML or JSON file inside the folder. Write it relative, with slashes, without `..`.");
        if (request.Files.GroupBy(file => file.Path, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return Wrong($"`{twice.Key}` is there {twice.Count()} times.");

        DirectoryInfo root = Directory.CreateTempSubdirectory("apigov-folder-");
        try
        {
            foreach (FolderFile file in request.Files)
            {
                string path = Path.Combine(root.FullName, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, file.Text);
            }

            CatalogFolderContent content = CatalogFolder.Load(root.FullName);
            return content with { Findings = [.. content.Findings.Select(finding => Relative(finding, root.FullName))] };
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    /// <summary>Findings name files as the caller does.</summary>
    public static Finding Relative(Finding finding, string root) => finding with
    {
        Message = finding.Message.Replace(root + "/", "", StringComparison.Ordinal).Replace(root, "the folder", StringComparison.Ordinal),
        Source = finding.Source is { } source && source.File.StartsWith(root, StringComparison.Ordinal)
            ? source with { File = source.File[root.Length..].TrimStart('/', '\\') }
            : finding.Source,
    };

    private static bool IsSound(string path) =>
        path.Length is > 0 and <= LongestPath
        && path[0] != '/'
        && path.IndexOfAny(['\\', ':', '\0']) < 0
        && path.Split('/').All(part => part.Length > 0 && part is not ("." or ".."))
        && Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static string Shortened(string path) => path.Length <= 80 ? path : path[..80] + "...";

    private static Refusal Wrong(string detail) => new(CatalogProblemTypes.BodyUnreadable, detail);
}
