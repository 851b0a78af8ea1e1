using System.Globalization;
using System.Net;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests.Resilience;

public class RetryTests
{
    private const string Orders = "/commerce/orders/v1/orders";
    private const string Order = TimeoutTests.Order;
    private const string Retry = "{retry: {attempts: 3, backoffMilliseconds: 5}}";

    private static Task<GatewayWorld> StartAsync(FaultyBackend faulty, string? policy, string backend = "") => GatewayWorld.StartAsync(world => world.Estate
        .Backend(Yaml.Backend("wms", faulty.Address, backend))
        .Api("orders", "v1", Contracts.Orders, part => part with { Backend = "wms", Policy = policy is null ? null : Yaml.Policy(policy) }));

    /// <summary>Fails so many times, then answers well.</summary>
    private static FaultyBackend Failing(int times, Func<FaultyCall, Task>? fail = null) =>
        FaultyBackend.Start(call => call.Number < times ? (fail ?? (failing => failing.AnswerAsync(503)))(call) : call.AnswerAsync(200));

    private static Task ResetInHeadersAsync(FaultyCall call) => call.WriteAsync("HTTP/1.1 200 OK\r\nContent-Ty").ContinueWith(
        _ => call.Reset(), TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);

    [Theory]
    [InlineData(Retry, 2, HttpStatusCode.OK, 3)]
    [InlineData(Retry, 3, HttpStatusCode.ServiceUnavailable, 3)]
    [InlineData(null, 2, HttpStatusCode.ServiceUnavailable, 1)]
    public async Task A_read_that_fails_is_made_again_as_often_as_the_policy_says(string? policy, int failures, HttpStatusCode status, int calls)
    {
        await using FaultyBackend faulty = Failing(failures);
        await using GatewayWorld world = await StartAsync(faulty, policy);

        (await world.GetAsync(Orders)).StatusCode.ShouldBe(status);

        faulty.Calls.Count.ShouldBe(calls);
        faulty.Calls.Select(call => call.Head.Split("\r\n")[0]).ShouldAllBe(line => line == "GET /orders HTTP/1.1");
    }

    [Theory]
    [InlineData("", false, 1)]
    [InlineData("", true, 1)]
    [InlineData("honoursIdempotencyKey: true", false, 1)]
    [InlineData("honoursIdempotencyKey: true", true, 2)]
    public async Task A_POST_is_made_again_only_with_a_key_that_the_back_end_honours(string backend, bool key, int calls)
    {
        await using FaultyBackend faulty = Failing(1, ResetInHeadersAsync);
        await using GatewayWorld world = await StartAsync(faulty, Retry, backend);

        HttpResponseMessage answer = key
            ? await world.PostAsync(Orders, Order, null, ("Idempotency-Key", "\"k-1\""))
            : await world.PostAsync(Orders, Order);

        faulty.Calls.Count.ShouldBe(calls);
        faulty.Calls.ShouldAllBe(call => call.Body == Order && call.Head.Contains("Idempotency-Key: \"k-1\"", StringComparison.OrdinalIgnoreCase) == key);
        if (calls == 2)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            return;
        }

