using System.Net;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests.Resilience;

public class DegradationTests
{
    private const string Orders = "/commerce/orders/v1/orders";
    private const string Cache = "{cache: {staleSeconds: 600}}";

    private static Task<GatewayWorld> StartAsync(
        FaultyBackend faulty, string policy, string more = "", bool authenticated = false, FakeTimeProvider? clock = null) => GatewayWorld.StartAsync(
        world => world.Estate
            .Backend(Yaml.Backend("wms", faulty.Address, more))
            .Api("orders", "v1", Contracts.Orders, part => part with
            {
                Backend = "wms",
                AuthenticationRequired = authenticated,
                Operations = [new OperationRule("GET /orders", [], Yaml.Policy(policy))],
            })
            .Consumer("one", subscriptions: Estate.Subscription("orders"))
            .Consumer("two", subscriptions: Estate.Subscription("orders")),
        services =>
        {
            if (clock is not null)
                services.AddSingleton<TimeProvider>(clock);
        });

    /// <summary>Answers well once for every target and consumer, then fails.</summary>
    private static FaultyBackend Once(Func<FaultyCall, Task> fail, string headers = "", string body = "[1]")
    {
        HashSet<string> seen = [];
        return FaultyBackend.Start(call =>
        {
            string who = call.Head.Split("\r\n").FirstOrDefault(line => line.StartsWith("X-Consumer-Id:", StringComparison.OrdinalIgnoreCase)) ?? "";
            bool first;
            lock (seen)
                first = seen.Add(call.Head.Split("\r\n")[0] + who);
            return first ? call.AnswerAsync(200, body, headers) : fail(call);
        });
    }

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    [Theory]
    [InlineData("503", "apigov; received-status=503; next-hop=\"wms\"")]
    [InlineData("reset", "apigov; error=connection_terminated; next-hop=\"wms\"")]
    [InlineData("hang", "apigov; error=http_response_timeout; next-hop=\"wms\"")]
    [InlineData("half", "apigov; error=http_response_incomplete; next-hop=\"wms\"")]
    public async Task When_the_back_end_fails_the_last_good_answer_is_given_with_a_label(string fault, string proxyStatus)
    {
        await using FaultyBackend faulty = Once(
            async call =>
            {
                if (fault == "503")
                    await call.AnswerAsync(503);
                else if (fault == "hang")
                    await call.HangAsync();
                else if (fault == "half")
                    await call.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n[1");
                call.Close();
            },
            "ETag: \"e\"\r\nAge: 7\r\nCache-Control: max-age=1\r\nConnection: X-Hop\r\nX-Hop: 1\r\n");
        await using GatewayWorld world = await StartAsync(faulty, "{cache: {staleSeconds: 600}, timeout: {totalMilliseconds: 700}}");

        HttpResponseMessage fresh = await world.GetAsync(Orders + "?limit=5");
        (await TextAsync(fresh)).ShouldBe("[1]");
        Header(fresh, "Cache-Status").ShouldBeNull();
        HttpResponseMessage stale = await world.GetAsync(Orders + "?limit=5");

        stale.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await TextAsync(stale)).ShouldBe("[1]");
        stale.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        Header(stale, "ETag").ShouldBe("\"e\"");
        (Header(fresh, "X-Hop") ?? Header(stale, "X-Hop")).ShouldBeNull();
        Header(stale, "Cache-Status").ShouldBe("apigov; hit; detail=stale");
        Header(stale, "Warning").ShouldBe("110 apigov \"Response is Stale\"");
        Header(stale, "Proxy-Status").ShouldBe(proxyStatus);
        stale.Headers.Age!.Value.ShouldBeInRange(TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(15));
        Header(stale, "X-Correlation-Id").ShouldNotBe(Header(fresh, "X-Correlation-Id"));
        // Another query has no answer yet; another operation has no policy.
        faulty.Behave = call => call.AnswerAsync(503);
        (await world.GetAsync(Orders + "?limit=6")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await world.GetAsync(Orders + "/ord-1")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task No_consumer_gets_what_another_one_was_answered()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(200, call.Head.Contains("Id: one", StringComparison.Ordinal) ? "[1]" : "[2]"));
        await using GatewayWorld world = await StartAsync(faulty, Cache, authenticated: true);
        string one = world.Issuer.Token("one");
        string two = world.Issuer.Token("two");

        (await TextAsync(await world.GetAsync(Orders, one))).ShouldBe("[1]");
        faulty.Behave = call => call.AnswerAsync(503);

        (await TextAsync(await world.GetAsync(Orders, one))).ShouldBe("[1]");
        (await world.GetAsync(Orders, two)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Theory]
    [InlineData("Cache-Control: no-store\r\n", HttpStatusCode.ServiceUnavailable)]
    [InlineData("Cache-Control: private\r\n", HttpStatusCode.ServiceUnavailable)]
    [InlineData("Cache-Control: max-age=60, must-revalidate\r\n", HttpStatusCode.ServiceUnavailable)]
    [InlineData("Cache-Control: s-maxage=60\r\n", HttpStatusCode.ServiceUnavailable)]
    [InlineData("Set-Cookie: a=b\r\n", HttpStatusCode.ServiceUnavailable)]
    [InlineData("Vary: *\r\n", HttpStatusCode.ServiceUnavailable)]
    [InlineData("Vary: X-Region\r\n", HttpStatusCode.ServiceUnavailable)]
    [InlineData("Vary: Accept-Language, Accept\r\n", HttpStatusCode.OK)]
    [InlineData("Cache-Control: public, max-age=60\r\n", HttpStatusCode.OK)]
    public async Task What_its_sender_forbids_to_keep_is_not_kept(string headers, HttpStatusCode later)
    {
        await using FaultyBackend faulty = Once(call => call.AnswerAsync(503), headers);
        await using GatewayWorld world = await StartAsync(faulty, "{cache: {staleSeconds: 600, vary: [accept-language]}}");

        (await world.GetAsync(Orders)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync(Orders)).StatusCode.ShouldBe(later);
    }

    [Fact]
    public async Task Answers_differ_by_the_headers_that_the_policy_names()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(200, call.Head.Contains("nl", StringComparison.Ordinal) ? "[31]" : "[44]"));
        await using GatewayWorld world = await StartAsync(faulty, "{cache: {staleSeconds: 600, vary: [Accept-Language]}}");
        await world.GetAsync(Orders, null, ("Accept-Language", "nl"));
        await world.GetAsync(Orders, null, ("Accept-Language", "en"));
        faulty.Behave = call => call.AnswerAsync(503);

