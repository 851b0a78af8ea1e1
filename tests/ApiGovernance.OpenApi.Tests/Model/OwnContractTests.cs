using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Testing;

namespace ApiGovernance.OpenApi.Tests.Model;

/// <summary>The contracts that this repository comes with have nothing wrong.</summary>
public sealed class OwnContractTests
{
    [Fact]
    public void Of_the_catalog_are_read_without_a_finding()
    {
        string[] files = Directory.GetFiles(RepositoryPaths.At("catalog/apis"), "openapi.*", SearchOption.AllDirectories);

        files.ShouldNotBeEmpty();
        foreach (string file in files)
            ContractReader.FromFile(file).Findings.Where(f => f.Severity <= Severity.Warning).ShouldBeEmpty(file);
    }
}
