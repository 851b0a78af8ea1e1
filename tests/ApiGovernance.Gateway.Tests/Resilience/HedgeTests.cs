using System.Net;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests.Resilience;

public class HedgeTests
{
    private const string Orders = "/commerce/orders/v1/orders";

    private static Task<GatewayWorld> StartAsync(FaultyBackend faulty, string policy, string more = "") => GatewayWorld.StartAsync(world => world.Estate
        .Backend(Yaml.Backend("wms", faulty.Address, more))
        .Api("orders", "v1", Contracts.Orders, part => part with { Backend = "wms", Policy = Yaml.Policy(policy) }));

    [Fact]
    public async Task A_read_that_takes_long_is_asked_a_second_time_and_the_slow_one_is_given_up()
    {
        TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            if (call.Number > 0)
            {
                await call.AnswerAsync(200, "[2]");
                return;
            }

            await call.HangAsync();
            closed.SetResult();
        });
        await using GatewayWorld world = await StartAsync(faulty, "{hedge: {afterMilliseconds: 100}}");

        var (answer, elapsed) = await Timed.RunAsync(() => world.GetAsync(Orders));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("[2]");
        elapsed.ShouldBeInRange(TimeSpan.FromMilliseconds(90), TimeSpan.FromSeconds(3));
        faulty.Calls.Count.ShouldBe(2);
        await closed.Task.WaitAsync(GatewayWorld.Bound, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_second_call_goes_to_the_other_address()
    {
        await using FaultyBackend slow = FaultyBackend.Start(call => call.HangAsync());
        await using FaultyBackend quick = FaultyBackend.Start(call => call.AnswerAsync(200));
        await using GatewayWorld world = await StartAsync(slow, "{hedge: {afterMilliseconds: 50, maxPercent: 100}}", $"destinations: ['{quick.Address}']");

        for (int i = 0; i < 10; i++)
            (await world.GetAsync(Orders)).StatusCode.ShouldBe(HttpStatusCode.OK);

        quick.Calls.Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_quick_read_is_asked_once_and_a_write_always()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            if (call.Head.StartsWith("POST", StringComparison.Ordinal))
                await call.PauseAsync(TimeSpan.FromMilliseconds(1500));
            await call.AnswerAsync(201);
        });
        await using GatewayWorld world = await StartAsync(faulty, "{hedge: {afterMilliseconds: 1000, maxPercent: 100}}");

        (await world.GetAsync(Orders)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await world.PostAsync(Orders, TimeoutTests.Order)).StatusCode.ShouldBe(HttpStatusCode.Created);

        faulty.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task When_the_quicker_one_fails_the_other_one_still_counts()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            if (call.Number > 0)
            {
                await call.AnswerAsync(503);
                return;
            }

            await call.PauseAsync(TimeSpan.FromMilliseconds(600));
            await call.AnswerAsync(200);
        });
        await using GatewayWorld world = await StartAsync(faulty, "{hedge: {afterMilliseconds: 50}}");

        (await world.GetAsync(Orders)).StatusCode.ShouldBe(HttpStatusCode.OK);

        faulty.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Second_calls_stay_within_their_budget()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            await call.PauseAsync(TimeSpan.FromMilliseconds(60));
            await call.AnswerAsync(200);
        });
        await using GatewayWorld world = await StartAsync(faulty, "{hedge: {afterMilliseconds: 5, maxPercent: 10}}");

        for (int i = 0; i < 50; i++)
            (await world.GetAsync(Orders)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await Eventually.HoldsAsync(() => faulty.Calls.Count >= 60, GatewayWorld.Bound, "what was saved up is used");
        // 10 % of 50 calls, and 10 that were saved up.
        faulty.Calls.Count.ShouldBeInRange(60, 65);
    }
}
