using System.Globalization;
using System.Net;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests.Admission;

/// <summary>Many counters of one consumer that gateways count together in Redis.</summary>
public class SharedScopeTests
{
    private const int Operations = 60;
    private const int Each = 5;

    private static string Contract => $$"""
        openapi: 3.1.0
        info: { title: Stock, version: 1.0.0 }
        paths:
        {{string.Concat(Enumerable.Range(0, Operations).Select(i => $"  /items{i}: {{ get: {{ responses: {{ '200': {{ description: ok }} }} }} }}\n"))}}
        """;

    private static Task<GatewayWorld> StartAsync(RedisServer redis, string node, PlanLimit limit, params OperationRule[] rules) => GatewayWorld.StartAsync(world =>
    {
        world.Options = options => options with { Node = node, Redis = redis.ConnectionString, RedisPatience = TimeSpan.FromSeconds(10) };
        world.Estate.Plans.Add(new SnapshotPlan("small", [limit]));
        world.Estate
            .Api("stock", "v1", Contract, part => part with { AuthenticationRequired = true, Operations = rules })
            .Consumer("app", "small", subscriptions: Estate.Subscription("stock"));
    });

    private static async Task SharedByAsync(int replicas, GatewayWorld world) => await Eventually.HoldsAsync(
        async () =>
        {
            JsonElement ready = JsonDocument.Parse(await world.Client.GetStringAsync(new Uri("/readyz", UriKind.Relative))).RootElement.GetProperty("limits");
            return ready.GetProperty("counted").GetString() == "shared" && ready.GetProperty("replicas").GetInt32() == replicas;
        },
        GatewayWorld.Bound, $"limits are counted by {replicas}");

    [Fact]
    public async Task Operations_that_are_called_at_once_for_the_first_time_refuse_nobody_and_take_no_more_than_they_need()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        PlanLimit limit = new("each", Each, 86_400) { Window = LimitWindow.Fixed, Per = LimitScope.Operation };
        await using GatewayWorld one = await StartAsync(redis, "one", limit);
        await using GatewayWorld two = await StartAsync(redis, "two", limit);
        await SharedByAsync(2, one);
        await SharedByAsync(2, two);
        async Task<HttpStatusCode[]> EachOnceAsync(GatewayWorld world)
        {
            string token = world.Issuer.Token("app");
            // The token is known, so that the calls come to the counters together.
            (await world.GetAsync("/commerce/stock/v1/none", token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            return await Task.WhenAll(Enumerable.Range(0, Operations).Select(async i => (await world.GetAsync($"/commerce/stock/v1/items{i}", token)).StatusCode));
        }

        List<HttpStatusCode> answers = [.. await EachOnceAsync(one)];
        for (int i = 1; i < Each; i++)
            answers.AddRange(await EachOnceAsync(two));

        answers.Count(status => status == HttpStatusCode.OK).ShouldBe(Operations * Each);
        (await EachOnceAsync(two)).ShouldAllBe(status => status == HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_dear_call_that_is_refused_right_after_a_cheap_one_is_told_its_own_time_to_wait()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using GatewayWorld world = await StartAsync(
            redis, "one", new PlanLimit("burst", 10, 1000), new OperationRule("GET /items1", [], new OperationPolicy { Cost = 5 }), new OperationRule("GET /items2", [], new OperationPolicy { Cost = 10 }));
        await SharedByAsync(1, world);
        string token = world.Issuer.Token("app");
        (await world.GetAsync("/commerce/stock/v1/items2", token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        HttpResponseMessage cheap = await world.GetAsync("/commerce/stock/v1/items0", token);
        HttpResponseMessage dear = await world.GetAsync("/commerce/stock/v1/items1", token);

        (cheap.StatusCode, dear.StatusCode).ShouldBe((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests));
        int.Parse(cheap.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture).ShouldBeInRange(90, 100);
        int.Parse(dear.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture).ShouldBeInRange(490, 500);
    }
}
