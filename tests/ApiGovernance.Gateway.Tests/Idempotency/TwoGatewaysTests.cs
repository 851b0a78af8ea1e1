using System.Net;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests.Idempotency;

/// <summary>Two real gateways before one back end.</summary>
public class TwoGatewaysTests
{
    private const int Rounds = 40;
    private const int Callers = 10;

    private static readonly IdempotencyPolicy Natural = new() { Mode = IdempotencyMode.Natural, Key = "/orderNumber" };

    [Fact]
    public async Task Same_key_same_moment_the_back_end_sees_it_once()
    {
        await using RedisServer redis = await RedisServer.StartAsync(durable: true);
        await using OrderSystem system = await OrderSystem.StartAsync();
        await using IdempotencyWorld one = await StartAsync(system, redis, "edge-1");
        await using IdempotencyWorld two = await StartAsync(system, redis, "edge-2");

        for (int round = 0; round < Rounds; round++)
        {
            string order = $"PO-{round}";
            HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(i => (i % 2 == 0 ? one : two).PostAsync(order, null)));
            answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Created || answer.StatusCode == HttpStatusCode.Conflict);
            answers.Count(answer => answer.StatusCode == HttpStatusCode.Created && !answer.IsReplay()).ShouldBe(1);
            system.EffectsOf(order).ShouldBe(1);
            // What one has carried out the other replays.
            HttpResponseMessage[] later = [await one.PostAsync(order, null), await two.PostAsync(order, null)];
            later.ShouldAllBe(answer => answer.IsReplay());
            (await later[0].TextAsync()).ShouldBe(await later[1].TextAsync());
        }

        system.Requests.Count.ShouldBe(Rounds);
    }

    /// <summary>The control: with a store each, the same calls have their effect twice, so the test above can see that.</summary>
    [Fact]
    public async Task With_a_store_each_the_back_end_sees_it_twice()
    {
        await using OrderSystem system = await OrderSystem.StartAsync();
        await using IdempotencyWorld one = await StartAsync(system, null, "edge-1");
        await using IdempotencyWorld two = await StartAsync(system, null, "edge-2");

        await Task.WhenAll(one.PostAsync("PO-1", null), two.PostAsync("PO-1", null));

        system.EffectsOf("PO-1").ShouldBe(2);
    }

    [Fact]
    public async Task Redis_gone_nothing_is_carried_out_and_back_it_goes_on()
    {
        await using RedisServer redis = await RedisServer.StartAsync(durable: true);
        await using OrderSystem system = await OrderSystem.StartAsync();
        await using IdempotencyWorld world = await StartAsync(system, redis, "edge-1");
        (await world.PostAsync("PO-1", null)).StatusCode.ShouldBe(HttpStatusCode.Created);

        await redis.KillAsync();
        for (int i = 0; i < 5; i++)
        {
            long asked = TimeProvider.System.GetTimestamp();
            await (await world.PostAsync("PO-2", null)).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "idempotency-store-unavailable");
            TimeProvider.System.GetElapsedTime(asked).ShouldBeLessThan(TimeSpan.FromSeconds(3));
        }

        system.EffectsOf("PO-2").ShouldBe(0);
        await redis.StartAgainAsync();
        await Eventually.HoldsAsync(
            async () => (await world.PostAsync("PO-2", null)).StatusCode == HttpStatusCode.Created, TimeSpan.FromSeconds(30), "Redis is used again");
        system.EffectsOf("PO-2").ShouldBe(1);
        (await world.PostAsync("PO-1", null)).IsReplay().ShouldBeTrue("the answer was on its disk");
    }

    private static async Task<IdempotencyWorld> StartAsync(OrderSystem system, RedisServer? redis, string node)
    {
        IdempotencyWorld world = await IdempotencyWorld.StartAsync(
            Natural, gateway => gateway.Options = options => options with { Node = node, Redis = redis?.ConnectionString }, system);
        if (redis is not null)
        {
            // The link is made when it is first asked for.
            await Eventually.HoldsAsync(
                async () => (await world.PostAsync("warm-" + node, null)).StatusCode == HttpStatusCode.Created, GatewayWorld.Bound, "Redis is in use");
            system.Requests.Clear();
        }

        return world;
    }
}
