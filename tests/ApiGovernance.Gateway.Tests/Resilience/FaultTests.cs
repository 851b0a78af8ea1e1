using System.Net;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests.Resilience;

/// <summary>What a back end can do wrong on a socket, what the client is told, how soon, and that nobody else notices.</summary>
public class FaultTests
{
    private const string Orders = "/commerce/orders/v1/orders";
    private const string Order = TimeoutTests.Order;
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    /// <summary>The call's own bound is a second; on a busy machine the answer may be that much later.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(4);

    private static Task<GatewayWorld> StartAsync(FaultyBackend faulty) => GatewayWorld.StartAsync(world => world.Estate
        .Backend("wms", faulty.Address)
        .Api("orders", "v1", Contracts.Orders, part => part with { Backend = "wms", Policy = Yaml.Policy("{timeout: {totalMilliseconds: 1000}}") })
        .Api("stock", "v1", Contracts.Get("/items")));

    private static Task FailAsync(FaultyCall call, string fault) => fault switch
    {
        "hangs" => call.HangAsync(),
        "closes" => Then(Task.CompletedTask, call.Close),
        "resets" => Then(Task.CompletedTask, call.Reset),
        "resets in the headers" => Then(call.WriteAsync("HTTP/1.1 200 OK\r\nContent-"), call.Reset),
        "trickles its headers" => Then(call.WriteAsync("HTTP/1.1 200 OK\r\nX: "), () => call.TrickleAsync("x")),
        "sends garbage" => Then(call.WriteAsync("\0\u0001 SSH-2.0-OpenSSH_9.2\r\n\r\n"), call.Close),
        "sends no status line" => Then(call.WriteAsync("HTTP/1.1 abc\r\n\r\n"), call.Close),
        "sends huge headers" => Then(call.WriteAsync(Head + "X-Huge: " + new string('x', 100_000) + "\r\nContent-Length: 2\r\n\r\n{}"), call.HangAsync),
        "sends many headers" => Then(call.WriteAsync(Head + string.Concat(Enumerable.Repeat("X-Many: 0123456789\r\n", 5000)) + "Content-Length: 2\r\n\r\n{}"), call.HangAsync),
        "sends a header that is no text" => Then(call.WriteAsync(Head + "X-Name: \u00e9\u0001\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"), call.Close),
        "sends interim answers without end" => call.TrickleAsync("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
        "ends before its length" => Then(call.WriteAsync(Head + "Content-Length: 100\r\n\r\n"), call.Close),
        "breaks its chunks" => Then(call.WriteAsync(Head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"), call.HangAsync),
        _ => throw new ArgumentException(fault, nameof(fault)),
    };

    private static async Task Then(Task first, Action next)
    {
        await first;
        next();
    }

    private static async Task Then(Task first, Func<Task> next)
    {
        await first;
        await next();
    }

    [Theory]
    [InlineData("hangs", HttpStatusCode.GatewayTimeout, "backend-timeout", "http_response_timeout")]
    [InlineData("closes", HttpStatusCode.BadGateway, "backend-unreachable", "connection_terminated")]
    [InlineData("resets", HttpStatusCode.BadGateway, "backend-unreachable", "connection_terminated")]
    [InlineData("resets in the headers", HttpStatusCode.BadGateway, "backend-unreachable", "connection_terminated")]
    [InlineData("trickles its headers", HttpStatusCode.GatewayTimeout, "backend-timeout", "http_response_timeout")]
    [InlineData("sends garbage", HttpStatusCode.BadGateway, "backend-answer-malformed", "http_protocol_error")]
    [InlineData("sends no status line", HttpStatusCode.BadGateway, "backend-answer-malformed", "http_protocol_error")]
    [InlineData("sends huge headers", HttpStatusCode.BadGateway, "backend-answer-malformed", "http_response_header_section_size")]
    [InlineData("sends many headers", HttpStatusCode.BadGateway, "backend-answer-malformed", "http_response_header_section_size")]
    [InlineData("sends a header that is no text", HttpStatusCode.BadGateway, "backend-answer-malformed", "http_protocol_error")]
    [InlineData("sends interim answers without end", HttpStatusCode.GatewayTimeout, "backend-timeout", "http_response_timeout")]
    [InlineData("ends before its length", HttpStatusCode.BadGateway, "backend-unreachable", "http_response_incomplete")]
    [InlineData("breaks its chunks", HttpStatusCode.BadGateway, "backend-unreachable", "http_response_incomplete")]
    public async Task A_write_fails_in_time_with_an_unknown_effect_and_reaches_the_back_end_once(string fault, HttpStatusCode status, string problemId, string error)
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => FailAsync(call, fault));
        await using GatewayWorld world = await StartAsync(faulty);

        Task<(HttpResponseMessage, TimeSpan)> failing = Timed.RunAsync(() => world.PostAsync(Orders, Order));
        // Another API goes on meanwhile.
        for (int i = 0; i < 5; i++)
        {
            var (other, took) = await Timed.RunAsync(() => world.GetAsync("/commerce/stock/v1/items"));
            other.StatusCode.ShouldBe(HttpStatusCode.OK);
            took.ShouldBeLessThan(Soon);
        }

        var (answer, elapsed) = await failing;
        JsonElement problem = await answer.ShouldBeProblemAsync(status, problemId);
        answer.Headers.GetValues("Proxy-Status").Single().ShouldBe($"apigov; error={error}; next-hop=\"wms\"");
        problem.GetProperty("side").GetString().ShouldBe("back-end");
        problem.GetProperty("retrySafe").GetBoolean().ShouldBeFalse();
        problem.GetProperty("effect").GetString().ShouldBe("unknown");
        elapsed.ShouldBeLessThan(Soon);
        faulty.Calls.Count.ShouldBe(1);

        // And the next call is a call like any other.
        faulty.Behave = call => call.AnswerAsync(201);
        (await world.PostAsync(Orders, Order)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Bytes_beyond_the_length_never_become_the_next_answer()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            if (call.Number == 0)
                await call.WriteAsync(Head + "Content-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n\"forged\"");
            else
                await call.AnswerAsync(200, "\"real\"");
        });
        await using GatewayWorld world = await StartAsync(faulty);

        (await (await world.GetAsync(Orders)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("{}");
        (await (await world.GetAsync(Orders)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("\"real\"");
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_body_breaks_the_clients_too()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            await call.WriteAsync(Head + "Transfer-Encoding: chunked\r\n\r\n3\r\n[1,\r\n");
            await call.PauseAsync(TimeSpan.FromMilliseconds(200));
            call.Reset();
        });
        await using GatewayWorld world = await StartAsync(faulty);

        var (text, elapsed) = await Timed.RunAsync(() => RawHttp.SendAsync(world.Address, $"GET {Orders} HTTP/1.1\r\nHost: g\r\n\r\n"));

        text.ShouldStartWith("HTTP/1.1 200");
        text.ShouldContain("[1,");
        text.ShouldNotContain("\r\n0\r\n");
        elapsed.ShouldBeLessThan(Soon);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_back_end_that_closes_after_each_answer_loses_no_call(bool says)
    {
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            await call.AnswerAsync(200, headers: says ? "Connection: close\r\n" : "");
            call.Close();
        });
        await using GatewayWorld world = await StartAsync(faulty);

        // A write on a connection that closes without a word just then may have been done; that is an error and no second write.
        for (int i = 0; i < 20; i++)
            (await (says ? world.PostAsync(Orders, Order) : world.GetAsync(Orders))).StatusCode.ShouldBe(HttpStatusCode.OK);

        faulty.Calls.Count.ShouldBe(20);
    }

    [Fact]
    public async Task A_write_on_a_connection_that_served_before_is_not_sent_twice_behind_our_back()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            if (call.Number == 0)
                await call.AnswerAsync(201);
            else
                call.Close();
        });
        await using GatewayWorld world = await StartAsync(faulty);

        (await world.PostAsync(Orders, Order)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await world.PostAsync(Orders, Order)).StatusCode.ShouldBe(HttpStatusCode.BadGateway);

        faulty.Calls.Count.ShouldBe(2);
    }
}
