using System.Text;
using System.Text.Json;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Http;

/// <summary>Events, waivers, overlap decisions and schemas over HTTP.</summary>
public sealed class RecordTests : IAsyncLifetime
{
    private const string Schema = "type: object\nproperties:\n  number: {type: string}\n";

    private readonly TempFolder _folder = new();
    private CatalogWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await CatalogWorld.StartWithBasicsAsync(new CatalogOptions { DataDirectory = _folder.Path });
        await _world.PutAsync("apis", "orders", Texts.Api("orders"));
        await _world.PutAsync("apis", "intake", Texts.Api("intake", basePath: "/sales/intake"));
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Waivers_are_listed_with_how_long_they_hold()
    {
        await _world.PutAsync("waivers", "long", Waiver("long", "2027-06-30"));
        await _world.PutAsync("waivers", "soon", Waiver("soon", "2026-12-07"));
        await _world.PutAsync("waivers", "over", Waiver("over", "2026-11-22"));

        (await WaiversAsync(new WaiverFilter())).ShouldBe(["long active", "over expired", "soon expiring"]);
        (await WaiversAsync(new WaiverFilter { ExpiringDays = 14 })).ShouldBe(["over expired", "soon expiring"]);
        (await WaiversAsync(new WaiverFilter { ExpiringDays = 13 })).ShouldBe(["over expired"]);
        (await WaiversAsync(new WaiverFilter { Owner = "sales", Api = "orders" })).ShouldBe(["long active", "over expired", "soon expiring"]);
        (await WaiversAsync(new WaiverFilter { Owner = "other" })).ShouldBeEmpty();
        (await WaiversAsync(new WaiverFilter { Api = "intake" })).ShouldBeEmpty();
        (await _world.Client.DeleteDescriptorAsync("teams", "sales", null, Cancel)).Problem!.Detail!.ShouldContain("Waiver/long");
    }

    [Fact]
    public async Task An_overlap_decision_is_kept()
    {
        await _world.PutAsync("overlaps", "orders-intake", """
            apiVersion: apigovernance/v1
            kind: OverlapDecision
            metadata: {name: orders-intake}
            spec: {apis: [orders, intake], decision: consolidate, into: orders, reason: One door is enough.}
            """);

        JsonElement kept = (await _world.Client.Descriptors("overlaps").AllAsync(Cancel)).Value!.ShouldHaveSingleItem();
        kept.GetProperty("spec").GetProperty("into").GetString().ShouldBe("orders");
        (await _world.Client.DeleteDescriptorAsync("apis", "intake", null, Cancel)).Problem!.Detail!.ShouldStartWith("Api/intake is named by OverlapDecision/orders-intake.");
    }

    [Theory]
    [InlineData("entities", "order")]
    [InlineData("events", "order-created")]
    public async Task A_schema_is_kept_beside_its_descriptor(string collection, string name)
    {
        if (collection == "events")
            await _world.PutAsync("events", name, Event(name));
        (await _world.Client.GetSchemaAsync(collection, name, Cancel)).Status.ShouldBe(404);

        CatalogAnswer<SchemaSummary> put = await PutAsync(collection, name, Schema);
        put.Status.ShouldBe(201);
        put.ETag.ShouldBe($"\"{put.Value!.Hash}\"");
        (await PutAsync(collection, name, Schema)).Status.ShouldBe(200);
        CatalogContract read = (await _world.Client.GetSchemaAsync(collection, name, Cancel)).Value!;
        (Encoding.UTF8.GetString(read.Bytes.Span), read.MediaType, read.Hash).ShouldBe((Schema, "application/yaml", put.Value.Hash));

        // The descriptor is put without its schema, and keeps it.
        await _world.PutAsync(collection, name, collection == "events" ? Event(name, "data.id") : Texts.Entity(name, "sales").Replace(
            "metadata: {name: order}", "metadata: {name: order, title: Order}", StringComparison.Ordinal));
        (await _world.Client.GetSchemaAsync(collection, name, Cancel)).Value!.Hash.ShouldBe(put.Value.Hash);

        (await _world.Client.PutSchemaAsync(collection, name, CatalogWorld.Bytes("{}"), "\"other\"", Cancel)).Status.ShouldBe(412);
        CatalogAnswer<SchemaSummary> next = await _world.Client.PutSchemaAsync(collection, name, CatalogWorld.Bytes("{\"type\":\"object\"}"), put.ETag, Cancel);
        next.Status.ShouldBe(200);
        (await _world.Client.GetSchemaAsync(collection, name, Cancel)).Value!.MediaType.ShouldBe("application/schema+json");
    }

