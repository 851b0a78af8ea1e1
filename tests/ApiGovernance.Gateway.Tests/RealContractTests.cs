using System.Diagnostics;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Gateway.Validation;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests;

public class RealContractTests
{
    [Fact]
    public void Published_contracts_of_others_compile()
    {
        foreach (string file in Directory.GetFiles(RepositoryPaths.RequireShared("specs/docs")).Order(StringComparer.Ordinal))
        {
            ApiVersionPart part = new Estate().Api("real", "v1", "").Versions[0].Part;
            long started = Stopwatch.GetTimestamp();
            var (contract, reason) = ContractCompiler.Compile(part, DocumentBundle.FromFile(file).ToSingleDocument());
            TestContext.Current.TestOutputHelper!.WriteLine(
                $"{Path.GetFileName(file)}: {contract?.Operations.Count} operations, {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms {reason}");
            contract.ShouldNotBeNull($"{Path.GetFileName(file)}: {reason}");
        }
    }

    [Fact]
    public void Every_contract_of_the_catalog_compiles()
    {
        string[] files = Directory.GetFiles(RepositoryPaths.At("catalog/apis"), "openapi.yaml", SearchOption.AllDirectories);
        files.ShouldNotBeEmpty();
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            ApiVersionPart part = new Estate().Api("real", "v1", "").Versions[0].Part;
            var (contract, reason) = ContractCompiler.Compile(part, DocumentBundle.FromFile(file).ToSingleDocument());
            contract.ShouldNotBeNull($"{file}: {reason}");
            contract.Operations.ShouldNotBeEmpty(file);
        }
    }
}
