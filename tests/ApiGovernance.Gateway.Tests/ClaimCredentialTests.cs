using System.Net;
using System.Text.Json.Nodes;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Tests;

/// <summary>Consumers that are known by claims of their tokens and not, or not only, by the client's id.</summary>
public class ClaimCredentialTests
{
    private const string Orders = "/commerce/orders/v1/orders";

    private static Task<GatewayWorld> StartAsync() => GatewayWorld.StartAsync(world =>
    {
        world.Estate
            .Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true })
            .Consumer("storefront", subscriptions: Estate.Subscription("orders"));
        world.Estate.Consumers.AddRange(
        [
            Known("northwind", ("tid", "72f9")), Known("northwind-edi", ("tid", "72f9"), ("app", "edi")), Known("contoso", ("tid", "11aa")),
            Known("night-jobs", ("groups", "batch")), Known("beta", ("groups", "beta")), Known("numbered", ("customer", "4711")),
            KnownTo("second", "elsewhere", ("tid", "9999")),
        ]);
    });

    [Theory]
    [InlineData("""{"tid":"72f9"}""", "northwind")]
    [InlineData("""{"tid":"11aa"}""", "contoso")]
    [InlineData("""{"tid":"72f9","app":"edi"}""", "northwind-edi")]
    [InlineData("""{"tid":"72f9","app":"web"}""", "northwind")]
    [InlineData("""{"app":["web","edi"],"tid":["72f9"]}""", "northwind-edi")]
    [InlineData("""{"groups":["sales","batch"]}""", "night-jobs")]
    [InlineData("""{"customer":4711}""", "numbered")]
    public async Task The_consumer_whose_claims_the_token_has_is_found_and_more_claims_count_more(string claims, string consumer)
    {
        await using GatewayWorld world = await StartAsync();

        Echo echo = await Echo.ReadAsync(await world.GetAsync(Orders, Token(world, "nobody", claims)));

        echo.Headers["x-consumer-id"].ShouldBe(consumer);
    }

    [Theory]
    [InlineData("""{"tid":"72F9"}""")]
    [InlineData("""{"tid":"72f9 "}""")]
    [InlineData("""{"tid":{"value":"72f9"}}""")]
    [InlineData("""{"tid":null}""")]
    [InlineData("""{"tid":[["72f9"]]}""")]
    [InlineData("""{"app":"edi"}""")]
    [InlineData("""{"tid":"9999"}""")]
    [InlineData("""{"groups":["batch","beta"]}""")]
    [InlineData("""{"tid":["72f9","11aa"]}""")]
    public async Task A_token_without_all_the_claims_or_with_those_of_two_consumers_names_nobody(string claims)
    {
        await using GatewayWorld world = await StartAsync();

        await (await world.GetAsync(Orders, Token(world, "nobody", claims))).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "consumer-unknown");
        world.Backend.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_client_id_counts_as_one_claim()
    {
        await using GatewayWorld world = await StartAsync();

        (await ConsumerOfAsync(world, Token(world, "storefront", "{}"))).ShouldBe("storefront");
        (await ConsumerOfAsync(world, Token(world, "storefront", """{"tid":"72f9","app":"edi"}"""))).ShouldBe("northwind-edi");
        await (await world.GetAsync(Orders, Token(world, "storefront", """{"tid":"72f9"}"""))).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "consumer-unknown");
    }

    [Fact]
    public async Task A_consumer_that_is_published_later_is_found_by_a_token_that_is_remembered_even_while_the_issuer_is_down()
    {
        await using GatewayWorld world = await StartAsync();
        string token = Token(world, "nobody", """{"contract":"K-17"}""");
        await (await world.GetAsync(Orders, token)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "consumer-unknown");

        world.Issuer.IsDown = true;
        world.Estate.Consumers.Add(Known("fabrikam", ("contract", "K-17")));
        await world.PublishAsync();

        (await ConsumerOfAsync(world, token)).ShouldBe("fabrikam");
    }

    private static async Task<string> ConsumerOfAsync(GatewayWorld world, string token) =>
        (await Echo.ReadAsync(await world.GetAsync(Orders, token))).Headers["x-consumer-id"];

    private static string Token(GatewayWorld world, string client, string claims) => world.Issuer.Token(client, payload: payload =>
    {
        foreach ((string name, JsonNode? value) in JsonNode.Parse(claims)!.AsObject().ToArray())
            payload[name] = value?.DeepClone();
    });

    private static SnapshotConsumer Known(string name, params (string Name, string Value)[] claims) => KnownTo("main", name, claims);

    private static SnapshotConsumer KnownTo(string issuer, string name, params (string Name, string Value)[] claims) => new(
        name,
        "standard",
        [new ConsumerCredential(issuer) { Claims = claims.ToDictionary(claim => claim.Name, claim => claim.Value) }],
        [Estate.Subscription("orders")]);
}
