using System.Net;
using ApiGovernance.Gateway.Routing.Canary;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Tests;

public class CanaryTests
{
    private static readonly string[] Consumers = [.. Enumerable.Range(1, 40).Select(number => $"partner-{number}")];

    private static async Task<(GatewayWorld World, EchoBackend Canary)> StartAsync(VersionCanary canary, bool authentication = true)
    {
        EchoBackend tried = await EchoBackend.StartAsync();
        GatewayWorld world = await GatewayWorld.StartAsync(w =>
        {
            w.Estate.Backend("next", tried.Address).Api("stock", "v1", Contracts.Get("/items"), part => part with
            {
                Canary = canary,
                AuthenticationRequired = authentication,
            });
            foreach (string consumer in Consumers)
                w.Estate.Consumer(consumer, subscriptions: Estate.Subscription("stock"));
        });
        return (world, tried);
    }

    private static async Task<string[]> OnCanaryAsync(GatewayWorld world, EchoBackend canary)
    {
        List<string> there = [];
        foreach (string consumer in Consumers)
        {
            int before = canary.Calls;
            (await world.GetAsync("/commerce/stock/v1/items", world.Issuer.Token(consumer))).StatusCode.ShouldBe(HttpStatusCode.OK);
            if (canary.Calls > before)
                there.Add(consumer);
        }

        return [.. there];
    }

    [Fact]
    public async Task A_share_of_the_consumers_goes_to_the_canary_and_always_the_same()
    {
        var (world, canary) = await StartAsync(new VersionCanary("next", 30, []));
        await using GatewayWorld _ = world;
        await using EchoBackend __ = canary;

        string[] first = await OnCanaryAsync(world, canary);
        first.Length.ShouldBeInRange(4, 22, "30 % of 40");
        (await OnCanaryAsync(world, canary)).ShouldBe(first);

        // Another gateway, after a start, with a greater weight: who was among them still is.
        await world.StopGatewayAsync();
        world.Estate.Api("stock", "v1", Contracts.Get("/items"), part => part with { Canary = new VersionCanary("next", 60, []), AuthenticationRequired = true });
        await world.StartGatewayAsync();
        await world.PublishAsync();
        string[] more = await OnCanaryAsync(world, canary);
        more.Length.ShouldBeGreaterThan(first.Length);
        first.ShouldBeSubsetOf(more);
    }

    [Fact]
    public async Task Named_consumers_go_whatever_the_weight_and_nobody_else_at_none()
    {
        var (world, canary) = await StartAsync(new VersionCanary("next", 0, ["partner-7"]));
        await using GatewayWorld _ = world;
        await using EchoBackend __ = canary;

        (await OnCanaryAsync(world, canary)).ShouldBe(["partner-7"]);
    }

    [Fact]
    public async Task A_weight_of_a_hundred_takes_all_and_anonymous_callers_by_their_address()
    {
        var (world, canary) = await StartAsync(new VersionCanary("next", 100, []), authentication: false);
        await using GatewayWorld _ = world;
        await using EchoBackend __ = canary;

        (await OnCanaryAsync(world, canary)).ShouldBe(Consumers);
        int before = canary.Calls;
        (await world.GetAsync("/commerce/stock/v1/items")).StatusCode.ShouldBe(HttpStatusCode.OK);
        canary.Calls.ShouldBe(before + 1);
        world.Backend.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_canary_on_a_back_end_that_does_not_exist_is_kept_out_of_force()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("stock", "v1", Contracts.Get("/items")));
        world.Estate.Api("stock", "v1", Contracts.Get("/items"), part => part with { Canary = new VersionCanary("nowhere", 100, []) });

        var acknowledgement = await world.PublishAsync();

        acknowledgement.Quarantined.ShouldHaveSingleItem().Reason.ShouldBe("The back end 'nowhere' is not in the snapshot.");
        (await world.GetAsync("/commerce/stock/v1/items")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void Buckets_are_the_same_in_every_process_and_even()
    {
        ulong seed = StickyBucket.Seed("orders/v2");
        // Written down: a change of the hash would move consumers between back ends in the middle of a canary.
        StickyBucket.Of(seed, "storefront").ShouldBe(5529);
        StickyBucket.Of(seed, IPAddress.Parse("203.0.113.9")).ShouldBe(2702);
        StickyBucket.Of(seed, IPAddress.Parse("::ffff:203.0.113.9")).ShouldBe(2702);

        int[] buckets = [.. Enumerable.Range(0, 10_000).Select(number => StickyBucket.Of(seed, $"consumer-{number}"))];
        for (int tenth = 0; tenth < 10; tenth++)
            buckets.Count(bucket => bucket / 1000 == tenth).ShouldBeInRange(850, 1150, $"tenth {tenth}");
    }
}
