using System.Reflection;
using Xunit.Sdk;

namespace ApiGovernance.Testing;

/// <summary>Where the repository is on this machine.</summary>
public static class RepositoryPaths
{
    /// <summary>The root of the repository, as it was when the tests were built.</summary>
    public static string Root { get; } = typeof(RepositoryPaths).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .SingleOrDefault(metadata => metadata.Key == "RepositoryRoot")?.Value
        ?? throw new InvalidOperationException("tests/Directory.Build.props did not write RepositoryRoot into the assembly.");

    /// <summary>The folder beside the repository with the large public test suites; it may be absent.</summary>
    public static string Shared { get; } = Path.GetFullPath(Path.Combine(Root, "..", "shared"));

    /// <summary>The absolute path of a file or folder of the repository, its parts joined by <c>/</c>.</summary>
    public static string At(string relativePath) => Path.GetFullPath(Path.Combine(Root, relativePath));

    /// <summary>
    /// A folder or file under <see cref="Shared"/>; where it is absent, the test that asks is skipped and says so.
    /// </summary>
    public static string RequireShared(string relativePath = "")
    {
        var path = Path.GetFullPath(Path.Combine(Shared, relativePath));
        if (!Path.Exists(path))
            throw SkipException.ForSkip($"'{path}' is not there: the public test suites are not part of the repository.");
        return path;
    }
}
