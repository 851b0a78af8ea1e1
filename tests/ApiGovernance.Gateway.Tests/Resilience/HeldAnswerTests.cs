using System.Net;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.Admission;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests.Resilience;

/// <summary>An answer that is held to be validated, and what happens meanwhile.</summary>
public class HeldAnswerTests
{
    private const string Lists = "/commerce/lists/v1/lists";
    private const string Breaker = "breaker: {minimumCalls: 4, openSeconds: 600}";

    private static Task<GatewayWorld> StartAsync(FaultyBackend faulty, string backend, string more) => GatewayWorld.StartAsync(w => w.Estate
        .Backend(Yaml.Backend(backend, faulty.Address, more))
        .Api("lists", "v1", """
            openapi: 3.1.0
            info: { title: Lists, version: 1.0.0 }
            paths:
              /lists:
                get: { responses: { '200': { description: ok, content: { application/json: { schema: { type: array } } } } } }
            """, part => part with { Backend = backend, ResponseValidation = ValidationMode.Enforce }));

    private static Task BeginAsync(FaultyCall call) => call.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[1");

    [Fact]
    public async Task Clients_that_leave_while_their_answer_is_held_do_not_open_the_circuit()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            await BeginAsync(call);
            await call.HangAsync();
        });
        using Gauges gauges = new("held-left");
        await using GatewayWorld world = await StartAsync(faulty, "held-left", Breaker);
        using MetricLog log = new("lists");

        for (int i = 1; i <= 6; i++)
        {
            using CancellationTokenSource leaving = new();
            Task<HttpResponseMessage> call = world.Client.GetAsync(new Uri(Lists, UriKind.Relative), leaving.Token);
            await Eventually.HoldsAsync(() => faulty.Calls.Count == i, GatewayWorld.Bound, "the call has arrived");
            await leaving.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => call);
            await Eventually.HoldsAsync(() => gauges.InFlight == 0, GatewayWorld.Bound, "the call is over");
        }

        faulty.Behave = call => call.AnswerAsync(200, "[]");
        (await world.GetAsync(Lists)).StatusCode.ShouldBe(HttpStatusCode.OK);
        log.Count("apigov.gateway.requests", ("outcome", "refused")).ShouldBe(0);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_while_it_is_held_is_a_failure_of_the_back_end()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            await BeginAsync(call);
            call.Close();
        });
        await using GatewayWorld world = await StartAsync(faulty, "held-torn", Breaker);

        for (int i = 0; i < 4; i++)
        {
            HttpResponseMessage torn = await world.GetAsync(Lists);
            await torn.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-unreachable");
            torn.Headers.GetValues("Proxy-Status").Single().ShouldContain("error=http_response_incomplete");
        }

        await (await world.GetAsync(Lists)).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "backend-circuit-open");
    }

    [Fact]
    public async Task An_answer_that_is_not_whole_in_time_is_a_timeout_of_the_back_end()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            await BeginAsync(call);
            await call.TrickleAsync(" ");
        });
        using Gauges gauges = new("held-slow");
        await using GatewayWorld world = await StartAsync(faulty, "held-slow", "timeoutSeconds: 1");
        world.Estate.Backends[^1] = world.Estate.Backends[^1] with { AdaptiveConcurrency = new AdaptiveConcurrency(1, 20) };
        await world.PublishAsync();

        JsonElement problem = await (await world.GetAsync(Lists)).ShouldBeProblemAsync(HttpStatusCode.GatewayTimeout, "backend-timeout");

        problem.GetProperty("detail").GetString().ShouldBe("'held-slow' did not finish its answer within 1 s.");
        gauges.AdaptiveLimit.ShouldBe(8);
    }
}
