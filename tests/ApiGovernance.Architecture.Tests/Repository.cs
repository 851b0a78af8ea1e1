using System.Xml.Linq;
using ApiGovernance.Testing;

namespace ApiGovernance.Architecture.Tests;

/// <summary>The files of the repository, without what a build leaves behind.</summary>
internal static class Repository
{
    public static string Text(string relativePath) => File.ReadAllText(RepositoryPaths.At(relativePath));

    public static XDocument Xml(string relativePath) => XDocument.Load(RepositoryPaths.At(relativePath));

    /// <summary>Paths relative to the root, parts joined by <c>/</c>, in ordinal order; empty when the folder is absent.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern)
    {
        if (!Directory.Exists(RepositoryPaths.At(folder)))
            return [];
        return [.. Directory.EnumerateFiles(RepositoryPaths.At(folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(RepositoryPaths.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)];
    }

    public static IReadOnlyList<string> Projects() => [.. Files("src", "*.csproj"), .. Files("tests", "*.csproj"), .. Files("bench", "*.csproj")];
}
