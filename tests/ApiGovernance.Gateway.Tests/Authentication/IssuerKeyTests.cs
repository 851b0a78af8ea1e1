using System.Net;
using System.Text.Json.Nodes;
using ApiGovernance.Gateway.Authentication;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests.Authentication;

/// <summary>Keys come and go, and so does the issuer.</summary>
public class IssuerKeyTests
{
    private const string Orders = "/commerce/orders/v1/orders";

    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());

    private Task<GatewayWorld> StartAsync() => GatewayWorld.StartAsync(
        world => world.Estate
            .Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true })
            .Consumer("storefront", subscriptions: Estate.Subscription("orders")),
        services => services.AddSingleton<TimeProvider>(clock));

    private string Token(GatewayWorld world) => world.Issuer.Token(payload: claims => claims["exp"] = clock.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds());

    [Fact]
    public async Task Not_one_request_fails_while_keys_are_rotated_again_and_again_under_load()
    {
        await using GatewayWorld world = await StartAsync();
        for (int round = 0; round < 5; round++)
        {
            string old = Token(world);
            (await world.GetAsync(Orders, old)).StatusCode.ShouldBe(HttpStatusCode.OK);
            clock.Advance(IssuerKeys.UnknownKeyInterval);
            world.Issuer.Rotate();
            HttpStatusCode[] answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
                (await world.GetAsync(Orders, i % 3 == 0 ? old : Token(world))).StatusCode));
            answers.ShouldAllBe(status => status == HttpStatusCode.OK);
        }

        // The first fetch, and one for each rotation.
        world.Issuer.KeyFetches.ShouldBeInRange(6, 11);
    }

    [Fact]
    public async Task Ten_thousand_unknown_key_ids_cause_one_fetch_in_an_interval()
    {
        await using GatewayWorld world = await StartAsync();
        (await world.GetAsync(Orders, Token(world))).StatusCode.ShouldBe(HttpStatusCode.OK);
        int before = world.Issuer.KeyFetches;
        string payload = Forge.Claims(world.Issuer).ToJsonString();

        int refused = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 10_000), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken }, async (i, _) =>
        {
            string token = Forge.Token(Forge.Header("RS256", $"no-{i}"), payload, Forge.Fixed(new byte[256]));
            if ((await world.GetAsync(Orders, token)).StatusCode == HttpStatusCode.Unauthorized)
                Interlocked.Increment(ref refused);
        });

        refused.ShouldBe(10_000);
        (world.Issuer.KeyFetches - before).ShouldBe(1);
        clock.Advance(IssuerKeys.UnknownKeyInterval);
        await world.GetAsync(Orders, Forge.Token(Forge.Header("RS256", "no"), payload, Forge.Fixed(new byte[256])));
        (world.Issuer.KeyFetches - before).ShouldBe(2);
    }

    [Fact]
    public async Task The_last_good_keys_hold_for_a_day_without_the_issuer_and_then_no_longer()
    {
        await using GatewayWorld world = await StartAsync();
        (await world.GetAsync(Orders, Token(world))).StatusCode.ShouldBe(HttpStatusCode.OK);
        world.Issuer.IsDown = true;

        for (int hour = 0; hour < 23; hour++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            (await world.GetAsync(Orders, Token(world))).StatusCode.ShouldBe(HttpStatusCode.OK, $"hour {hour}");
        }

        // An unknown key is the token's fault even now.
        await (await world.GetAsync(Orders, Forge.Token(Forge.Header("RS256", "no"), Forge.Claims(world.Issuer).ToJsonString(), Forge.Fixed(new byte[256]))))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-not-acceptable");
        clock.Advance(TimeSpan.FromHours(1));
        await Eventually.HoldsAsync(
            async () => (await world.GetAsync(Orders, Token(world))).StatusCode == HttpStatusCode.ServiceUnavailable, GatewayWorld.Bound, "the keys are too old");
        world.Issuer.IsDown = false;
        clock.Advance(TimeSpan.FromSeconds(3));
        (await world.GetAsync(Orders, Token(world))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_that_the_issuer_withdraws_takes_its_remembered_tokens_along()
    {
        await using GatewayWorld world = await StartAsync();
        string token = world.Issuer.Token(payload: claims => claims["exp"] = clock.GetUtcNow().AddHours(10).ToUnixTimeSeconds());
        (await world.GetAsync(Orders, token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        world.Issuer.Rotate();
        world.Issuer.Withdraws = true;
        // A token of the new key has the keys fetched; the memory of the old one's token goes with them.
        (await world.GetAsync(Orders, Token(world))).StatusCode.ShouldBe(HttpStatusCode.OK);

        await (await world.GetAsync(Orders, token)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-not-acceptable");
    }

    [Fact]
    public async Task Another_snapshot_with_another_issuer_keeps_the_keys_of_those_it_has_in_common_with_the_one_before()
    {
        await using GatewayWorld world = await StartAsync();
        (await world.GetAsync(Orders, Token(world))).StatusCode.ShouldBe(HttpStatusCode.OK);
        world.Issuer.IsDown = true;

        world.Estate.Issuers[0] = world.Estate.Issuers[0] with { ClockSkewSeconds = 10 };
        world.Estate.Issuers.Add(new("new", "https://new.example.com") { Audiences = ["x"] });
        await world.PublishAsync();

        (await world.GetAsync(Orders, Token(world))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_gateway_that_starts_while_the_issuer_is_away_knows_its_last_good_keys_for_as_long_as_a_running_one()
    {
        await using GatewayWorld world = await StartAsync();
        (await world.GetAsync(Orders, Token(world))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.HoldsAsync(() => Directory.Exists(Path.Combine(world.StateFolder, "issuer-keys")), GatewayWorld.Bound, "the keys are on disk");
        world.Issuer.IsDown = true;
        await world.StopGatewayAsync();

        clock.Advance(TimeSpan.FromHours(23));
        await world.StartGatewayAsync();
        await Eventually.HoldsAsync(
            async () => (await world.GetAsync(Orders, Token(world))).StatusCode == HttpStatusCode.OK, GatewayWorld.Bound, "the gateway serves from disk");
        await world.StopGatewayAsync();
        clock.Advance(TimeSpan.FromHours(1));
        await world.StartGatewayAsync();
        await Eventually.HoldsAsync(
            async () => (await world.GetAsync(Orders, Token(world))).StatusCode == HttpStatusCode.ServiceUnavailable
                && (await (await world.GetAsync(Orders, Token(world))).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("issuer-unavailable", StringComparison.Ordinal),
            GatewayWorld.Bound, "the keys are too old");
    }

    [Fact]
    public async Task A_single_key_without_an_id_is_meant_by_tokens_without_one()
    {
        await using GatewayWorld world = await StartAsync();
        string token = world.Issuer.Token(header: head => head.Remove("kid"), payload: claims => claims["exp"] = clock.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds());

        (await world.GetAsync(Orders, token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
