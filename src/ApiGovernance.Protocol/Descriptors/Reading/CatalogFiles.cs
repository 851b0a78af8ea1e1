using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Protocol.Descriptors.Reading;

/// <param name="Path">Relative to the catalog's folder.</param>
/// <param name="ShownPath">With the catalog's folder as it was given.</param>
/// <param name="Kind">What a file at this place holds.</param>
/// <param name="Name">What a descriptor at this place is called.</param>
internal sealed record CatalogFile(string Path, string ShownPath, string Kind, string Name);

/// <summary>Finds the descriptors in a catalog's folder, in ordinal order of their paths.</summary>
internal static class CatalogFiles
{
    private const string Apis = "apis";

    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    private static readonly (string Folder, string Kind)[] Folders =
    [
        ("backends", "Backend"), ("canonical", "CanonicalEntity"), ("consumers", "Consumer"), ("events", "EventContract"), ("overlaps", "OverlapDecision"),
        ("plans", "Plan"), ("subscriptions", "Subscription"), ("teams", "Team"), ("waivers", "Waiver"),
    ];

    private static readonly string[] FolderNames = [Apis, .. Folders.Select(f => f.Folder)];

    /// <summary>Before the extension: files beside the descriptors that these refer to.</summary>
    private static readonly (string Kind, string[] Marks)[] Beside = [("CanonicalEntity", [".schema"]), ("EventContract", [".schema", ".asyncapi"])];

    public static IReadOnlyList<CatalogFile> Of(string directory, DescriptorFindings findings)
    {
        try
        {
            return Directory.Exists(directory) ? Find(directory, findings) : Missing(directory, findings);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Error("catalog-folder-unreadable", $"The catalog's folder {directory} cannot be read: {e.Message}", "Check who may read it.", null, "");
            return [];
        }
    }

    /// <summary>Where a descriptor belongs.</summary>
    public static string HomeOf(Descriptor descriptor) => descriptor.Kind switch
    {
        "Api" => $"{Apis}/{descriptor.Name}/api.yaml",
        "Issuers" => "policies/traffic/issuers.yaml, beside the catalog",
        string kind => $"{Folders.First(f => f.Kind == kind).Folder}/{descriptor.Name}.yaml",
    };

    public static string Join(string folder, string relative)
    {
        string shown = folder.Replace('\\', '/').TrimEnd('/');
        return shown.Length == 0 && folder.Length == 0 ? relative : $"{shown}/{relative}";
    }

    private static IReadOnlyList<CatalogFile> Missing(string directory, DescriptorFindings findings)
    {
        string message = File.Exists(directory) ? $"{directory} is a file; a catalog is a folder." : $"There is no folder {directory}.";
        findings.Error("catalog-folder-missing", message, $"Name the folder that holds {string.Join("/, ", FolderNames)}/.", null, "");
        return [];
    }

    private static List<CatalogFile> Find(string directory, DescriptorFindings findings)
    {
        string[] present = [.. Directory.GetDirectories(directory).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];
        if (!present.Intersect(FolderNames).Any())
        {
            findings.Error(
                "catalog-folder-missing", $"{directory} is no catalog: it has none of the folders {string.Join("/, ", FolderNames)}/.",
                "Name the folder that holds them.", null, "");
            return [];
        }

        foreach (string stray in present.Except(FolderNames).Where(n => !n.StartsWith('.')))
            NotRead(Join(directory, stray) + "/", Spelling.Advise(stray, FolderNames, "Folders of a catalog"), findings);
        foreach (string stray in FilesIn(directory))
            NotRead(Join(directory, stray), $"Move it into one of {string.Join("/, ", FolderNames)}/.", findings);

        List<CatalogFile> files = [.. FindApis(directory, findings)];
        foreach ((string folder, string kind) in Folders.Where(f => present.Contains(f.Folder)))
            files.AddRange(FindDescriptors(directory, folder, kind, findings));
        return [.. files.OrderBy(f => f.Path, StringComparer.Ordinal)];
    }

    private static IEnumerable<CatalogFile> FindDescriptors(string directory, string folder, string kind, DescriptorFindings findings)
    {
        string[]? beside = Beside.FirstOrDefault(b => b.Kind == kind).Marks;
        foreach (string file in FilesIn(Join(directory, folder)))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            if (beside is null || !Array.Exists(beside, mark => name.EndsWith(mark, StringComparison.Ordinal)))
                yield return Create(directory, $"{folder}/{file}", kind, name);
        }

        if (beside is null)
        {
            foreach (string stray in Directory.GetDirectories(Join(directory, folder)).Order(StringComparer.Ordinal))
                NotRead(Join(directory, $"{folder}/{Path.GetFileName(stray)}") + "/", $"Move its files into {folder}/ itself.", findings);
        }
    }

    private static IEnumerable<CatalogFile> FindApis(string directory, DescriptorFindings findings)
    {
        string apis = Join(directory, Apis);
        if (!Directory.Exists(apis))
            yield break;
        foreach (string stray in FilesIn(apis))
            NotRead(Join(apis, stray), $"Move it to {Apis}/<name>/api.yaml.", findings);
        foreach (string api in Directory.GetDirectories(apis).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal))
        {
            string[] named = [.. FilesIn(Join(apis, api)).Where(f => Path.GetFileNameWithoutExtension(f) == "api")];
            foreach (string file in named)
                yield return Create(directory, $"{Apis}/{api}/{file}", "Api", api);
            if (named.Length == 0)
                findings.Error("catalog-file-missing", $"The folder {Join(apis, api)}/ has no api.yaml.", "Add it, or remove the folder.", null, "");
        }
    }

    private static CatalogFile Create(string directory, string path, string kind, string name) => new(path, Join(directory, path), kind, name);

    private static IEnumerable<string> FilesIn(string folder) => Directory.GetFiles(folder)
        .Select(f => Path.GetFileName(f)!)
        .Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
        .Order(StringComparer.Ordinal);

    private static void NotRead(string path, string fix, DescriptorFindings findings) =>
        findings.Warning("catalog-not-read", $"{path} is not part of a catalog and was not read.", fix, new SourceSpan(path, 1, 1, 1, 1));
}
