using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Http;

/// <summary>A consumer asks, the owner decides, and the gateways know.</summary>
public sealed class SubscriptionTests : IAsyncLifetime
{
    private const string Name = "storefront--billing";

    private readonly TempFolder _folder = new();
    private CatalogWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await CatalogWorld.StartWithBasicsAsync(new CatalogOptions { DataDirectory = _folder.Path });
        await _world.PutAsync("apis", "orders", Texts.Api("orders"));
        await _world.PutAsync("apis", "billing", Texts.Api("billing", basePath: "/sales/billing"));
        await _world.AcceptAsync("billing", "v1", Texts.Contract, "active");
        await _world.PutAsync("consumers", "storefront", Texts.Consumer("storefront", "orders", "storefront"));
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_is_asked_for_holds_when_it_is_approved_and_until_it_is_revoked()
    {
        CatalogAnswer<SubscriptionSummary> asked = await AskAsync(["orders.write", "orders.read"]);
        asked.Status.ShouldBe(201);
        (asked.Value!.Name, asked.Value.State, asked.Value.Owner).ShouldBe((Name, "requested", "sales"));
        (await GatewayKnowsAsync()).ShouldBe(["orders"]);

        CatalogAnswer<SubscriptionSummary> approved = await _world.Client.ApproveSubscriptionAsync(
            Name, new ApproveSubscriptionRequest { Scopes = ["orders.read"], Reason = "Reads only." }, Cancel);
        approved.Value!.State.ShouldBe("approved");
        approved.Value.Granted!.Scopes.ShouldBe(["orders.read"]);
        approved.Value.DecidedBy.ShouldBe("local");
        (await GatewayKnowsAsync()).ShouldBe(["billing", "orders"]);

        (await _world.Client.RevokeSubscriptionAsync(Name, "Moved away.", Cancel)).Value!.State.ShouldBe("revoked");
        (await GatewayKnowsAsync()).ShouldBe(["orders"]);
        (await AuditedAsync()).ShouldBe(
            ["subscription-revoked Moved away.", "subscription-approved Reads only.", "subscription-requested For the new checkout."]);
    }

