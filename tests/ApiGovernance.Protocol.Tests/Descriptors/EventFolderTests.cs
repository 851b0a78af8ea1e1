using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Protocol.Tests.Descriptors;

/// <summary>Event contracts with the schemas that they name, which may lie anywhere in the catalog and nowhere else.</summary>
public sealed class EventFolderTests : IDisposable
{
    private const string Descriptor = """
        apiVersion: apigovernance/v1
        kind: EventContract
        metadata: {name: order-created}
        spec:
          owner: finance
          type: order.created.v1
          entity: order
          schema: order-created.schema.yaml
          orderingKey: data.order.id
          stage: active
        """;

    private const string Schema = """
        type: object
        required: [order]
        properties:
          order: {$ref: '../canonical/order.schema.yaml'}
        """;

    private readonly TempFolder _folder = new();

    public EventFolderTests()
    {
        _folder.Write("catalog/teams/finance.yaml", Samples.OtherTeam);
        _folder.Write("catalog/canonical/order.yaml", Samples.CanonicalEntity.Replace("owner: commerce", "owner: finance", StringComparison.Ordinal));
        _folder.Write("catalog/canonical/order.schema.yaml", "allOf: [{required: [id]}, {type: object, properties: {id: {type: string}, note: {type: string}}}]");
        _folder.Write("catalog/events/order-created.yaml", Descriptor);
        _folder.Write("catalog/events/order-created.schema.yaml", Schema);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_schema_may_refer_to_the_canonical_ones()
    {
        CatalogFolderContent content = Load();

        content.Findings.Select(f => f.Message).ShouldBeEmpty();
        content.EventSchemas["order-created"].Documents.Keys.Order(StringComparer.Ordinal).ShouldBe(
            ["contract:///canonical/order.schema.yaml", "contract:///events/order-created.schema.yaml"]);
        content.Schemas.Keys.ShouldBe(["order"]);
    }

    [Fact]
    public void A_schema_that_refers_to_a_file_outside_of_the_catalog_is_an_error_at_the_reference()
    {
        _folder.Write("order.schema.yaml", "type: object");
        _folder.Write("catalog/events/order-created.schema.yaml", Schema.Replace("../canonical/order", "../../order", StringComparison.Ordinal));

        Finding finding = Load().Findings.First(f => f.Severity == Severity.Error);
        Samples.At(finding).ShouldContain("events/order-created.schema.yaml:4:");
    }

    [Theory]
    [InlineData("data.order.number", "event-ordering-key", Severity.Error, "the schema has no property `number` there", "Properties there: id, note.")]
    [InlineData("data.ordr.id", "event-ordering-key", Severity.Error, "the schema has no property `ordr` there", "Did you mean `order`?")]
    [InlineData("data.order.note", "event-ordering-key", Severity.Warning, "the schema does not require `note`", "Add `note` to the schema's `required`.")]
    public void The_ordering_key_is_a_property_that_every_event_has(string key, string rule, Severity severity, string message, string fix)
    {
        _folder.Write("catalog/events/order-created.yaml", Descriptor.Replace("data.order.id", key, StringComparison.Ordinal));

        Finding finding = Load().Findings.ShouldHaveSingleItem();
        (finding.RuleId, finding.Severity).ShouldBe((rule, severity));
        Samples.At(finding).ShouldEndWith("events/order-created.yaml:9:16");
        finding.Message.ShouldContain(message);
        finding.Fix!.ShouldContain(fix);
    }

    [Fact]
    public void A_schema_that_composes_itself_of_itself_is_looked_at_once()
    {
        _folder.Write("catalog/canonical/order.schema.yaml", "allOf: [{$ref: '#'}, {$ref: '#'}, {required: [id], properties: {id: {type: string}}}]");
        Load().Findings.Where(f => f.RuleId == "event-ordering-key").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("orders.asyncapi.yaml#/components/schemas/OrderCreated", null)]
    [InlineData("orders.asyncapi.yaml#/components/schemas/OrderGone", "has nothing at `/components/schemas/OrderGone`")]
    [InlineData("orders.asyncapi.yaml#/info/title", "has no schema at `/info/title`")]
    [InlineData("events.asyncapi.yaml", "There is no file")]
    public void A_schema_may_be_a_part_of_an_asyncapi_document(string schema, string? message)
    {
        _folder.Write("catalog/events/orders.asyncapi.yaml", """
            asyncapi: 3.0.0
            info: {title: Orders, version: 1.0.0}
            channels: {}
            components:
              schemas:
                OrderCreated: {type: object, required: [order], properties: {order: {$ref: '../canonical/order.schema.yaml'}}}
            """);
        _folder.Write("catalog/events/order-created.yaml", Descriptor.Replace("order-created.schema.yaml", schema, StringComparison.Ordinal));
        IReadOnlyList<Finding> findings = Load().Findings;

        if (message is null)
        {
            findings.Select(f => f.Message).ShouldBeEmpty();
            return;
        }

        Samples.At(findings.ShouldHaveSingleItem()).ShouldEndWith("events/order-created.yaml:8:11");
        findings[0].Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("waivers/orders-old-date.yaml")]
    [InlineData("overlaps/orders-and-archive.yaml")]
    [InlineData("subscriptions/storefront--orders.yaml")]
    public void Records_have_folders_of_their_own(string path)
    {
        _folder.Write($"catalog/{path}", path[0] == 'w' ? Samples.Waiver : path[0] == 'o' ? Samples.OverlapDecision : Samples.Subscription);
        CatalogFolderContent content = Load();

        content.Descriptors.ShouldContain(loaded => loaded.Path == path);
        // What they name is not in this folder; nothing else is wrong with them.
        content.Findings.ShouldAllBe(f => f.RuleId.StartsWith("descriptor-unknown-", StringComparison.Ordinal));
    }

    private CatalogFolderContent Load() => CatalogFolder.Load(_folder["catalog"]);
}
