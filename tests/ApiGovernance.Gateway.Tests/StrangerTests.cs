using System.Net;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;

namespace ApiGovernance.Gateway.Tests;

/// <summary>What callers learn whom an API does not know, or who may not call it: nothing that they did not say themselves.</summary>
public class StrangerTests
{
    private const string Known = "/commerce/orders/v1/orders/mine";
    private const string Unknown = "/commerce/orders/v1/orders/mine/secret";

    private static Task<GatewayWorld> StartAsync() => GatewayWorld.StartAsync(world => world.Estate
        .Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true })
        .Api("orders", "v2", Contracts.Orders, part => part with { AuthenticationRequired = true })
        .Consumer("storefront", subscriptions: Estate.Subscription("orders"))
        .Consumer("newcomer"));

    private static string[] MembersOf(JsonElement problem) => [.. problem.EnumerateObject().Select(member => member.Name)];

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized, "token-missing")]
    [InlineData("nonsense", HttpStatusCode.Unauthorized, "token-not-acceptable")]
    [InlineData("somebody", HttpStatusCode.Forbidden, "consumer-unknown")]
    [InlineData("newcomer", HttpStatusCode.Forbidden, "subscription-required")]
    public async Task A_path_of_the_contract_is_refused_as_any_other(string? client, HttpStatusCode status, string id)
    {
        await using GatewayWorld world = await StartAsync();
        string? token = client is null or "nonsense" ? client : world.Issuer.Token(client);

        HttpResponseMessage one = await world.GetAsync(Known, token), other = await world.GetAsync(Unknown, token);

        JsonElement matched = await one.ShouldBeProblemAsync(status, id), unmatched = await other.ShouldBeProblemAsync(status, id);
        MembersOf(matched).ShouldBe(MembersOf(unmatched));
        MembersOf(matched).ShouldNotContain("operation");
        one.Headers.Select(field => field.Key).ShouldBe(other.Headers.Select(field => field.Key));
        if (status == HttpStatusCode.Unauthorized)
        {
            one.Headers.Contains("Api-Version").ShouldBeFalse();
            // Where to ask, but nobody's name.
            matched.GetProperty("owner").EnumerateObject().Select(member => member.Name).ShouldBe(["supportUrl"]);
        }
        else
            matched.GetProperty("owner").GetProperty("team").GetString().ShouldBe(Estate.Owner.Team);
    }

    [Fact]
    public async Task Whoever_may_call_is_told_which_operation_refused()
    {
        await using GatewayWorld world = await StartAsync();

        JsonElement scope = await (await world.PostAsync("/commerce/orders/v1/orders", "{}", world.Issuer.Token("storefront", "orders.read")))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "insufficient-scope");
        JsonElement path = await (await world.GetAsync(Unknown, world.Issuer.Token("storefront"))).ShouldBeProblemAsync(HttpStatusCode.NotFound, "operation-not-found");

        scope.GetProperty("operation").GetString().ShouldBe("POST /orders");
        path.GetProperty("owner").GetProperty("contact").GetString().ShouldBe(Estate.Owner.Contact);
    }

    [Theory]
    [InlineData("/commerce/orders/v7/orders")]
    [InlineData("/commerce/orders/orders")]
    public async Task Which_versions_there_are_is_told_to_those_whom_the_API_knows(string target)
    {
        await using GatewayWorld world = await StartAsync();

        HttpResponseMessage refused = await world.GetAsync(target);
        JsonElement stranger = await refused.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-missing");
        JsonElement known = await (await world.GetAsync(target, world.Issuer.Token("storefront"))).ShouldBeProblemAsync(HttpStatusCode.NotFound, "version-not-found");

        stranger.GetRawText().ShouldNotContain("v2");
        stranger.GetRawText().ShouldNotContain(Estate.Owner.Team);
        known.GetProperty("available").GetArrayLength().ShouldBe(2);
        known.GetProperty("owner").GetProperty("team").GetString().ShouldBe(Estate.Owner.Team);
        world.Backend.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task An_API_that_asks_nobody_tells_everybody()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(world => world.Estate.Api("orders", "v1", Contracts.Orders));

        JsonElement version = await (await world.GetAsync("/commerce/orders/v7/orders")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "version-not-found");
        JsonElement token = await (await world.GetAsync(Known, "nonsense")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-not-acceptable");

        version.GetProperty("available").GetArrayLength().ShouldBe(1);
        token.GetProperty("operation").GetString().ShouldBe("GET /orders/mine");
        token.GetProperty("owner").GetProperty("team").GetString().ShouldBe(Estate.Owner.Team);
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("Forwarded")]
    public async Task What_a_gateway_serves_is_told_on_its_own_machine(string field)
    {
        await using GatewayWorld world = await StartAsync();

        JsonElement near = JsonDocument.Parse(await world.Client.GetStringAsync(new Uri("/readyz", UriKind.Relative), TestContext.Current.CancellationToken)).RootElement;
        HttpResponseMessage far = await world.GetAsync("/readyz", null, (field, "for=203.0.113.7"));

        MembersOf(near).ShouldBe(["status", "node", "revision", "quarantined", "backends"]);
        far.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await far.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("""{"status":"ready"}""");
    }
}