    [Fact]
    public async Task What_was_done_is_done_again_without_a_trace()
    {
        await AskAsync(["orders.read"]);
        (await AskAsync(["orders.read"])).Status.ShouldBe(200);
        await _world.Client.ApproveSubscriptionAsync(Name, new ApproveSubscriptionRequest(), Cancel);
        (await _world.Client.ApproveSubscriptionAsync(Name, new ApproveSubscriptionRequest(), Cancel)).Value!.State.ShouldBe("approved");
        (await AskAsync(["orders.read"])).Value!.State.ShouldBe("approved", "it is granted already");

        (await AuditedAsync()).Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_wish_for_more_leaves_what_was_granted()
    {
        await AskAsync(["orders.read"]);
        await _world.Client.ApproveSubscriptionAsync(Name, new ApproveSubscriptionRequest(), Cancel);
        SubscriptionSummary more = (await AskAsync(["orders.read", "orders.write"])).Value!;
        (more.State, more.Granted!.Scopes.Count, more.Requested!.Scopes.Count).ShouldBe(("requested", 1, 2));

        SubscriptionSummary rejected = (await _world.Client.RejectSubscriptionAsync(Name, "Reads are enough.", Cancel)).Value!;
        (rejected.State, rejected.Reason).ShouldBe(("rejected", "Reads are enough."));
        rejected.Granted!.Scopes.ShouldBe(["orders.read"]);
        (await GatewayKnowsAsync()).ShouldBe(["billing", "orders"]);
    }

    [Fact]
    public async Task No_more_is_granted_than_was_asked_for_and_nothing_without_a_wish()
    {
        await AskAsync(["orders.read"]);

        CatalogProblem more = (await _world.Client.ApproveSubscriptionAsync(Name, new ApproveSubscriptionRequest { Scopes = ["orders.admin"] }, Cancel)).Problem!;
        (more.Status, more.Detail![..12]).ShouldBe((409, "orders.admin"));
        (await _world.Client.RevokeSubscriptionAsync(Name, "No.", Cancel)).Problem!.Detail.ShouldBe(
            $"{Name} is requested and cannot be revoked: nothing was granted; what is asked for is rejected.");
        (await _world.Client.ApproveSubscriptionAsync("storefront--orders", new ApproveSubscriptionRequest(), Cancel)).Problem!.Detail!
            .ShouldContain("written in the consumer's descriptor");
        (await _world.Client.ApproveSubscriptionAsync("nobody--orders", new ApproveSubscriptionRequest(), Cancel)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_wish_is_checked_like_a_file()
    {
        (await _world.Client.SubscribeAsync("nobody", new SubscribeRequest("orders"), Cancel)).Status.ShouldBe(404);
        CatalogProblem unknown = (await _world.Client.SubscribeAsync("storefront", new SubscribeRequest("odrers"), Cancel)).Problem!;
        (unknown.Status, unknown.Errors[0].Pointer).ShouldBe((422, "/spec/api"));
        unknown.Errors[0].Fix!.ShouldContain("orders");
        CatalogProblem version = (await _world.Client.SubscribeAsync("storefront", new SubscribeRequest("billing") { Versions = ["v9"] }, Cancel)).Problem!;
        (version.Status, version.Errors[0].Pointer).ShouldBe((422, "/spec/requested/versions/0"));
        (await _world.Client.SubscribeAsync("storefront", new SubscribeRequest("billing") { Scopes = ["a b"] }, Cancel)).Status.ShouldBe(422);
        (await _world.Client.Subscriptions(new SubscriptionFilter { State = "requested" }).AllAsync(Cancel)).Value!.ShouldBeEmpty();
    }

    [Fact]
    public async Task Lists_show_what_was_asked_for_and_what_is_declared()
    {
        await AskAsync([]);

        (await FoundAsync(new SubscriptionFilter())).ShouldBe([$"{Name} requested", "storefront--orders declared"]);
        (await FoundAsync(new SubscriptionFilter { Api = "orders" })).ShouldBe(["storefront--orders declared"]);
        (await FoundAsync(new SubscriptionFilter { State = "requested", Consumer = "storefront" })).ShouldBe([$"{Name} requested"]);
        (await FoundAsync(new SubscriptionFilter { Consumer = "other" })).ShouldBeEmpty();
        (await _world.Client.SubscriptionsOf("storefront").AllAsync(Cancel)).Value!.Count.ShouldBe(2);
        (await _world.Client.SubscriptionsOf("nobody").AllAsync(Cancel)).Status.ShouldBe(404);
        (await _world.Client.DeleteDescriptorAsync("subscriptions", Name, null, Cancel)).Status.ShouldBe(204);
        (await FoundAsync(new SubscriptionFilter())).ShouldBe(["storefront--orders declared"]);
    }

    private Task<CatalogAnswer<SubscriptionSummary>> AskAsync(IReadOnlyList<string> scopes) => _world.Client.SubscribeAsync(
        "storefront", new SubscribeRequest("billing") { Scopes = scopes, Reason = "For the new checkout." }, Cancel);

    private async Task<IEnumerable<string>> GatewayKnowsAsync()
    {
        SnapshotConsumer consumer = (await _world.TrafficAsync()).Consumers.Single();
        IReadOnlyList<ConsumerSubscription> subscriptions = consumer.Subscriptions;
        return subscriptions.Select(subscription => subscription.Api);
    }

    private async Task<IEnumerable<string>> FoundAsync(SubscriptionFilter filter) =>
        (await _world.Client.Subscriptions(filter).AllAsync(Cancel)).Value!.Select(subscription => $"{subscription.Name} {subscription.State}");

    private async Task<IEnumerable<string>> AuditedAsync() =>
        (await _world.Client.Audit(new AuditFilter { Object = $"Subscription/{Name}" }).AllAsync(Cancel)).Value!.Select(entry => $"{entry.Action} {entry.Why}");
}
