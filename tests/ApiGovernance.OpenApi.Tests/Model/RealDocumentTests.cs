using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Testing;

namespace ApiGovernance.OpenApi.Tests.Model;

/// <summary>Published documents of commerce and logistics systems. The counts were taken from the texts by other means.</summary>
public sealed class RealDocumentTests
{
    [Theory]
    [InlineData("adyen-transfers-v4.oas31.json", ContractFormat.OpenApi31, 12, 0, "")]
    [InlineData("adyen-webhooks-v1.oas31.json", ContractFormat.OpenApi31, 0, 48, "")]
    [InlineData("amazon-catalog-items.swagger2.json", ContractFormat.Swagger20, 2, 0, "")]
    [InlineData("amazon-fba-inventory.swagger2.json", ContractFormat.Swagger20, 4, 0, "")]
    [InlineData("amazon-orders-2026-01-01.swagger2.json", ContractFormat.Swagger20, 2, 0, "")]
    [InlineData("amazon-orders-v0.swagger2.json", ContractFormat.Swagger20, 10, 0, "")]
    [InlineData("amazon-returns.swagger2.json", ContractFormat.Swagger20, 2, 0, "")]
    [InlineData("amazon-vendor-shipments.swagger2.json", ContractFormat.Swagger20, 4, 0, "")]
    [InlineData("apideck-ecommerce.oas30.yml", ContractFormat.OpenApi30, 7, 0, "")]
    [InlineData("commercetools-import.oas30.yaml", ContractFormat.OpenApi30, 26, 0, "contract-security-scope x14")]
    [InlineData("dcsa-commercial-schedules-v1.0.3.oas30.yaml", ContractFormat.OpenApi30, 3, 0, "")]
    [InlineData("dynamics-business-central.oas30.json", ContractFormat.OpenApi30, 232, 0, "contract-path-parameter-unused x26")]
    [InlineData("paypal-invoicing-v2.oas30.json", ContractFormat.OpenApi30, 20, 0, "reference-siblings-ignored x20")]
    [InlineData("paypal-payments-v2.oas30.json", ContractFormat.OpenApi30, 7, 0, "reference-siblings-ignored x26")]
    [InlineData("paypal-shipment-tracking-v1.oas30.json", ContractFormat.OpenApi30, 5, 0, "reference-siblings-ignored x6")]
    public void Are_read(string name, ContractFormat format, int operations, int webhooks, string findings)
    {
        string path = RepositoryPaths.RequireShared($"specs/docs/{name}");

        ContractReadResult result = ContractReader.FromFile(path);

        ApiContract contract = result.Contract.ShouldNotBeNull();
        contract.Format.ShouldBe(format);
        contract.Operations.Count.ShouldBe(operations);
        contract.Webhooks.Count.ShouldBe(webhooks);
        contract.Title.ShouldNotBeEmpty();
        contract.Operations.Concat(contract.Webhooks).ShouldAllBe(o => o.Responses.Count > 0);
        foreach (SchemaReference schema in Schemas(contract))
            JsonPointer.Evaluate(contract.Bundle.Documents[schema.DocumentUri].Root, schema.Pointer).ShouldBeSameAs(schema.Node);
        Schemas(contract).ShouldNotBeEmpty();
        string.Join(", ", result.Findings.GroupBy(f => f.RuleId).Select(g => $"{g.Key} x{g.Count()}")).ShouldBe(findings);
    }

    [Fact]
    public void OData_paths_keep_their_templates()
    {
        string path = RepositoryPaths.RequireShared("specs/docs/dynamics-business-central.oas30.json");

        ApiContract contract = ContractReader.FromFile(path).Contract!;

        ApiOperation operation = contract.Operations.Single(o => o is { Method: "GET", Path: "/companies({company_id})/items({item_id})" });
        operation.Parameters.Where(p => p.In == ParameterLocation.Path).Select(p => p.Name).ShouldBe(["company_id", "item_id"], ignoreOrder: true);
        operation.Responses.ShouldContain(r => r.Status == "200" && r.Content.Count > 0);
    }

    private static IEnumerable<SchemaReference> Schemas(ApiContract contract) =>
        from operation in contract.Operations.Concat(contract.Webhooks)
        from schema in operation.Parameters.Select(p => p.Schema)
            .Concat(operation.RequestBody?.Content.Select(c => c.Schema) ?? [])
            .Concat(operation.Responses.SelectMany(r => r.Content.Select(c => c.Schema).Concat(r.Headers.Select(h => h.Schema))))
        where schema is not null
        select schema;
}
