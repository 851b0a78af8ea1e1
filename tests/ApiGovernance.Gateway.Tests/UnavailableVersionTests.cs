using System.Net;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests;

/// <summary>A version that was published and cannot be served is told as that, however it is asked for; no other one takes its place, and its API stays registered.</summary>
public class UnavailableVersionTests
{
    private static readonly SnapshotVersioning Everywhere = new("v", "version", ApiVersioning.UsualPrecedence, VersionConflictRule.Refuse);

    private static ApiVersionPart Released(ApiVersionPart part, int year, bool isDefault = false) =>
        part with { Versioning = Everywhere, ReleasedOn = new DateOnly(year, 1, 1), IsDefault = isDefault, ContractVersion = "1.0.0" };

    [Theory]
    [InlineData("/items?version=2")]
    [InlineData("/items?version=2.1")]
    [InlineData("/items?version=v2.0.1")]
    [InlineData("/items?version=2026-05-01")]
    [InlineData("/2026-01-01/items")]
    [InlineData("/items")]
    public async Task No_other_version_is_served_in_its_place(string path)
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(world => world.Estate
            .Api("stock", "v1", Contracts.Get("/items"), part => Released(part, 2025))
            .Api("stock", "v2", "just text", part => Released(part, 2026, isDefault: true)));

        JsonElement problem = await (await world.GetAsync("/commerce/stock" + path)).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "version-unavailable");

        problem.GetProperty("detail").GetString().ShouldBe("Version v2 of 'stock' was published but cannot be served.");
        world.Backend.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData("/v1/items")]
    [InlineData("/items?version=2025-12-31")]
    public async Task The_others_are_served(string path)
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(world => world.Estate
            .Api("stock", "v1", Contracts.Get("/items"), part => Released(part, 2025))
            .Api("stock", "v2", "just text", part => Released(part, 2026, isDefault: true)));

        (await world.GetAsync("/commerce/stock" + path)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_api_without_any_version_that_can_be_served_is_registered_all_the_same()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(world => world.Estate
            .Api("stock", "v1", "just text")
            .Api("prices", "v1", "just text", part => part with { AuthenticationRequired = true })
            .Consumer("storefront", subscriptions: Estate.Subscription("prices")));

        JsonElement problem = await (await world.GetAsync("/commerce/stock/v1/items")).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "version-unavailable");
        problem.GetProperty("owner").GetProperty("team").GetString().ShouldBe(Estate.Owner.Team);
        (await (await world.GetAsync("/commerce/stock/v2/items")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "version-not-found")).GetProperty("available").GetArrayLength().ShouldBe(0);
        await (await world.GetAsync("/commerce/prices/v1/items")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-missing");
        await (await world.GetAsync("/commerce/prices/v1/items", world.Issuer.Token())).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "version-unavailable");

        await world.StopGatewayAsync();
        world.ControlPlane.Usage.SelectMany(report => report.Unregistered).ShouldBeEmpty("nobody called what is not registered");

        // It is mended, and served.
        await world.StartGatewayAsync();
        world.Estate.Api("stock", "v1", Contracts.Get("/items"));
        await world.PublishAsync();
        await Eventually.HoldsAsync(async () => (await world.GetAsync("/commerce/stock/v1/items")).StatusCode == HttpStatusCode.OK, GatewayWorld.Bound, "the mended version is served");
    }
}
