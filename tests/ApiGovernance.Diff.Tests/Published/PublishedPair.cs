using ApiGovernance.OpenApi.Model;
using ApiGovernance.Testing;

namespace ApiGovernance.Diff.Tests.Published;

/// <summary>
/// Two consecutive versions of a published contract: a folder of <c>../shared/specs/pairs</c> whose name starts with <c>p</c>. (<c>e</c> is for
/// event schemas, which are no contracts of an API.)
/// </summary>
internal sealed record PublishedPair(string Name)
{
    private const string Folder = "specs/pairs";

    /// <summary>Where the pairs are absent, the approved results say which there are: their tests are skipped by name.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. (Directory.Exists(Path.Combine(RepositoryPaths.Shared, Folder))
                ? Directory.EnumerateDirectories(Path.Combine(RepositoryPaths.Shared, Folder), "p*").Select(path => Path.GetFileName(path))
                : Approved)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The names that have an approved result.</summary>
    public static IEnumerable<string> Approved =>
        Directory.EnumerateFiles(RepositoryPaths.At("tests/ApiGovernance.Diff.Tests/Published/Goldens"), "p*.approved.txt")
            .Select(path => Path.GetFileName(path)[..^".approved.txt".Length]);

    public ApiContract Base => Read("old");

    public ApiContract Revision => Read("new");

    private ApiContract Read(string side)
    {
        string file = Directory.GetFiles(RepositoryPaths.RequireShared($"{Folder}/{Name}"), $"{side}.*").ShouldHaveSingleItem();
        return ContractReader.FromFile(file).Contract.ShouldNotBeNull();
    }
}
