using System.Net;
using ApiGovernance.Gateway.Observability.Unregistered;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Usage;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests;

/// <summary>Calls that nothing describes are refused, and told with who made them.</summary>
public class UnregisteredTests
{
    private static Task<GatewayWorld> StartAsync() => GatewayWorld.StartAsync(world => world.Estate
        .Api("stock", "v1", Contracts.Get("/items"), part => part with { AuthenticationRequired = true })
        .Consumer("storefront", subscriptions: Estate.Subscription("stock")));

    private static async Task<IReadOnlyList<UnregisteredCalls>> ReportedAsync(GatewayWorld world, long calls)
    {
        await Eventually.HoldsAsync(
            () => world.ControlPlane.Usage.Sum(report => report.Unregistered.Sum(row => row.Calls)) >= calls, GatewayWorld.Bound, "the calls are reported");
        return [.. world.ControlPlane.Usage.SelectMany(report => report.Unregistered)];
    }

    [Fact]
    public async Task A_call_to_an_api_that_nobody_registered_is_counted_with_its_consumer()
    {
        await using GatewayWorld world = await StartAsync();
        string token = world.Issuer.Token();

        await (await world.GetAsync("/legacy/orders/4711/lines/9/more", token)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "api-not-registered");
        await (await world.GetAsync("/legacy/orders/4712/lines/3/more", token)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "api-not-registered");

        IReadOnlyList<UnregisteredCalls> reported = await ReportedAsync(world, 2);
        reported.Sum(row => row.Calls).ShouldBe(2);
        reported.Select(row => (row.Api, row.Consumer, row.Network, row.Method, row.Path)).Distinct()
            .ShouldHaveSingleItem().ShouldBe((null, "storefront", null, "GET", "/legacy/orders/{id}/lines/..."));
        world.ControlPlane.Usage.SelectMany(report => report.Counts).ShouldBeEmpty("it is no use of an API");
        world.Backend.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no.token.atall")]
    public async Task An_unknown_caller_is_named_by_its_network_and_the_refusal_is_the_same(string? token)
    {
        await using GatewayWorld world = await StartAsync();

        await (await world.PostAsync("/legacy/jane@example.com", "{}", token)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "api-not-registered");

        UnregisteredCalls call = (await ReportedAsync(world, 1)).ShouldHaveSingleItem();
        (call.Consumer, call.Network, call.Method, call.Path, call.Calls).ShouldBe((null, "127.0.0.0/24", "POST", "/legacy/{id}", 1L));
    }

    [Fact]
    public async Task A_path_that_the_contract_does_not_have_is_counted_below_its_api_and_a_good_call_is_not()
    {
        await using GatewayWorld world = await StartAsync();
        string token = world.Issuer.Token();

        (await world.GetAsync("/commerce/stock/v1/items", token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await world.GetAsync("/commerce/stock/v1/prices", token)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "operation-not-found");
        await (await world.SendAsync(HttpMethod.Delete, "/commerce/stock/v1/items", token: token)).ShouldBeProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        await (await world.GetAsync("/commerce/stock/v1/prices")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-missing");

        (await ReportedAsync(world, 2)).Select(row => (row.Api, row.Consumer, row.Method, row.Path)).OrderBy(row => row.Method).ShouldBe(
        [
            ("stock", "storefront", "DELETE", "/commerce/stock/v1/items"),
            ("stock", "storefront", "GET", "/commerce/stock/v1/prices"),
        ]);
    }

    [Fact]
    public async Task Paths_without_end_are_one_count()
    {
        await using GatewayWorld world = await StartAsync();
        int calls = UnregisteredTraffic.MostForms + 50;
        string Letters(int number) => string.Concat(number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(digit => (char)('a' + digit - '0')));

        await Parallel.ForAsync(0, calls, TestContext.Current.CancellationToken, async (number, _) => (await world.GetAsync("/" + Letters(number))).Dispose());

        IReadOnlyList<UnregisteredCalls> reported = await ReportedAsync(world, calls);
        reported.Sum(row => row.Calls).ShouldBe(calls);
        reported.Select(row => row.Path).Distinct().Count().ShouldBeInRange(UnregisteredTraffic.MostForms, UnregisteredTraffic.MostForms + 5);
        reported.Where(row => row.Path == UnregisteredTraffic.Others).Sum(row => row.Calls).ShouldBeInRange(1, 50);
    }

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/a/b/c/d", "/a/b/c/d")]
    [InlineData("/a/b/c/d/e", "/a/b/c/d/...")]
    [InlineData("/api/V2/items", "/api/V2/items")]
    [InlineData("/vault/v2024/x", "/vault/{id}/x")]
    [InlineData("/orders('7')/lines", "/{id}/lines")]
    [InlineData("/wp-login.php", "/wp-login.php")]
    [InlineData("/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "/{id}")]
    [InlineData("/größe", "/{id}")]
    public void A_path_keeps_its_words_only(string path, string form) => PathForm.Of(path).ShouldBe(form);

    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0/24")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.0/24")]
    [InlineData("2001:db8:1:2:3::4", "2001:db8:1::/48")]
    public void An_address_keeps_its_network_only(string address, string network) => CallerNetwork.Of(IPAddress.Parse(address)).ShouldBe(network);
}
