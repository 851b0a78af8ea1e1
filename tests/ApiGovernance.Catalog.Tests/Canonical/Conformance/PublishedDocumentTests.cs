using ApiGovernance.Catalog.Canonical.Conformance;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Canonical.Conformance;

/// <summary>Contracts that others have published: what is an order there must be found, and what is none must not.</summary>
public sealed class PublishedDocumentTests
{
    private const string Folder = "specs/docs";

    /// <summary>Where the documents are absent, the approved results say which there are: their tests are skipped by name.</summary>
    public static TheoryData<string> Documents =>
    [
        .. (Directory.Exists(Path.Combine(RepositoryPaths.Shared, Folder))
                ? Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Shared, Folder)).Select(path => Path.GetFileName(path))
                : Directory.EnumerateFiles(Path.Combine(ConformanceText.Folder, "Goldens"), "published-*.approved.txt")
                    .Select(path => Path.GetFileName(path)["published-".Length..^".approved.txt".Length]))
            .Order(StringComparer.Ordinal),
    ];

    [Theory, MemberData(nameof(Documents))]
    public void Its_report_is_the_approved_one(string document)
    {
        ApiContract contract = ContractReader.FromFile(RepositoryPaths.RequireShared($"{Folder}/{document}")).Contract.ShouldNotBeNull();
        Golden.Match(ConformanceText.Of(CanonicalConformance.Check(contract, ConformanceText.RepositoryModel)), $"published-{document}");
    }
}
