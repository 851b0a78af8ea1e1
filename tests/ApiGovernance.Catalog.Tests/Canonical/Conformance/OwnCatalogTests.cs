using ApiGovernance.Catalog.Canonical.Conformance;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Canonical.Conformance;

/// <summary>The repository's own contracts against its own canonical model.</summary>
public sealed class OwnCatalogTests
{
    public static TheoryData<string> Contracts =>
    [
        .. Directory.EnumerateFiles(RepositoryPaths.At("catalog/apis"), "openapi.yaml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(RepositoryPaths.At("catalog/apis"), Path.GetDirectoryName(path)!).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    [Theory, MemberData(nameof(Contracts))]
    public void Its_report_is_the_approved_one(string contract) =>
        Golden.Match(ConformanceText.Of(Check(contract)), $"own-{contract.Replace('/', '-')}");

    private static ConformanceReport Check(string contract)
    {
        ApiContract read = ContractReader.FromFile(RepositoryPaths.At($"catalog/apis/{contract}/openapi.yaml")).Contract.ShouldNotBeNull();
        return CanonicalConformance.Check(read, ConformanceText.RepositoryModel);
    }
}
