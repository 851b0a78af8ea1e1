using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Protocol.Tests.Descriptors;

public sealed class CatalogFolderTests : IDisposable
{
    private const string Contract = """
        openapi: 3.1.0
        info: {title: Orders, version: 1.0.0}
        paths:
          /orders:
            get:
              responses: {'200': {description: Orders.}}
        """;

    private readonly TempFolder _folder = new();

    public CatalogFolderTests()
    {
        _folder.Write("catalog/teams/commerce.yaml", Samples.Team);
        _folder.Write("catalog/teams/finance.yaml", Samples.OtherTeam);
        _folder.Write("catalog/backends/erp.yaml", Samples.Backend);
        _folder.Write("catalog/plans/standard.yml", Samples.Plan);
        _folder.Write("catalog/consumers/storefront.yaml", Samples.Consumer);
        _folder.Write("catalog/canonical/order.yaml", Samples.CanonicalEntity);
        _folder.Write("catalog/canonical/order.schema.yaml", "type: object");
        _folder.Write("catalog/apis/orders/api.yaml", Samples.Api);
        _folder.Write("catalog/apis/orders/v1/openapi.yaml", Contract);
        _folder.Write("catalog/apis/orders/v2/openapi.yaml", Contract);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_repositorys_own_catalog_is_clean()
    {
        CatalogFolderContent content = CatalogFolder.Load(RepositoryPaths.At("catalog"));

        content.Findings.Select(f => $"{f.Source} {f.Message}").ShouldBeEmpty();
        content.Of<ApiDescriptor>().Count().ShouldBeGreaterThanOrEqualTo(9);
        content.Contracts.Count.ShouldBe(content.Of<ApiDescriptor>().Sum(a => a.Spec.Versions.Count));
        content.Schemas.Count.ShouldBe(content.Of<CanonicalEntityDescriptor>().Count());
        content.EventSchemas.Keys.ShouldBe(content.Of<EventContractDescriptor>().Select(contract => contract.Name));
        content.EventSchemas.Count.ShouldBeGreaterThanOrEqualTo(6);
    }

    [Fact]
    public void A_policy_for_an_operation_that_no_contract_has_is_named_with_its_line()
    {
        _folder.Write("catalog/apis/orders/api.yaml", Samples.Api.Replace("operation: GET /orders", "operation: GET /order", StringComparison.Ordinal));

        Finding finding = Load().Findings.ShouldHaveSingleItem();

        finding.RuleId.ShouldBe("policy-operation-missing");
        finding.Message.ShouldBe("`spec.operations[0].operation` is `GET /order`, which the contract of v2 does not have.");
        finding.Fix.ShouldBe("Did you mean `GET /orders`? Operations there: GET /orders.");
        finding.Source!.ToString().ShouldEndWith("apis/orders/api.yaml:33:18");
        finding.Pointer.ShouldBe("/spec/operations/0/operation");
    }

    [Fact]
    public void A_folder_is_read_with_contracts_and_schemas()
    {
        CatalogFolderContent content = Load();

        content.Findings.ShouldBeEmpty();
        content.Descriptors.Select(d => d.Path).ShouldBe(
        [
            "apis/orders/api.yaml", "backends/erp.yaml", "canonical/order.yaml", "consumers/storefront.yaml", "plans/standard.yml", "teams/commerce.yaml",
            "teams/finance.yaml",
        ]);
        content.Contracts.Keys.ShouldBe([("orders", "v1"), ("orders", "v2")]);
        content.Schemas.Keys.ShouldBe(["order"]);
    }

    [Fact]
    public void A_missing_contract_is_found_at_its_line()
    {
        File.Delete(_folder["catalog/apis/orders/v2/openapi.yaml"]);
        CatalogFolderContent content = Load();

        Finding finding = content.Findings.ShouldHaveSingleItem();
        finding.RuleId.ShouldBe("catalog-file-missing");
        Samples.At(finding).ShouldBe($"{_folder["catalog"]}/apis/orders/api.yaml:28:17");
        finding.Message.ShouldContain("apis/orders/v2/openapi.yaml");
        content.Contracts.Keys.ShouldBe([("orders", "v1")]);
    }

    [Fact]
    public void A_missing_schema_is_found_at_its_line()
    {
        File.Delete(_folder["catalog/canonical/order.schema.yaml"]);
        Samples.At(Load().Findings.ShouldHaveSingleItem()).ShouldEndWith("canonical/order.yaml:6:11");
    }

    [Fact]
    public void A_contract_that_is_a_link_out_of_the_folder_is_not_followed()
    {
        string outside = _folder.Write("outside.yaml", Contract);
        File.Delete(_folder["catalog/apis/orders/v2/openapi.yaml"]);
        File.CreateSymbolicLink(_folder["catalog/apis/orders/v2/openapi.yaml"], outside);

        CatalogFolderContent content = Load();
        content.Findings.ShouldContain(f => f.Severity == Severity.Error);
        content.Contracts.Keys.ShouldBe([("orders", "v1")]);
    }

    [Fact]
    public void Findings_of_a_contract_name_the_contract_and_the_api()
    {
        _folder.Write("catalog/apis/orders/v2/openapi.yaml", "openapi: 3.1.0\ninfo: [unfinished");
        CatalogFolderContent content = Load();

        Finding finding = content.Findings.ShouldHaveSingleItem();
        finding.Api.ShouldBe("orders");
        Samples.At(finding).ShouldContain("apis/orders/v2/openapi.yaml:2:18");
        content.Contracts.ShouldNotContainKey(("orders", "v2"));
    }

    [Fact]
    public void A_broken_descriptor_does_not_hide_the_others()
    {
        _folder.Write("catalog/backends/wms.yaml", "kind: Backend\n\tbroken");
        _folder.Write("catalog/teams/commerce.yaml", Samples.With("Team", "type: email", "type: mail"));
        CatalogFolderContent content = Load();

        content.Findings.ShouldContain(f => f.Source!.File.EndsWith("backends/wms.yaml", StringComparison.Ordinal));
        content.Findings.ShouldContain(f => f.RuleId == "descriptor-value" && f.Source!.File.EndsWith("teams/commerce.yaml", StringComparison.Ordinal));
        content.Findings.ShouldContain(f => f.RuleId == "descriptor-unknown-team");
    }

    [Theory]
    [InlineData("backends/b.yaml", "catalog-wrong-folder", "Move the file to teams/commerce.yaml.")]
    [InlineData("teams/b.yaml", "catalog-file-name", "Move the file to teams/commerce.yaml, or change the name.")]
    [InlineData("teams/more/commerce.yaml", "catalog-not-read", "Move its files into teams/ itself.")]
    [InlineData("team/commerce.yaml", "catalog-not-read", "Did you mean `teams`?")]
    [InlineData("commerce.yaml", "catalog-not-read", "Move it into one of")]
    [InlineData("apis/commerce.yaml", "catalog-not-read", "Move it to apis/<name>/api.yaml.")]
    [InlineData("apis/stray/apy.yaml", "catalog-file-missing", "Add it, or remove the folder.")]
    public void Nothing_is_passed_over_in_silence(string path, string rule, string fix)
    {
        _folder.Write($"catalog/{path}", Samples.Team);
        Load().Findings.ShouldContain(f => f.RuleId == rule && f.Fix!.Contains(fix, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nowhere", "There is no folder")]
    [InlineData("catalog/teams/commerce.yaml", "is a file; a catalog is a folder")]
    [InlineData("catalog/apis/orders", "is no catalog")]
    public void A_folder_that_is_no_catalog_is_an_error(string path, string message)
    {
        Finding finding = CatalogFolder.Load(_folder[path]).Findings.ShouldHaveSingleItem();
        finding.Severity.ShouldBe(Severity.Error);
        finding.Message.ShouldContain(message);
        finding.Fix.ShouldNotBeNull().ShouldContain("folder");
    }

    private CatalogFolderContent Load() => CatalogFolder.Load(_folder["catalog"]);
}
