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

    [Theory]
    [InlineData("totalAmount: {type: number, format: double}", "canonical-money-float")]
    [InlineData("grandTotal: {type: number}", "canonical-money-float")]
    [InlineData("totalTax: {type: integer}", "canonical-money-minor-units")]
    [InlineData("totalAmount: {type: string}", "canonical-money-currency")]
    public void A_total_beside_the_others_is_money_all_the_same(string property, string rule)
    {
        string contract = $$"""
            openapi: 3.1.0
            info: {title: T, version: 1.0.0}
            paths:
              /orders:
                get: {responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Order'} } } } } }
            components:
              schemas:
                Order: {type: object, x-canonical: order, properties: {id: {type: string}, {{property}} } }
            """;

        ConformanceReport report = CanonicalConformance.Check(ConformanceText.Contract(contract), ConformanceText.RepositoryModel);

        report.Findings.Select(finding => finding.RuleId).ShouldContain("canonical-flattened-field");
        report.Findings.Select(finding => finding.RuleId).ShouldContain(rule);
    }

    private static ConformanceReport Check(string contract)
    {
        ApiContract read = ContractReader.FromFile(RepositoryPaths.At($"catalog/apis/{contract}/openapi.yaml")).Contract.ShouldNotBeNull();
        return CanonicalConformance.Check(read, ConformanceText.RepositoryModel);
    }
}