        JsonElement problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-unreachable");
        problem.GetProperty("effect").GetString().ShouldBe("unknown");
        problem.GetProperty("retrySafe").GetBoolean().ShouldBe(key && backend.Length > 0);
        answer.Headers.GetValues("Proxy-Status").Single().ShouldContain("error=connection_terminated");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("\"open")]
    [InlineData("a, b")]
    public async Task What_is_no_key_makes_no_POST_safe(string key)
    {
        await using FaultyBackend faulty = Failing(1, ResetInHeadersAsync);
        await using GatewayWorld world = await StartAsync(faulty, Retry, "honoursIdempotencyKey: true");

        HttpResponseMessage answer = await world.PostAsync(Orders, Order, null, ("Idempotency-Key", key));

        JsonElement problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-unreachable");
        problem.GetProperty("retrySafe").GetBoolean().ShouldBeFalse();
        faulty.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_body_that_nobody_read_is_not_sent_twice()
    {
        await using FaultyBackend faulty = Failing(1, ResetInHeadersAsync);
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate
            .Backend(Yaml.Backend("wms", faulty.Address, "honoursIdempotencyKey: true"))
            .Api("orders", "v1", Contracts.Orders, part => part with
            {
                Backend = "wms",
                Policy = Yaml.Policy(Retry),
                RequestValidation = Protocol.Descriptors.ValidationMode.Off,
            }));

        (await world.PostAsync(Orders, Order, null, ("Idempotency-Key", "k"))).StatusCode.ShouldBe(HttpStatusCode.BadGateway);

        faulty.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("reset", "connect", HttpStatusCode.BadGateway, 1)]
    [InlineData("reset", "reset", HttpStatusCode.OK, 2)]
    [InlineData("hang", "timeout", HttpStatusCode.OK, 2)]
    [InlineData("hang", "reset", HttpStatusCode.GatewayTimeout, 1)]
    [InlineData("429", "503", HttpStatusCode.TooManyRequests, 1)]
    [InlineData("429", "429", HttpStatusCode.OK, 2)]
    [InlineData("404", "503", HttpStatusCode.NotFound, 1)]
    public async Task Only_what_the_policy_names_is_worth_another_try(string fault, string on, HttpStatusCode status, int calls)
    {
        await using FaultyBackend faulty = Failing(1, fault switch
        {
            "reset" => ResetInHeadersAsync,
            "hang" => call => call.HangAsync(),
            _ => call => call.AnswerAsync(int.Parse(fault, CultureInfo.InvariantCulture)),
        });
        await using GatewayWorld world = await StartAsync(faulty, $"{{retry: {{on: [{on}], backoffMilliseconds: 5}}, timeout: {{perTryMilliseconds: 300}}}}");

        (await world.GetAsync(Orders)).StatusCode.ShouldBe(status);

        faulty.Calls.Count.ShouldBe(calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Retry_After_is_waited_for(bool asDate)
    {
        DateTimeOffset until = default;
        await using FaultyBackend faulty = FaultyBackend.Start(call =>
        {
            if (call.Number > 0)
                return call.AnswerAsync(200);
            until = asDate ? TimeProvider.System.GetUtcNow().AddSeconds(2) : TimeProvider.System.GetUtcNow().AddSeconds(1);
            return call.AnswerAsync(503, headers: asDate ? $"Retry-After: {until:R}\r\n" : "Retry-After: 1\r\n");
        });
        await using GatewayWorld world = await StartAsync(faulty, Retry);

        (await world.GetAsync(Orders)).StatusCode.ShouldBe(HttpStatusCode.OK);

        faulty.Calls.Count.ShouldBe(2);
        // A date has no fraction of a second.
        faulty.Calls.Last().At.ShouldBeGreaterThan(until.AddMilliseconds(asDate ? -1050 : -50));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("99999999999999999999")]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT")]
    public async Task A_Retry_After_that_makes_no_sense_is_none(string value)
    {
        await using FaultyBackend faulty = Failing(1, call => call.AnswerAsync(503, headers: $"Retry-After: {value}\r\n"));
        await using GatewayWorld world = await StartAsync(faulty, Retry);

        (await world.GetAsync(Orders)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Retries_end_when_the_circuit_opens()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(503));
        await using GatewayWorld world = await StartAsync(faulty, "{retry: {attempts: 5, backoffMilliseconds: 1}}", "breaker: {minimumCalls: 3}");

        (await world.GetAsync(Orders)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await (await world.GetAsync(Orders)).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "backend-circuit-open");

        faulty.Calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_Retry_After_beyond_the_calls_time_ends_it_at_once()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(503, headers: "Retry-After: 30\r\n"));
        await using GatewayWorld world = await StartAsync(faulty, "{retry: {attempts: 3}, timeout: {totalMilliseconds: 5000}}");

        var (answer, elapsed) = await Timed.RunAsync(() => world.GetAsync(Orders));

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(30));
        faulty.Calls.Count.ShouldBe(1);
        elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task What_an_earlier_try_may_have_done_is_not_forgotten_when_the_last_one_could_not_connect()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(_ => Task.CompletedTask);
        faulty.Behave = call =>
        {
            faulty.StopListening();
            call.Reset();
            return Task.CompletedTask;
        };
        await using GatewayWorld world = await StartAsync(faulty, Retry);

        HttpResponseMessage answer = await world.SendAsync(HttpMethod.Delete, $"{Orders}/ord-1/lines/1");

        JsonElement problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-unreachable");
        answer.Headers.GetValues("Proxy-Status").Single().ShouldContain("error=connection_refused");
        problem.GetProperty("effect").GetString().ShouldBe("unknown");
        problem.GetProperty("retrySafe").GetBoolean().ShouldBeTrue();
        problem.GetProperty("detail").GetString()!.ShouldNotContain("nothing was sent");
        faulty.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Retries_to_a_back_end_that_is_down_stay_within_their_budget()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(503));
        await using GatewayWorld world = await StartAsync(faulty, "{retry: {attempts: 3, budgetPercent: 20, backoffMilliseconds: 0}}");

        for (int i = 0; i < 100; i++)
            (await world.GetAsync(Orders)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        // 100 calls, 20 % of them, and 10 that were saved up; without a budget it would be 300.
        faulty.Calls.Count.ShouldBeInRange(125, 130);
    }

    [Fact]
    public async Task An_answer_that_has_begun_is_never_asked_for_again()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            await call.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n[1,2,");
            await call.PauseAsync(TimeSpan.FromMilliseconds(200));
            call.Reset();
        });
        await using GatewayWorld world = await StartAsync(faulty, Retry);

        string text = await RawHttp.SendAsync(world.Address, $"GET {Orders} HTTP/1.1\r\nHost: g\r\n\r\n");

        text.ShouldStartWith("HTTP/1.1 200");
        text.ShouldEndWith("[1,2,");
        faulty.Calls.Count.ShouldBe(1);
    }
}
