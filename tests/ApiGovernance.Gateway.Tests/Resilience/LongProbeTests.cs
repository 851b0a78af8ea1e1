using System.Net;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests.Resilience;

public class LongProbeTests
{
    private const string Orders = "/commerce/orders/v1/orders";

    [Fact]
    public async Task A_probe_without_end_keeps_the_others_out_for_a_while_and_not_for_ever()
    {
        FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(500));
        await using GatewayWorld world = await GatewayWorld.StartAsync(
            w => w.Estate
                .Backend(Yaml.Backend("wms", faulty.Address, "timeoutSeconds: 300, breaker: {failurePercent: 50, minimumCalls: 2, windowSeconds: 10, openSeconds: 20, halfOpenCalls: 1}"))
                .Api("orders", "v1", Contracts.Orders, part => part with { Backend = "wms" }),
            services => services.AddSingleton<TimeProvider>(clock));
        for (int i = 0; i < 2; i++)
            await world.GetAsync(Orders);
        clock.Advance(TimeSpan.FromSeconds(20));
        faulty.Behave = async call =>
        {
            await call.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
            await call.HangAsync();
        };
        using HttpResponseMessage stream = await world.Client.GetAsync(Orders, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        stream.StatusCode.ShouldBe(HttpStatusCode.OK);
        faulty.Behave = call => call.AnswerAsync(200, "[]");

        // The probe has the one place that there is.
        await (await world.GetAsync(Orders)).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "backend-circuit-open");
        clock.Advance(TimeSpan.FromSeconds(20));

        (await world.GetAsync(Orders)).StatusCode.ShouldBe(HttpStatusCode.OK);
        // And that one has closed it.
        for (int i = 0; i < 3; i++)
            (await world.GetAsync(Orders)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
