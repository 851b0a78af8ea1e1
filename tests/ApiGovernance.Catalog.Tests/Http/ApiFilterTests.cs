using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Http;

/// <summary>APIs are found by what their descriptors say.</summary>
public sealed class ApiFilterTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private CatalogWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await CatalogWorld.StartWithBasicsAsync(new CatalogOptions { DataDirectory = _folder.Path });
        await _world.PutAsync("teams", "logistics", Texts.Team("logistics"));
        await _world.PutAsync("apis", "orders", Texts.Api("orders").Replace(
            "metadata: {name: orders}", "metadata: {name: orders, title: Sales orders, labels: {tier: gold}}", StringComparison.Ordinal));
        await _world.PutAsync("apis", "parcels", Texts.Api("parcels", basePath: "/sales/parcels", owner: "logistics", visibility: "partner"));
        await _world.AcceptAsync("parcels", "v1", Texts.Contract, "active");
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Each_filter_tells_them_apart()
    {
        (await FoundAsync(new ApiFilter())).ShouldBe(["orders", "parcels"]);
        (await FoundAsync(new ApiFilter { Owner = "logistics" })).ShouldBe(["parcels"]);
        (await FoundAsync(new ApiFilter { Domain = "sales", Entity = "order" })).ShouldBe(["orders", "parcels"]);
        (await FoundAsync(new ApiFilter { Domain = "finance" })).ShouldBeEmpty();
        (await FoundAsync(new ApiFilter { Visibility = Visibility.Partner })).ShouldBe(["parcels"]);
        (await FoundAsync(new ApiFilter { Stage = ApiStage.Active })).ShouldBe(["parcels"]);
        (await FoundAsync(new ApiFilter { Stage = ApiStage.Preview })).ShouldBeEmpty();
        (await FoundAsync(new ApiFilter { Backend = "shop", Label = "tier=gold" })).ShouldBe(["orders"]);
        (await FoundAsync(new ApiFilter { Label = "tier" })).ShouldBe(["orders"]);
        (await FoundAsync(new ApiFilter { Label = "tier=silver" })).ShouldBeEmpty();
        (await FoundAsync(new ApiFilter { Text = "SALES" })).ShouldBe(["orders"]);
        (await FoundAsync(new ApiFilter { Text = "arc" })).ShouldBe(["parcels"]);
    }

    private async Task<IEnumerable<string>> FoundAsync(ApiFilter filter) =>
        (await _world.Client.Apis(filter).AllAsync(Cancel)).Value!.Select(api => api.Name);
}
