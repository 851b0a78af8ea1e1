using System.Net;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests.Admission;

/// <summary>A back end's budget changes while calls wait for it.</summary>
public class ReloadedLimitTests
{
    private static Task<HttpResponseMessage> CallAsync(GatewayWorld world) => world.GetAsync("/commerce/work/v1/plain");

    [Theory]
    [InlineData(null)]
    [InlineData(10)]
    public async Task Who_waits_goes_on_with_the_next_call_when_a_snapshot_makes_room(int? places)
    {
        string name = $"erp-reload-{places}";
        await using GatedBackend erp = await GatedBackend.StartAsync();
        using Gauges gauges = new(name);
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate
            .Backend(name, erp.Address, backend => backend with { MaxConcurrency = 1, Queue = new BackendQueue(60_000, 10) })
            .Api("work", "v1", Contracts.Get("/plain"), part => part with { Backend = name }));
        List<Task<HttpResponseMessage>> calls = [CallAsync(world)];
        await Eventually.HoldsAsync(() => erp.Seen.Count == 1, GatewayWorld.Bound, "the first call is at the back end");
        for (int waiting = 1; waiting <= 2; waiting++)
        {
            calls.Add(CallAsync(world));
            await Eventually.HoldsAsync(() => gauges.Waiting == waiting, GatewayWorld.Bound, "the others wait");
        }

        world.Estate.Backend(name, erp.Address, backend => backend with { MaxConcurrency = places, Queue = places is null ? null : new BackendQueue(60_000, 10) });
        await world.PublishAsync();
        calls.Add(CallAsync(world));

        await Eventually.HoldsAsync(() => erp.Seen.Count == 4, GatewayWorld.Bound, "all of them are at the back end");
        erp.Answer(4);
        (await Task.WhenAll(calls)).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        gauges.InFlight.ShouldBe(0);
        gauges.Waiting.ShouldBe(0);
    }
}
