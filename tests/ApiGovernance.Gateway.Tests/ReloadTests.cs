using System.Collections.Concurrent;
using System.Net;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Tests;

/// <summary>Snapshots that come while requests are served. How long they take is measured by <c>bench/gateway-reload.sh</c>.</summary>
public sealed class ReloadTests
{
    private const string Items = "/commerce/stock/v1/items";

    [Fact]
    public async Task A_change_of_policies_or_of_versions_keeps_the_connections_to_the_back_end()
    {
        ConcurrentQueue<string> connections = new();
        await using ScriptedBackend backend = await ScriptedBackend.StartAsync(context =>
        {
            connections.Enqueue(context.Connection.Id);
            return Task.CompletedTask;
        });
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate
            .Backend("erp", backend.Address)
            .Api("stock", "v1", Contracts.Get("/items"), part => part with { AuthenticationRequired = true })
            .Consumer("app", subscriptions: Estate.Subscription("stock")));
        string token = world.Issuer.Token("app");
        (await world.GetAsync(Items, token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        // A plan, a consumer, a policy, the lifecycle, the back end's own rules, another version.
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
        world.Estate.Backend("erp", backend.Address, timeoutSeconds: 7, maxConcurrency: 3);
        await world.PublishAsync();

        HttpResponseMessage first = await world.GetAsync(Items, token);
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Headers.ShouldContain(header => header.Key == "Sunset");
        (await world.GetAsync(Items, token)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await world.GetAsync(Items, world.Issuer.Token("late"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        world.Estate.Api("stock", "v2", Contracts.Get("/items"));
        await world.PublishAsync();

        (await world.GetAsync("/commerce/stock/v2/items")).StatusCode.ShouldBe(HttpStatusCode.OK);
        connections.Count.ShouldBe(4);
        connections.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_back_end_that_moved_is_called_where_it_is_now()
    {
        await using ScriptedBackend old = await ScriptedBackend.StartAsync(context => context.Response.WriteAsync("\"old\""));
        await using ScriptedBackend moved = await ScriptedBackend.StartAsync(context => context.Response.WriteAsync("\"moved\""));
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate
            .Backend("erp", old.Address)
            .Api("stock", "v1", Contracts.Get("/items")));
        (await (await world.GetAsync(Items)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("\"old\"");

        world.Estate.Backend("erp", moved.Address);
        await world.PublishAsync();

        (await (await world.GetAsync(Items)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("\"moved\"");
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