    [Theory]
    [InlineData("- 1", "must be an object")]
    [InlineData("$ref: other.yaml", "other.yaml")]
    [InlineData("$ref: https://example.com/order.json", "https://example.com/order.json")]
    [InlineData("$schema: http://json-schema.org/draft-04/schema#", "draft-04")]
    [InlineData("{", "")]
    public async Task What_is_no_schema_is_refused(string schema, string expected)
    {
        CatalogAnswer<SchemaSummary> refused = await PutAsync("entities", "order", schema);

        refused.Problem.ShouldNotBeNull().Type.ShouldEndWith("/schema-invalid");
        refused.Problem.Status.ShouldBe(422);
        refused.Problem.Errors.ShouldNotBeEmpty();
        refused.Problem.Detail!.ShouldContain(expected);
        (await PutAsync("entities", "nothing", Schema)).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("type: object\nproperties:\n  number: {type: strng}", "/properties/number/type", 3)]
    [InlineData("type: object\nrequired: number", "/required", 2)]
    [InlineData("properties:\n  lines:\n    items: {properties: {sku: {minLength: -1}}}", "/properties/lines/items/properties/sku/minLength", 3)]
    [InlineData("$defs:\n  Sku: {enum: web}", "/$defs/Sku/enum", 2)]
    [InlineData("properties:\n  number: {pattern: '('}", "/properties/number/pattern", 2)]
    public async Task What_the_meta_schema_does_not_allow_is_refused_with_its_place(string schema, string pointer, int line)
    {
        await _world.PutAsync("events", "order-created", Event("order-created", "subject"));
        foreach ((string collection, string name) in ((string, string)[])[("entities", "order"), ("events", "order-created")])
        {
            CatalogAnswer<SchemaSummary> refused = await PutAsync(collection, name, schema);

            refused.Problem.ShouldNotBeNull().Type.ShouldEndWith("/schema-invalid");
            refused.Status.ShouldBe(422);
            CatalogFinding error = refused.Problem.Errors.ShouldHaveSingleItem();
            error.ShouldSatisfyAllConditions(
                () => error.RuleId.ShouldBe("schema-invalid"), () => error.Pointer.ShouldBe(pointer), () => error.Line.ShouldBe(line),
                () => error.Message.ShouldContain($"is no JSON Schema at `{pointer}`: "), () => error.Message.Length.ShouldBeGreaterThan($"is no JSON Schema at `{pointer}`: ".Length + 40));
            refused.Problem.Detail.ShouldBe(error.Message);
            (await _world.Client.GetSchemaAsync(collection, name, Cancel)).Status.ShouldBe(404, "nothing was written");
        }
    }

    [Fact]
    public async Task Of_a_document_only_the_part_that_is_the_events_schema_is_one()
    {
        await _world.PutAsync("events", "order-created", Event("order-created", "subject").Replace(
            "order-created.schema.yaml", "order-created.schema.yaml#/payloads/created", StringComparison.Ordinal));

        (await PutAsync("events", "order-created", "type: not a schema\npayloads: {created: {type: objct}}")).Problem!.Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/payloads/created/type");
        (await PutAsync("events", "order-created", "type: not a schema\npayloads: {created: {type: object}}")).Status.ShouldBe(201);
    }

    private Task<CatalogAnswer<SchemaSummary>> PutAsync(string collection, string name, string schema) =>
        _world.Client.PutSchemaAsync(collection, name, CatalogWorld.Bytes(schema), null, Cancel);

    private async Task<IEnumerable<string>> WaiversAsync(WaiverFilter filter) =>
        (await _world.Client.Waivers(filter).AllAsync(Cancel)).Value!.Select(waiver => $"{waiver.Name} {waiver.State}");

    private static string Waiver(string name, string expires) => $$"""
        apiVersion: apigovernance/v1
        kind: Waiver
        metadata: {name: {{name}}}
        spec: {fingerprints: ['0123456789abcdef'], reason: Known., owner: sales, expires: '{{expires}}', api: orders}
        """;

    private static string Event(string name, string key = "data.number") => $$"""
        apiVersion: apigovernance/v1
        kind: EventContract
        metadata: {name: {{name}}}
        spec: {owner: sales, type: order.created.v1, entity: order, schema: {{name}}.schema.yaml, orderingKey: {{key}}, stage: active}
        """;
}
