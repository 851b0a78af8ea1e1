using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests.Resilience;

public class TimeoutTests
{
    private const string Items = "/commerce/stock/v1/items";

    private static Task<GatewayWorld> StartAsync(FaultyBackend faulty, string? policy) => GatewayWorld.StartAsync(world => world.Estate
        .Backend("wms", faulty.Address)
        .Api("stock", "v1", Contracts.Get("/items"), part => part with { Backend = "wms", Policy = policy is null ? null : Yaml.Policy(policy) }));

    [Fact]
    public async Task A_back_end_that_trickles_its_headers_is_504_at_the_total_time()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            await call.WriteAsync("HTTP/1.1 200 OK\r\nX-Slow: ");
            await call.TrickleAsync("a");
        });
        await using GatewayWorld world = await StartAsync(faulty, "{timeout: {totalMilliseconds: 400}}");

        var (answer, elapsed) = await Timed.RunAsync(() => world.GetAsync(Items));

        JsonElement problem = await answer.ShouldBeProblemAsync(HttpStatusCode.GatewayTimeout, "backend-timeout");
        problem.GetProperty("detail").GetString()!.ShouldContain("400 ms");
        problem.GetProperty("side").GetString().ShouldBe("back-end");
        problem.GetProperty("retrySafe").GetBoolean().ShouldBeTrue();
        problem.GetProperty("effect").GetString().ShouldBe("none");
        problem.GetProperty("owner").GetProperty("supportUrl").GetString().ShouldBe("https://example.com/support");
        answer.Headers.GetValues("Proxy-Status").Single().ShouldBe("apigov; error=http_response_timeout; next-hop=\"wms\"");
        elapsed.ShouldBeInRange(TimeSpan.FromMilliseconds(350), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Without_the_policy_only_silence_ends_a_call_and_a_trickle_is_none()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            await call.WriteAsync("HTTP/1.1 200 OK\r\nX-Slow: ");
            for (int i = 0; i < 60; i++)
            {
                await call.WriteAsync("a");
                await call.PauseAsync(TimeSpan.FromMilliseconds(20));
            }

            await call.WriteAsync("\r\nContent-Length: 2\r\n\r\n{}");
        });
        await using GatewayWorld world = await StartAsync(faulty, null);

        var (answer, elapsed) = await Timed.RunAsync(() => world.GetAsync(Items));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_body_that_trickles_is_broken_off_at_the_total_time()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            await call.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            await call.TrickleAsync("1\r\n \r\n");
        });
        await using GatewayWorld world = await StartAsync(faulty, "{timeout: {totalMilliseconds: 500}}");

        var (text, elapsed) = await Timed.RunAsync(() => RawHttp.SendAsync(world.Address, $"GET {Items} HTTP/1.1\r\nHost: g\r\n\r\n"));

        text.ShouldStartWith("HTTP/1.1 200");
        // No last chunk: the client knows that it is not whole.
        text.ShouldNotContain("\r\n0\r\n");
        elapsed.ShouldBeInRange(TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(3));
        await Eventually.HoldsAsync(() => !faulty.Calls.Single().Socket.Connected, GatewayWorld.Bound, "the back end's connection is closed");
    }

    [Fact]
    public async Task A_body_that_never_begins_is_504_too()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            await call.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n");
            await call.HangAsync();
        });
        await using GatewayWorld world = await StartAsync(faulty, "{timeout: {totalMilliseconds: 300}}");

        JsonElement problem = await (await world.GetAsync(Items)).ShouldBeProblemAsync(HttpStatusCode.GatewayTimeout, "backend-timeout");

        problem.GetProperty("detail").GetString()!.ShouldContain("300 ms");
    }

    [Fact]
    public async Task A_write_that_takes_too_long_has_an_effect_that_nobody_knows()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.HangAsync());
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate
            .Backend("wms", faulty.Address)
            .Api("orders", "v1", Contracts.Orders, part => part with { Backend = "wms", Policy = Yaml.Policy("{timeout: {perTryMilliseconds: 200}}") }));

        JsonElement problem = await (await world.PostAsync("/commerce/orders/v1/orders", Order)).ShouldBeProblemAsync(HttpStatusCode.GatewayTimeout, "backend-timeout");

        problem.GetProperty("retrySafe").GetBoolean().ShouldBeFalse();
        problem.GetProperty("effect").GetString().ShouldBe("unknown");
        problem.GetProperty("detail").GetString()!.ShouldContain("200 ms");
    }

    [Fact]
    public async Task A_connection_that_is_not_accepted_ends_in_time_and_nothing_was_sent()
    {
        using Socket full = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        var address = (IPEndPoint)full.LocalEndPoint!;
        List<Socket> fill = [];
        for (int i = 0; i < 4; i++)
        {
            Socket one = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            fill.Add(one);
            _ = one.ConnectAsync(address, TestContext.Current.CancellationToken).AsTask();
        }

        try
        {
            await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate
                .Backend("wms", $"http://{address}")
                .Api("orders", "v1", Contracts.Orders, part => part with { Backend = "wms" }));

            var (answer, elapsed) = await Timed.RunAsync(() => world.PostAsync("/commerce/orders/v1/orders", Order));

            JsonElement problem = await answer.ShouldBeProblemAsync(HttpStatusCode.GatewayTimeout, "backend-timeout");
            problem.GetProperty("effect").GetString().ShouldBe("none");
            problem.GetProperty("retrySafe").GetBoolean().ShouldBeTrue();
            answer.Headers.GetValues("Proxy-Status").Single().ShouldContain("error=connection_timeout");
            elapsed.ShouldBeInRange(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(9));
        }
        finally
        {
            fill.ForEach(one => one.Dispose());
        }
    }

    internal const string Order = """{"customer":"c-1","lines":[{"sku":"a","quantity":1}]}""";
}
