using System.Net;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests.Resilience;

public class CircuitBreakerTests
{
    private const string Orders = "/commerce/orders/v1/orders";
    private const string Breaker = "breaker: {failurePercent: 50, minimumCalls: 4, windowSeconds: 10, openSeconds: 20, halfOpenCalls: 2}";

    private static Task<GatewayWorld> StartAsync(FaultyBackend faulty, FakeTimeProvider clock, string more = Breaker) => GatewayWorld.StartAsync(
        world => world.Estate
            .Backend(Yaml.Backend("wms", faulty.Address, more))
            .Api("orders", "v1", Contracts.Orders, part => part with { Backend = "wms" })
            .Api("stock", "v1", Contracts.Get("/items")),
        services => services.AddSingleton<TimeProvider>(clock));

    private static FakeTimeProvider Clock() => new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task It_opens_costs_the_back_end_nothing_lets_probes_through_and_closes()
    {
        FakeTimeProvider clock = Clock();
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(500));
        await using GatewayWorld world = await StartAsync(faulty, clock);

        for (int i = 0; i < 4; i++)
            (await world.GetAsync(Orders)).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        clock.Advance(TimeSpan.FromSeconds(5));
        for (int i = 0; i < 20; i++)
        {
            var (refused, elapsed) = await Timed.RunAsync(() => world.GetAsync(Orders));
            JsonElement problem = await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "backend-circuit-open");
            refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(15));
            refused.Headers.GetValues("Proxy-Status").Single().ShouldBe("apigov; error=destination_unavailable; next-hop=\"wms\"");
            problem.GetProperty("owner").GetProperty("team").GetString().ShouldBe("commerce-platform");
            problem.GetProperty("side").GetString().ShouldBe("back-end");
            problem.GetProperty("retrySafe").GetBoolean().ShouldBeTrue();
            elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        }

        faulty.Calls.Count.ShouldBe(4);
        // Writes have a breaker of their own, and other APIs are not concerned.
        (await world.PostAsync(Orders, TimeoutTests.Order)).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await world.GetAsync("/commerce/stock/v1/items")).StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonElement ready = await ReadyAsync(world);
        (ready.GetProperty("reads").GetString(), ready.GetProperty("writes").GetString()).ShouldBe(("open", "closed"));

        clock.Advance(TimeSpan.FromSeconds(16));
        TaskCompletionSource hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        faulty.Behave = async call =>
        {
            await hold.Task;
            await call.AnswerAsync(200);
        };
        Task<HttpResponseMessage>[] probes = [world.GetAsync(Orders), world.GetAsync(Orders)];
        await Eventually.HoldsAsync(() => faulty.Calls.Count == 7, GatewayWorld.Bound, "two probes have arrived");
        await (await world.GetAsync(Orders)).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "backend-circuit-open");
        (await ReadyAsync(world)).GetProperty("reads").GetString().ShouldBe("half-open");
        hold.SetResult();
        foreach (HttpResponseMessage probe in await Task.WhenAll(probes))
            probe.StatusCode.ShouldBe(HttpStatusCode.OK);

        (await world.GetAsync(Orders)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ReadyAsync(world)).GetProperty("reads").GetString().ShouldBe("closed");
    }

    [Fact]
    public async Task A_probe_that_fails_opens_it_again()
    {
        FakeTimeProvider clock = Clock();
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(503));
        await using GatewayWorld world = await StartAsync(faulty, clock);

        for (int i = 0; i < 10; i++)
            await world.GetAsync(Orders);
        clock.Advance(TimeSpan.FromSeconds(20));
        for (int i = 0; i < 10; i++)
            await world.GetAsync(Orders);

        faulty.Calls.Count.ShouldBe(5);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(404)]
    [InlineData(401)]
    [InlineData(501)]
    public async Task What_the_back_end_says_about_the_request_is_no_failure(int status)
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(status));
        await using GatewayWorld world = await StartAsync(faulty, Clock());

        for (int i = 0; i < 12; i++)
            ((int)(await world.GetAsync(Orders)).StatusCode).ShouldBe(status);

        faulty.Calls.Count.ShouldBe(12);
    }

    [Fact]
    public async Task Answers_that_break_off_and_connections_that_break_are_failures()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            if (call.Number % 2 == 0)
                await call.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
            call.Reset();
        });
        await using GatewayWorld world = await StartAsync(faulty, Clock());

        for (int i = 0; i < 12; i++)
        {
            try
            {
                await world.GetAsync(Orders);
            }
            catch (HttpRequestException)
            {
                // What a client sees of an answer that breaks off.
            }
        }

        // The client of a torn answer may be back before the tear is counted.
        faulty.Calls.Count.ShouldBeInRange(4, 6);
    }

    [Fact]
    public async Task What_is_known_of_a_back_end_outlives_a_snapshot_that_does_not_concern_it()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(500));
        await using GatewayWorld world = await StartAsync(faulty, Clock());
        for (int i = 0; i < 4; i++)
            await world.GetAsync(Orders);

        world.Estate.Api("other", "v1", Contracts.Get("/items")).Consumer("new");
        await world.PublishAsync();

        (await world.GetAsync(Orders)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        faulty.Calls.Count.ShouldBe(4);
    }

    private static async Task<JsonElement> ReadyAsync(GatewayWorld world)
    {
        using HttpResponseMessage answer = await world.GetAsync("/readyz");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return JsonDocument.Parse(text).RootElement.GetProperty("backends").EnumerateArray().Single(backend => backend.GetProperty("name").GetString() == "wms");
    }
}
