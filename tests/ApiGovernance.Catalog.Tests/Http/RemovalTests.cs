using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Http;

/// <summary>What is referred to or published is not removed.</summary>
public sealed class RemovalTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private CatalogWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await CatalogWorld.StartWithBasicsAsync(new CatalogOptions { DataDirectory = _folder.Path });
        await _world.PutAsync("apis", "orders", Texts.Api("orders"));
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Who_refers_to_a_record_is_named()
    {
        CatalogAnswer<CatalogDone> refused = await RemoveAsync("teams", "sales");

        refused.Status.ShouldBe(409);
        refused.Problem!.Type.ShouldEndWith("/still-referenced");
        refused.Problem.Detail.ShouldBe("Team/sales is named by Api/orders, Backend/shop, CanonicalEntity/order. Change them first.");
        refused.Problem.Errors.Select(error => error.File).ShouldBe(["catalog:Api/orders", "catalog:Backend/shop", "catalog:CanonicalEntity/order"], ignoreOrder: true);
        (await _world.Client.GetDescriptorAsync("teams", "sales", Cancel)).Status.ShouldBe(200);
        (await RemoveAsync("backends", "shop")).Problem!.Detail.ShouldBe("Backend/shop is named by Api/orders. Change it first.");
    }

    [Fact]
    public async Task What_nobody_refers_to_is_removed_once()
    {
        await _world.PutAsync("teams", "late", Texts.Team("late"));
        string tag = (await _world.Client.GetDescriptorAsync("teams", "late", Cancel)).ETag!;

        (await _world.Client.DeleteDescriptorAsync("teams", "late", "\"other\"", Cancel)).Status.ShouldBe(412);
        (await _world.Client.DeleteDescriptorAsync("teams", "late", tag, Cancel)).Status.ShouldBe(204);
        (await RemoveAsync("teams", "late")).Status.ShouldBe(404);

        AuditEntry entry = (await _world.Client.Audit().PageAsync(1, null, Cancel)).Value!.Items.Single();
        (entry.Action, entry.Object).ShouldBe(("removed", "Team/late"));
        entry.Before!.ShouldContain("late@example.com");
    }

    [Fact]
    public async Task An_api_is_removed_before_anything_is_published_and_after_everything_has_ended()
    {
        await _world.AcceptAsync("orders", "v1", Texts.Contract, "active");
        CatalogAnswer<CatalogDone> served = await RemoveAsync("apis", "orders");
        served.Problem!.Type.ShouldEndWith("/still-published");
        served.Problem.Detail!.ShouldContain("v1 is active");

        await _world.AcceptAsync("orders", "v2", Texts.Contract, "active");
        DateOnly today = DateOnly.FromDateTime(_world.Clock.GetUtcNow().UtcDateTime);
        (await _world.Client.DeprecateAsync("orders", "v1", new DeprecateRequest(today.AddDays(200), "v2"), Cancel)).Status.ShouldBe(200);
        _world.Clock.Advance(TimeSpan.FromDays(201));
        await _world.ListenedAsync();
        (await _world.Client.RetireAsync("orders", "v1", Cancel)).Status.ShouldBe(200);
        (await RemoveAsync("apis", "orders")).Problem!.Detail.ShouldBe(
            "orders cannot be removed: v2 is active. Retire its versions and wait for their sunset.");

        await _world.PutAsync("apis", "draft", Texts.Api("draft", basePath: "/sales/draft"));
        await _world.AcceptAsync("draft", "v1", Texts.Contract, "development");
        (await RemoveAsync("apis", "draft")).Status.ShouldBe(204);
        (await _world.Client.GetDescriptorAsync("apis", "draft", Cancel)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task An_api_that_a_consumer_names_stays()
    {
        await _world.PutAsync("consumers", "storefront", Texts.Consumer("storefront", "orders", "storefront"));

        (await RemoveAsync("apis", "orders")).Problem!.Detail.ShouldBe("Api/orders is named by Consumer/storefront. Change it first.");
        (await RemoveAsync("plans", "standard")).Problem!.Detail.ShouldBe("Plan/standard is named by Consumer/storefront. Change it first.");
        (await RemoveAsync("consumers", "storefront")).Status.ShouldBe(204);
        (await RemoveAsync("apis", "orders")).Status.ShouldBe(204);
        (await _world.TrafficAsync()).Consumers.ShouldBeEmpty();
    }

    private Task<CatalogAnswer<CatalogDone>> RemoveAsync(string collection, string name) =>
        _world.Client.DeleteDescriptorAsync(collection, name, null, Cancel);
}