        (await TextAsync(await world.GetAsync(Orders, null, ("Accept-Language", "nl")))).ShouldBe("[31]");
        (await TextAsync(await world.GetAsync(Orders, null, ("Accept-Language", "en")))).ShouldBe("[44]");
        (await world.GetAsync(Orders, null, ("Accept-Language", "de"))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await world.GetAsync(Orders, null, ("Accept-Language", "nl"), ("Cache-Control", "no-cache"))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task An_answer_that_is_too_old_is_none()
    {
        FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
        await using FaultyBackend faulty = Once(call => call.AnswerAsync(503));
        await using GatewayWorld world = await StartAsync(faulty, Cache, clock: clock);
        await world.GetAsync(Orders);

        clock.Advance(TimeSpan.FromSeconds(599));
        HttpResponseMessage stale = await world.GetAsync(Orders);
        stale.Headers.Age.ShouldBe(TimeSpan.FromSeconds(599));
        clock.Advance(TimeSpan.FromSeconds(2));
        (await world.GetAsync(Orders)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task What_is_larger_than_its_room_passes_whole_and_is_not_kept()
    {
        string large = "[" + new string(' ', 100_000) + "]";
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            await call.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            await call.WriteAsync($"{large.Length:x}\r\n{large}\r\n0\r\n\r\n");
        });
        await using GatewayWorld world = await StartAsync(faulty, "{cache: {staleSeconds: 600, maxBytes: 20000}}");

        (await TextAsync(await world.GetAsync(Orders))).ShouldBe(large);
        faulty.Behave = call => call.AnswerAsync(503);

        (await world.GetAsync(Orders)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task The_oldest_answers_make_room()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(200, new string('1', 3000)));
        await using GatewayWorld world = await StartAsync(faulty, "{cache: {staleSeconds: 600, maxBytes: 20000}}");
        for (int i = 1; i <= 10; i++)
            (await world.GetAsync($"{Orders}?limit={i}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        faulty.Behave = call => call.AnswerAsync(503);

        (await world.GetAsync($"{Orders}?limit=1")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await world.GetAsync($"{Orders}?limit=10")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(ValidationMode.Enforce, "[1]")]
    [InlineData(ValidationMode.Off, "{}")]
    public async Task An_answer_that_validation_refuses_does_not_replace_the_good_one(ValidationMode mode, string later)
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(200, "[1]"));
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate
            .Backend(Yaml.Backend("wms", faulty.Address, ""))
            .Api("lists", "v1", """
                openapi: 3.1.0
                info: { title: Lists, version: 1.0.0 }
                paths:
                  /lists:
                    get: { responses: { '200': { description: ok, content: { application/json: { schema: { type: array } } } } } }
                """, part => part with { Backend = "wms", Policy = Yaml.Policy(Cache), ResponseValidation = mode }));
        const string Lists = "/commerce/lists/v1/lists";
        (await TextAsync(await world.GetAsync(Lists))).ShouldBe("[1]");

        faulty.Behave = call => call.AnswerAsync(200, "{}");
        HttpResponseMessage broken = await world.GetAsync(Lists);
        if (mode == ValidationMode.Enforce)
            await broken.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-answer-invalid");
        faulty.Behave = call => call.AnswerAsync(503);

        HttpResponseMessage stale = await world.GetAsync(Lists);
        Header(stale, "Cache-Status").ShouldBe("apigov; hit; detail=stale");
        (await TextAsync(stale)).ShouldBe(later);
    }

    [Fact]
    public async Task While_the_circuit_is_open_the_kept_answer_costs_the_back_end_nothing()
    {
        await using FaultyBackend faulty = Once(call => call.AnswerAsync(500));
        await using GatewayWorld world = await StartAsync(faulty, Cache, "breaker: {minimumCalls: 2, openSeconds: 60}");
        await world.GetAsync(Orders);

        for (int i = 0; i < 10; i++)
            Header(await world.GetAsync(Orders), "Cache-Status").ShouldBe("apigov; hit; detail=stale");

        faulty.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_read_without_a_kept_answer_gets_the_static_one_and_a_write_never_does()
    {
        FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(200));
        string address = faulty.Address;
        await faulty.DisposeAsync();
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate
            .Backend("wms", address)
            .Api("orders", "v1", Contracts.Orders, part => part with
            {
                Backend = "wms",
                Policy = Yaml.Policy("""{fallback: {status: 203, contentType: application/json, body: '{"orders":[]}'}}"""),
            }));

        HttpResponseMessage answer = await world.GetAsync(Orders);

        answer.StatusCode.ShouldBe(HttpStatusCode.NonAuthoritativeInformation);
        (await TextAsync(answer)).ShouldBe("""{"orders":[]}""");
        Header(answer, "Cache-Status").ShouldBe("apigov; fwd=miss; detail=fallback");
        Header(answer, "Proxy-Status").ShouldBe("apigov; error=connection_refused; next-hop=\"wms\"");
        await (await world.PostAsync(Orders, TimeoutTests.Order)).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-unreachable");
    }
}
