using System.Text;
using System.Text.Json;
using ApiGovernance.Catalog.Canonical.Overlap;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Tests.Canonical.Overlap;

/// <summary>What is read from a contract.</summary>
public sealed class FootprintTests
{
    [Theory]
    [InlineData("GET /orders", "order list ")]
    [InlineData("GET /orders/{orderId}", "order read ")]
    [InlineData("POST /orders", "order create ")]
    [InlineData("PUT /orders/{orderId}", "order replace ")]
    [InlineData("PATCH /orders/{orderId}", "order update ")]
    [InlineData("DELETE /orders/{orderId}", "order delete ")]
    [InlineData("POST /orders/{orderId}/cancel", "order act on cancel")]
    [InlineData("POST /orders/{orderId}:cancel", "order act on cancel")]
    [InlineData("POST /orders/{orderId}/cancellations", "order act on cancel")]
    [InlineData("POST /orders/search", "order list ")]
    [InlineData("GET /orders/{orderId}/lines", "order list line")]
    [InlineData("GET /orders/{orderId}/order-items", "order list line")]
    [InlineData("GET /orders/{orderId}/shipping-address", "order read shipping address")]
    [InlineData("GET /api/v2/rest/orders", "order list ")]
    [InlineData("GET /getOrders", "order list ")]
    [InlineData("POST /createOrder", "order create ")]
    [InlineData("GET /companies({companyId})/salesOrders({id})", "order read ")]
    [InlineData("GET /customers/{customerId}/orders", "order list ")]
    [InlineData("GET /stock/{sku}", "inventory read ")]
    [InlineData("GET /fba/inventory/v1/summaries", "inventory list summary")]
    [InlineData("GET /webhooks/{id}", " read webhook")]
    public void An_operation_is_what_it_does_to_which_part_of_which_entity(string operation, string expected)
    {
        FootprintOperation read = Contracts.Footprint("x", "X", operation).Operations.ShouldHaveSingleItem();
        $"{read.Entity} {OperationVerbs.Name(read.Verb)} {read.SubResource}".ShouldBe(expected);
        read.Operation.ShouldBe(operation);
    }

    [Fact]
    public void A_list_is_known_by_what_is_given_where_the_name_does_not_say()
    {
        const string Text = """
            openapi: 3.1.0
            info: { title: Stock, version: '1' }
            paths:
              /stock: { get: { responses: { '200': { description: ok, content: { application/json: { schema: { type: object, properties: { items: { type: array } } } } } } } } }
              /availability: { get: { responses: { '200': { description: ok, content: { application/json: { schema: { type: object } } } } } } }
            """;
        ApiContract contract = ContractReader.FromBytes("openapi.yaml", Encoding.UTF8.GetBytes(Text)).Contract.ShouldNotBeNull();
        ApiFootprint.Of("stock", "v1", contract, EntityVocabulary.Default, null).Operations.Select(operation => operation.Verb)
            .ShouldBe([OperationVerb.List, OperationVerb.Read]);
    }

    [Fact]
    public void The_main_entity_comes_with_its_evidence()
    {
        FootprintEntity entity = Contracts.Footprint(
            "oms", "Sales orders", "GET /orders -> SalesOrder", "GET /orders/{id} -> SalesOrder", "GET /health").Entity.ShouldNotBeNull();

        entity.Name.ShouldBe("order");
        entity.IsDeclared.ShouldBeFalse();
        entity.Confidence.ShouldBeInRange(0.7, 0.99);
        entity.Evidence.ShouldBe(["2 of 3 operations", "the title 'Sales orders'", "schemas SalesOrder"]);
    }

    [Fact]
    public void What_the_descriptor_says_wins()
    {
        ApiFootprint footprint = ApiFootprint.Of("x", "v1", Contracts.Of("Orders", "GET /orders"), EntityVocabulary.Default, "shipment");
        footprint.Entity.ShouldNotBeNull().Name.ShouldBe("shipment");
        footprint.Entity.Confidence.ShouldBe(1);
        footprint.Entity.Evidence.ShouldBe(["the descriptor says so"]);
    }

    [Fact]
    public void Nothing_canonical_is_said_of_what_is_not()
    {
        Contracts.Footprint("hooks", "Webhooks", "GET /webhooks", "POST /webhooks").Entity.ShouldBeNull();
    }

    [Fact]
    public void Keys_and_schema_words_are_kept_without_what_every_contract_has()
    {
        FootprintOperation operation = Contracts.Footprint("x", "X", "GET /orders/{id} -> OrderDetailsResponse").Operations.Single();
        operation.Keys.ShouldBe(["order id"]);
        operation.Schemas.ShouldBe(["order"]);
    }

    [Fact]
    public void It_is_the_same_after_it_was_stored()
    {
        foreach (ApiFootprint footprint in Contracts.OfRepository())
        {
            byte[] stored = footprint.ToJson();
            ApiFootprint.FromJson(stored).ShouldNotBeNull().ToJson().ShouldBe(stored);
            stored.Length.ShouldBeLessThan(4096);
        }
    }

    [Fact]
    public void One_of_another_format_is_made_anew()
    {
        ApiFootprint old = Contracts.Footprint("x", "X", "GET /orders") with { Format = ApiFootprint.CurrentFormat + 1 };
        ApiFootprint.FromJson(old.ToJson()).ShouldBeNull();
        Should.Throw<JsonException>(() => ApiFootprint.FromJson("{}"u8));
    }

    [Fact]
    public void It_belongs_to_the_words_and_the_declared_entity_that_it_was_made_with()
    {
        ApiFootprint footprint = Contracts.Footprint("x", "Orders", "GET /orders");
        footprint.IsOf(EntityVocabulary.Default, null).ShouldBeTrue();
        footprint.IsOf(EntityVocabulary.Default, "order").ShouldBeFalse();
        footprint.IsOf(EntityVocabulary.Of([new EntityWords("order", ["Auftrag"])]), null).ShouldBeFalse();
        ApiFootprint.Of("x", "v1", Contracts.Of("Orders", "GET /orders"), EntityVocabulary.Default, "order").IsOf(EntityVocabulary.Default, "order").ShouldBeTrue();
    }

    [Fact]
    public void More_operations_than_can_be_compared_are_counted_and_told()
    {
        ApiFootprint footprint = Contracts.Footprint("x", "Orders", [.. Enumerable.Range(0, 2003).Select(i => $"GET /orders/{{id}}/part{(char)('a' + (i % 26))}/x{i}")]);
        footprint.Operations.Count.ShouldBe(ApiFootprint.MaxOperations);
        footprint.Omitted.ShouldBe(3);
        OverlapAnalysis.Compare(footprint, []).NotCompared.ShouldBe("Only the first 2000 of its 2003 operations were compared.");
    }

    [Fact]
    public void A_schema_that_contains_itself_ends()
    {
        const string Text = """
            openapi: 3.1.0
            info: { title: Categories, version: '1' }
            paths: { /categories: { get: { responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Category' } } } } } } } }
            components: { schemas: { Category: { type: object, properties: { categoryCode: { type: string }, children: { type: array, items: { $ref: '#/components/schemas/Category' } } } } } }
            """;
        ApiContract contract = ContractReader.FromBytes("openapi.yaml", Encoding.UTF8.GetBytes(Text)).Contract.ShouldNotBeNull();
        ApiFootprint.Of("categories", "v1", contract, EntityVocabulary.Default, null).Fields.ShouldBe(["category code", "child"]);
    }
}
