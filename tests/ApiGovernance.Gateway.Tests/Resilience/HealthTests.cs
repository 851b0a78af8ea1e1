using System.Net;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests.Resilience;

public class HealthTests
{
    private const string Items = "/commerce/stock/v1/items";

    private static Task<GatewayWorld> StartAsync(FaultyBackend first, string more, string? policy = null) => GatewayWorld.StartAsync(world => world.Estate
        .Backend(Yaml.Backend("wms", first.Address, more))
        .Api("stock", "v1", Contracts.Get("/items"), part => part with { Backend = "wms", Policy = policy is null ? null : Yaml.Policy(policy) })
        .Api("other", "v1", Contracts.Get("/items")));

    private static bool IsProbe(FaultyCall call) => call.Head.StartsWith("GET /alive ", StringComparison.Ordinal);

    private static int Work(FaultyBackend backend) => backend.Calls.Count(call => !IsProbe(call));

    [Fact]
    public async Task A_back_end_whose_probes_fail_is_not_called_until_they_succeed()
    {
        bool well = false;
        await using FaultyBackend faulty = FaultyBackend.Start(call => IsProbe(call) ? call.AnswerAsync(Volatile.Read(ref well) ? 200 : 503) : call.AnswerAsync(200));
        await using GatewayWorld world = await StartAsync(faulty, "health: {path: /alive, intervalSeconds: 1, timeoutSeconds: 1, unhealthyAfter: 2, healthyAfter: 2}");

        // The negative control: until the second bad probe it is called.
        (await world.GetAsync(Items)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.HoldsAsync(async () => (await world.GetAsync(Items)).StatusCode == HttpStatusCode.ServiceUnavailable, GatewayWorld.Bound, "it is left out");
        int before = Work(faulty);
        var (answer, elapsed) = await Timed.RunAsync(() => world.GetAsync(Items));
        JsonElement problem = await answer.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "backend-unhealthy");
        problem.GetProperty("side").GetString().ShouldBe("back-end");
        problem.GetProperty("effect").GetString().ShouldBe("none");
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        Work(faulty).ShouldBe(before);
        (await world.GetAsync("/commerce/other/v1/items")).StatusCode.ShouldBe(HttpStatusCode.OK);

        Volatile.Write(ref well, true);
        await Eventually.HoldsAsync(async () => (await world.GetAsync(Items)).StatusCode == HttpStatusCode.OK, GatewayWorld.Bound, "it is called again");
    }

    [Fact]
    public async Task Of_two_addresses_the_bad_one_is_left_out_and_the_other_serves_everything()
    {
        await using FaultyBackend good = FaultyBackend.Start(call => call.AnswerAsync(200));
        await using FaultyBackend bad = FaultyBackend.Start(call => IsProbe(call) ? call.HangAsync() : call.AnswerAsync(500));
        await using GatewayWorld world = await StartAsync(
            good, $"destinations: ['{bad.Address}'], health: {{path: /alive, intervalSeconds: 1, timeoutSeconds: 1, unhealthyAfter: 1}}");

        await Eventually.HoldsAsync(async () => await HealthyAsync(world) == 1, GatewayWorld.Bound, "one of two is healthy");
        int before = Work(bad);
        for (int i = 0; i < 30; i++)
            (await world.GetAsync(Items)).StatusCode.ShouldBe(HttpStatusCode.OK);

        Work(bad).ShouldBe(before);
        Work(good).ShouldBeGreaterThanOrEqualTo(30);
    }

    [Fact]
    public async Task Calls_are_spread_over_all_healthy_addresses()
    {
        await using FaultyBackend one = FaultyBackend.Start(call => call.AnswerAsync(200));
        await using FaultyBackend two = FaultyBackend.Start(call => call.AnswerAsync(200));
        await using GatewayWorld world = await StartAsync(one, $"destinations: ['{two.Address}/']");

        for (int i = 0; i < 60; i++)
            (await world.GetAsync(Items)).StatusCode.ShouldBe(HttpStatusCode.OK);

        one.Calls.Count.ShouldBeInRange(5, 55);
        two.Calls.Count.ShouldBe(60 - one.Calls.Count);
        two.Calls.ShouldAllBe(call => call.Head.StartsWith("GET /items HTTP/1.1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_probes_the_calls_themselves_find_out_and_a_retry_hides_it()
    {
        FaultyBackend dead = FaultyBackend.Start(call => call.AnswerAsync(200));
        await dead.DisposeAsync();
        await using FaultyBackend alive = FaultyBackend.Start(call => call.AnswerAsync(200));
        await using GatewayWorld world = await StartAsync(
            alive, $"destinations: ['{dead.Address}'], health: {{intervalSeconds: 60, unhealthyAfter: 1}}", "{retry: {on: [connect], backoffMilliseconds: 1}}");

        for (int i = 0; i < 40; i++)
            (await world.GetAsync(Items)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await HealthyAsync(world)).ShouldBe(1);
        alive.Calls.Count.ShouldBe(40);
    }

    private static async Task<int> HealthyAsync(GatewayWorld world)
    {
        string text = await (await world.GetAsync("/readyz")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return JsonDocument.Parse(text).RootElement.GetProperty("backends")[0].GetProperty("healthyAddresses").GetInt32();
    }
}
