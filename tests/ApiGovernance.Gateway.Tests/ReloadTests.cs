using System.Net;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;

namespace ApiGovernance.Gateway.Tests;

/// <summary>Snapshots that come while requests are served. How long they take is measured by <c>bench/gateway-reload.sh</c>.</summary>
public sealed class ReloadTests
{
    private const string Items = "/commerce/stock/v1/items";

    private static IProxyConfig Routes(GatewayWorld world) => world.Services.GetRequiredService<IProxyConfigProvider>().GetConfig();

    [Fact]
    public async Task A_change_of_policies_leaves_the_proxys_routes_alone_and_a_new_version_does_not()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate
            .Api("stock", "v1", Contracts.Get("/items"), part => part with { AuthenticationRequired = true })
            .Consumer("app", subscriptions: Estate.Subscription("stock")));
        IProxyConfig before = Routes(world);
        string token = world.Issuer.Token("app");

        // A plan, a consumer, a policy, the lifecycle: all that is not a version or a back end.
        world.Estate.Plans[0] = new SnapshotPlan("standard", [new PlanLimit("burst", 1, 3600)]);
        await world.PublishAsync();
        world.Estate.Consumer("late", subscriptions: Estate.Subscription("stock"));
        await world.PublishAsync();
        world.Estate.Api("stock", "v1", Contracts.Get("/items"), part => part with
        {
            AuthenticationRequired = true,
            Stage = ApiStage.Deprecated,
            Sunset = new DateOnly(2099, 1, 1),
            Policy = new OperationPolicy { Cost = 1, Priority = BusinessPriority.Report },
        });
        await world.PublishAsync();

        Routes(world).ShouldBeSameAs(before);
        HttpResponseMessage first = await world.GetAsync(Items, token);
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Headers.ShouldContain(header => header.Key == "Sunset");
        (await world.GetAsync(Items, token)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await world.GetAsync(Items, world.Issuer.Token("late"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        world.Estate.Api("stock", "v2", Contracts.Get("/items"));
        await world.PublishAsync();

        Routes(world).ShouldNotBeSameAs(before);
        (await world.GetAsync("/commerce/stock/v2/items")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_request_fails_while_snapshots_of_a_thousand_versions_come_one_after_the_other()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w =>
        {
            w.Estate.Api("stock", "v1", Contracts.Get("/items"));
            for (int i = 0; i < 1000; i++)
                w.Estate.Api($"api-{i}", "v1", Contracts.Get("/items"));
        });
        using CancellationTokenSource over = new();
        Task<int>[] callers =
        [
            .. Enumerable.Range(0, 4).Select(async _ =>
            {
                int calls = 0;
                while (!over.IsCancellationRequested)
                {
                    using HttpResponseMessage answer = await world.GetAsync(Items);
                    answer.StatusCode.ShouldBe(HttpStatusCode.OK);
                    calls++;
                }

                return calls;
            }),
        ];

        for (int change = 0; change < 3; change++)
        {
            world.Estate.Plans[0] = new SnapshotPlan("standard", [new PlanLimit("burst", 100_000 + change, 10)]);
            await world.PublishAsync();
            world.Estate.Api($"new-{change}", "v1", Contracts.Get("/items"));
            await world.PublishAsync();
            (await world.GetAsync($"/commerce/new-{change}/v1/items")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await over.CancelAsync();
        int[] made = await Task.WhenAll(callers);
        made.ShouldAllBe(calls => calls > 0);
    }
}
