using System.Net;
using System.Security.Cryptography;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Keys;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests;

/// <summary>A consumer's API key in place of a token: taken by its hash, and never passed on.</summary>
public class ApiKeyTests
{
    private const string Orders = "/commerce/orders/v1/orders";

    private readonly (string Id, string Key) _key = ApiKey.Generate();
    private readonly (string Id, string Key) _unknown = ApiKey.Generate();

    [Theory]
    [InlineData("X-Api-Key", "{0}")]
    [InlineData("x-api-key", "{0}")]
    [InlineData("Authorization", "ApiKey {0}")]
    [InlineData("Authorization", "apikey {0}")]
    public async Task A_key_names_its_consumer_and_is_not_forwarded(string field, string value)
    {
        await using GatewayWorld world = await StartAsync();

        Echo echo = await Echo.ReadAsync(await world.GetAsync(Orders, null, (field, value.Replace("{0}", _key.Key, StringComparison.Ordinal))));

        echo.Headers["x-consumer-id"].ShouldBe("partner");
        echo.Headers.ShouldNotContainKey("x-api-key");
        echo.Headers.ShouldNotContainKey("authorization");
    }

    [Fact]
    public async Task A_key_that_is_wrong_in_any_way_gets_one_and_the_same_answer()
    {
        await using GatewayWorld world = await StartAsync();
        string key = _key.Key;
        HashSet<string?> details = [];
        foreach ((string what, string sent) in new[]
        {
            ("unknown", _unknown.Key), ("nonsense", "nonsense"), ("empty", ""), ("one letter more", key + "A"), ("one letter less", key[..^1]),
            ("last letter", key[..^1] + (key[^1] == 'A' ? 'B' : 'A')), ("another's id", $"{_unknown.Key[..17]}{key[17..]}"),
            ("upper case", key.ToUpperInvariant()), ("no prefix", key[4..]), ("quoted", $"\"{key}\""), ("twice in one", $"{key},{key}"),
        })
        {
            HttpResponseMessage answer = await world.GetAsync(Orders, null, ("X-Api-Key", sent));
            details.Add((await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "api-key-not-acceptable")).GetProperty("detail").GetString());
            answer.Headers.WwwAuthenticate.ToString().ShouldBe("ApiKey, Bearer", what);
        }

        details.ShouldBe(["The API key is not acceptable."]);
    }

    [Fact]
    public async Task Of_two_credentials_neither_counts()
    {
        await using GatewayWorld world = await StartAsync();

        await (await world.GetAsync(Orders, world.Issuer.Token("partner"), ("X-Api-Key", _key.Key)))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "api-key-not-acceptable");
        await (await world.GetAsync(Orders, null, ("X-Api-Key", _key.Key), ("X-Api-Key", _key.Key)))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "api-key-not-acceptable");
    }

    [Fact]
    public async Task A_key_in_the_address_opens_nothing()
    {
        await using GatewayWorld world = await StartAsync();

        await (await world.GetAsync($"{Orders}?api_key={_key.Key}")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-missing");
    }

    [Fact]
    public async Task A_key_ends_when_it_is_said_to()
    {
        FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
        await using GatewayWorld world = await StartAsync(clock.GetUtcNow().AddMinutes(5), clock);
        (await world.GetAsync(Orders, null, ("X-Api-Key", _key.Key))).StatusCode.ShouldBe(HttpStatusCode.OK);

        clock.Advance(TimeSpan.FromMinutes(5));

        await (await world.GetAsync(Orders, null, ("X-Api-Key", _key.Key))).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "api-key-not-acceptable");
    }

    [Fact]
    public async Task A_key_that_is_not_published_any_more_is_refused_from_then_on()
    {
        await using GatewayWorld world = await StartAsync();
        (await world.GetAsync(Orders, null, ("X-Api-Key", _key.Key))).StatusCode.ShouldBe(HttpStatusCode.OK);

        world.Estate.Consumers[0] = world.Estate.Consumers[0] with { Keys = [] };
        await world.PublishAsync();

        await (await world.GetAsync(Orders, null, ("X-Api-Key", _key.Key))).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "api-key-not-acceptable");
    }

    [Fact]
    public async Task A_key_has_the_scopes_of_its_consumers_subscriptions_and_no_other()
    {
        await using GatewayWorld world = await StartAsync();

        await (await world.PostAsync(Orders, """{"number":"1"}""", null, ("X-Api-Key", _key.Key)))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "insufficient-scope");
    }

    [Fact]
    public async Task A_scope_that_was_granted_on_one_API_counts_on_that_one_only()
    {
        const string Order = """{"customer":"c","lines":[{"sku":"a","quantity":1}]}""";
        await using GatewayWorld world = await StartAsync(world =>
        {
            world.Estate.Api("drafts", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true });
            return [new ConsumerSubscription("drafts", ["v2"], ["orders.read"]), new ConsumerSubscription("drafts", [], ["orders.write"])];
        });

        (await world.PostAsync("/commerce/drafts/v1/orders", Order, null, ("X-Api-Key", _key.Key))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await world.GetAsync("/commerce/drafts/v1/orders", null, ("X-Api-Key", _key.Key))).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "insufficient-scope");
        await (await world.PostAsync(Orders, Order, null, ("X-Api-Key", _key.Key))).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "insufficient-scope");
        (await world.GetAsync(Orders, null, ("X-Api-Key", _key.Key))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private Task<GatewayWorld> StartAsync(Func<GatewayWorld, IEnumerable<ConsumerSubscription>> more) => StartAsync(null, null, more);

    private Task<GatewayWorld> StartAsync(DateTimeOffset? expires = null, TimeProvider? clock = null, Func<GatewayWorld, IEnumerable<ConsumerSubscription>>? more = null) => GatewayWorld.StartAsync(
        world =>
        {
            byte[] salt = RandomNumberGenerator.GetBytes(ApiKey.SaltBytes);
            world.Estate.Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true });
            world.Estate.Consumers.Add(new SnapshotConsumer("partner", "standard", [], [new ConsumerSubscription("orders", [], ["orders.read"]), .. more?.Invoke(world) ?? []])
            {
                Keys = [new SnapshotApiKey(_key.Id, salt, ApiKey.Hash(_key.Key, salt)) { Expires = expires }],
            });
        },
        services =>
        {
            if (clock is not null)
                services.AddSingleton(clock);
        });
}
