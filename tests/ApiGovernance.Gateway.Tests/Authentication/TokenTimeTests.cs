using System.Net;
using System.Text.Json.Nodes;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests.Authentication;

/// <summary>When a token counts, to the second, by a clock that the test holds.</summary>
public class TokenTimeTests
{
    private const string Orders = "/commerce/orders/v1/orders";

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero));

    private Task<GatewayWorld> StartAsync() => GatewayWorld.StartAsync(
        world => world.Estate
            .Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true })
            .Consumer("storefront", subscriptions: Estate.Subscription("orders")),
        services => services.AddSingleton<TimeProvider>(clock));

    private string Token(GatewayWorld world, Action<JsonObject> change) => world.Issuer.Token(payload: claims =>
    {
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        (claims["iat"], claims["exp"]) = (now, now + 600);
        change(claims);
    });

    [Fact]
    public async Task Thirty_seconds_are_forgiven_on_both_sides_and_not_one_more()
    {
        await using GatewayWorld world = await StartAsync();
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        (string Claim, long Value, HttpStatusCode Status)[] cases =
        [
            ("exp", now - 29, HttpStatusCode.OK),
            ("exp", now - 30, HttpStatusCode.Unauthorized),
            ("nbf", now + 30, HttpStatusCode.OK),
            ("nbf", now + 31, HttpStatusCode.Unauthorized),
            ("iat", now + 30, HttpStatusCode.OK),
            ("iat", now + 31, HttpStatusCode.Unauthorized),
        ];
        foreach (var (claim, value, status) in cases)
            (await world.GetAsync(Orders, Token(world, claims => claims[claim] = value))).StatusCode.ShouldBe(status, $"{claim} {value - now}");
    }

    [Fact]
    public async Task Dates_that_are_none_are_refused()
    {
        await using GatewayWorld world = await StartAsync();
        long later = clock.GetUtcNow().ToUnixTimeSeconds() + 600;
        string[] dates = [$"\"{later}\"", "true", "null", "-1", "1e400", "1e300", "253402300800", "[]", "{}"];
        foreach (string date in dates)
        {
            foreach (string claim in new[] { "exp", "nbf", "iat" })
            {
                JsonObject claims = Forge.Claims(world.Issuer, body => (body["exp"], body["iat"]) = (later, later - 600));
                claims.Remove(claim);
                string payload = claims.ToJsonString()[..^1] + $",\"{claim}\":{date}}}";
                await (await world.GetAsync(Orders, world.Issuer.Sign(Forge.Head, payload))).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-not-acceptable");
            }
        }

        (await world.GetAsync(Orders, Token(world, claims => claims.Remove("exp")))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        // What issuers write that mean never.
        (await world.GetAsync(Orders, Token(world, claims => claims["exp"] = 253402300799))).StatusCode.ShouldBe(HttpStatusCode.OK);
        // RFC 7519, 2: a NumericDate may have a fraction, and some issuers write one.
        (await world.GetAsync(Orders, Token(world, claims => claims["exp"] = later + 0.5))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_that_never_ends_is_no_failure_of_the_gateway()
    {
        await using GatewayWorld world = await StartAsync();

        // The last second there is, which some libraries write for "never".
        (await world.GetAsync(Orders, Token(world, claims => claims["exp"] = 253402300799))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync(Orders, Token(world, claims => claims["nbf"] = 253402300799))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_that_is_remembered_ends_when_it_ends()
    {
        await using GatewayWorld world = await StartAsync();
        string token = Token(world, claims => claims["exp"] = clock.GetUtcNow().ToUnixTimeSeconds() + 60);
        (await world.GetAsync(Orders, token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        clock.Advance(TimeSpan.FromSeconds(89));
        (await world.GetAsync(Orders, token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromSeconds(1));
        await (await world.GetAsync(Orders, token)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-expired");
    }

    [Fact]
    public async Task A_token_that_is_revoked_by_its_id_is_taken_no_more_at_once_though_it_is_remembered()
    {
        await using GatewayWorld world = await StartAsync();
        string token = Token(world, claims => claims["jti"] = "stolen-1");
        string other = Token(world, claims => claims["jti"] = "fine-1");
        (await world.GetAsync(Orders, token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        world.Estate.Issuers[0] = world.Estate.Issuers[0] with { RevokedTokens = ["stolen-1"] };
        await world.PublishAsync();

        await (await world.GetAsync(Orders, token)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-not-acceptable");
        (await world.GetAsync(Orders, other)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_credential_that_is_taken_out_names_nobody_at_once_though_its_token_is_remembered()
    {
        await using GatewayWorld world = await StartAsync();
        string token = Token(world, _ => { });
        (await world.GetAsync(Orders, token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        world.Estate.Consumers[0] = world.Estate.Consumers[0] with { Credentials = [new("main", "somebody-else")] };
        await world.PublishAsync();

        await (await world.GetAsync(Orders, token)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "consumer-unknown");
    }
}
