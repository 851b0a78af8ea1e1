using System.Text.Json;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Http;

/// <summary>Records are found by what their descriptors say; what is put in is told apart by each filter of its kind.</summary>
public sealed class RecordFilterTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private CatalogWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await CatalogWorld.StartWithBasicsAsync(new CatalogOptions { DataDirectory = _folder.Path });
        await _world.PutAsync("teams", "logistics", Record("Team", "logistics", "contacts: [{type: email, value: l@example.com}]", "title: Supply chain, labels: {site: emden}"));
        await _world.PutAsync("backends", "depot", Record("Backend", "depot", "{owner: logistics, system: logistics, address: 'http://depot.internal:8000'}"));
        await _world.PutAsync("plans", "bulk", Record("Plan", "bulk", "limits: [{name: burst, requests: 100, perSeconds: 10}]", "labels: {tier: gold}"));
        await _world.PutAsync("entities", "parcel", Texts.Entity("parcel", "logistics"));
        await _world.PutAsync("apis", "orders", Texts.Api("orders"));
        await _world.PutAsync("apis", "parcels", Texts.Api("parcels", basePath: "/sales/parcels"));
        await _world.PutAsync("apis", "intake", Texts.Api("intake", basePath: "/sales/intake"));
        await _world.PutAsync("consumers", "storefront", Texts.Consumer("storefront", "orders", "storefront"));
        await _world.PutAsync("consumers", "edi-hub", Record(
            "Consumer", "edi-hub", "{partner: Nordwind Handel, plan: bulk, contacts: [{type: email, value: edi@example.com}], credentials: [{issuer: embedded, clientId: edi-hub}], subscriptions: [{api: parcels, scopes: [orders.read]}]}"));
        await _world.PutAsync("events", "order-created", Event("order-created", "owner: sales, type: order.created.v1, entity: order, stage: active, producers: [shop], consumers: [storefront]"));
        await _world.PutAsync("events", "parcel-sent", Event("parcel-sent", "owner: logistics, type: parcel.sent.v1, entity: parcel, stage: design, visibility: partner, producers: [depot], consumers: [edi-hub]"));
        await _world.PutAsync("overlaps", "intake-orders", Record("OverlapDecision", "intake-orders", "{apis: [intake, orders], decision: accept, reason: Two doors., entity: order}"));
        await _world.PutAsync("overlaps", "orders-parcels", Record("OverlapDecision", "orders-parcels", "{apis: [orders, parcels], decision: consolidate, into: orders, reason: One door.}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Each_filter_of_each_kind_tells_records_apart()
    {
        await FindsAsync("teams", new() { Label = "site=emden" }, "logistics");
        await FindsAsync("teams", new() { Text = "SUPPLY" }, "logistics");
        await FindsAsync("backends", new() { Owner = "sales" }, "shop");
        await FindsAsync("backends", new() { System = "logistics" }, "depot");
        await FindsAsync("backends", new() { Owner = "sales", System = "logistics" });
        await FindsAsync("plans", new() { Label = "tier" }, "bulk");
        await FindsAsync("plans", new() { Text = "stand" }, "standard");
        await FindsAsync("entities", new() { Owner = "logistics" }, "parcel");
        await FindsAsync("consumers", new() { Owner = "sales" }, "storefront");
        await FindsAsync("consumers", new() { Partner = "Nordwind Handel" }, "edi-hub");
        await FindsAsync("consumers", new() { Plan = "bulk" }, "edi-hub");
        await FindsAsync("events", new() { Owner = "logistics" }, "parcel-sent");
        await FindsAsync("events", new() { Entity = "order" }, "order-created");
        await FindsAsync("events", new() { Type = "parcel.sent.v1" }, "parcel-sent");
        await FindsAsync("events", new() { Stage = ApiStage.Active }, "order-created");
        await FindsAsync("events", new() { Visibility = Visibility.Partner }, "parcel-sent");
        await FindsAsync("events", new() { Producer = "shop" }, "order-created");
        await FindsAsync("events", new() { Consumer = "edi-hub" }, "parcel-sent");
        await FindsAsync("overlaps", new() { Api = "intake" }, "intake-orders");
        await FindsAsync("overlaps", new() { Api = "orders" }, "intake-orders", "orders-parcels");
        await FindsAsync("overlaps", new() { Decision = OverlapChoice.Consolidate }, "orders-parcels");
        await FindsAsync("overlaps", new() { Entity = "order" }, "intake-orders");
    }

    [Fact]
    public async Task A_filter_holds_on_every_page()
    {
        CatalogList<JsonElement> list = _world.Client.Descriptors("overlaps", new RecordFilter { Api = "orders" });
        CatalogPage<JsonElement> first = (await list.PageAsync(1, null, Cancel)).Value!;
        Names(first.Items).ShouldBe(["intake-orders"]);
        CatalogPage<JsonElement> second = (await list.PageAsync(1, first.Next, Cancel)).Value!;
        Names(second.Items).ShouldBe(["orders-parcels"]);
        second.Next.ShouldBeNull();
    }

    [Fact]
    public async Task Versions_and_subscriptions_of_one_record_are_filtered_too()
    {
        await _world.AcceptAsync("orders", "v1", Texts.Contract, "active");
        await _world.AcceptAsync("orders", "v2", Texts.Contract.Replace("version: 1.0.0", "version: 2.0.0", StringComparison.Ordinal), "preview");
        (await _world.Client.Versions("orders", ApiStage.Preview).AllAsync(Cancel)).Value!.ShouldHaveSingleItem().Name.ShouldBe("v2");

        (await _world.Client.SubscribeAsync("storefront", new SubscribeRequest("intake") { Reason = "Checkout." }, Cancel)).Status.ShouldBe(201);
        (await SubscriptionsAsync(new SubscriptionFilter())).ShouldBe(["storefront--intake", "storefront--orders"]);
        (await SubscriptionsAsync(new SubscriptionFilter { State = "requested" })).ShouldBe(["storefront--intake"]);
        (await SubscriptionsAsync(new SubscriptionFilter { Api = "orders" })).ShouldBe(["storefront--orders"]);
    }

    private async Task FindsAsync(string collection, RecordFilter filter, params string[] expected) =>
        Names((await _world.Client.Descriptors(collection, filter).AllAsync(Cancel)).Value!).ShouldBe(expected, $"{collection} {filter}");

    private async Task<IEnumerable<string>> SubscriptionsAsync(SubscriptionFilter filter) =>
        (await _world.Client.SubscriptionsOf("storefront", filter).AllAsync(Cancel)).Value!.Select(subscription => subscription.Name);

    private static IEnumerable<string> Names(IEnumerable<JsonElement> records) =>
        records.Select(record => record.GetProperty("metadata").GetProperty("name").GetString()!);

    private static string Event(string name, string members) =>
        Record("EventContract", name, $"{{{members}, schema: {name}.schema.yaml, orderingKey: data.id}}");

    private static string Record(string kind, string name, string spec, string metadata = "") =>
        $"apiVersion: apigovernance/v1\nkind: {kind}\nmetadata: {{name: {name}{(metadata.Length > 0 ? $", {metadata}" : "")}}}\nspec:\n  {spec}\n";
}
