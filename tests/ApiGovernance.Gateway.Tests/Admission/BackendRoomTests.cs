using System.Net;
using ApiGovernance.Gateway.Tests.Resilience;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests.Admission;

/// <summary>A back end's budget and what is done about its failures, together: what is sent takes room, and only that.</summary>
public class BackendRoomTests
{
    private const string Orders = "/commerce/orders/v1/orders";
    private const string Breaker = "breaker: {minimumCalls: 2, openSeconds: 10, halfOpenCalls: 1}";

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 28, 10, 0, 0, TimeSpan.Zero));

    private Task<GatewayWorld> StartAsync(
        FaultyBackend faulty, Func<SnapshotBackend, SnapshotBackend> change, string policy = "{}", string more = "", string name = "wms", bool authenticated = false) =>
        GatewayWorld.StartAsync(
            world =>
            {
                world.Estate
                    .Backend(change(Yaml.Backend(name, faulty.Address, more)))
                    .Api("orders", "v1", Contracts.Orders, part => part with { Backend = name, AuthenticationRequired = authenticated, Policy = Yaml.Policy(policy) })
                    .Api("plain", "v1", Contracts.Get("/items"), part => part with { Backend = name })
                    .Consumer("storefront", plan: "five", subscriptions: Estate.Subscription("orders"));
                world.Estate.Plans.Add(new SnapshotPlan("five", [new PlanLimit("daily", 5, 86_400) { Window = LimitWindow.Fixed }]));
            },
            services => services.AddSingleton<TimeProvider>(clock));

    private static async Task<string> RefusedByAsync(Task<HttpResponseMessage> call)
    {
        var problem = await (await call).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "temporary-reduced-capacity");
        return problem.GetProperty("violated-policies")[0].GetString()!;
    }

    private string Token(GatewayWorld world) => world.Issuer.Token(payload: claims =>
        (claims["exp"], claims["iat"]) = (clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds(), clock.GetUtcNow().ToUnixTimeSeconds()));

    private static Task<HttpResponseMessage> PostAsync(GatewayWorld world) => world.PostAsync(Orders, TimeoutTests.Order);

    private static Task<HttpResponseMessage> PlainAsync(GatewayWorld world) => world.GetAsync("/commerce/plain/v1/items");

    [Fact]
    public async Task While_the_circuit_is_open_calls_take_nothing_of_the_back_ends_limits()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(500));
        await using GatewayWorld world = await StartAsync(faulty, backend => backend with { Limits = new BackendLimits { TransactionsPerDay = 10 } }, more: Breaker);
        for (int i = 0; i < 2; i++)
            (await PostAsync(world)).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);

        for (int i = 0; i < 20; i++)
            await (await PostAsync(world)).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "backend-circuit-open");

        faulty.Behave = call => call.AnswerAsync(201);
        clock.Advance(TimeSpan.FromSeconds(11));
        for (int i = 0; i < 8; i++)
            (await PostAsync(world)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await RefusedByAsync(PostAsync(world))).ShouldBe("transactions-per-day");
        faulty.Calls.Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_call_that_an_open_circuit_refuses_costs_its_consumer_nothing()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(500));
        await using GatewayWorld world = await StartAsync(faulty, backend => backend, more: Breaker, authenticated: true);
        string token = Token(world);
        for (int i = 0; i < 2; i++)
            await world.GetAsync(Orders, token);

        for (int i = 0; i < 10; i++)
        {
            HttpResponseMessage refused = await world.GetAsync(Orders, token);
            await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "backend-circuit-open");
            refused.Headers.GetValues("RateLimit").Single().ShouldStartWith("\"daily\";r=3;");
        }
    }

    [Fact]
    public async Task A_back_end_that_does_not_let_the_gateway_in_costs_the_consumer_nothing()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(200));
        BackendTokenGrant grant = new("https://127.0.0.1:1/token", "gateway", "env:APIGOV_SECRET_THAT_NOBODY_SET");
        await using GatewayWorld world = await StartAsync(
            faulty, backend => backend with { Credentials = new BackendCredentials { ClientCredentials = grant } }, authenticated: true);
        string token = Token(world);

        for (int i = 0; i < 7; i++)
        {
            HttpResponseMessage refused = await world.GetAsync(Orders, token);
            var problem = await refused.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-credentials-unavailable");
            (problem.GetProperty("effect").GetString(), problem.GetProperty("retrySafe").GetBoolean()).ShouldBe(("none", true));
            refused.Headers.GetValues("Proxy-Status").ShouldBe(["apigov; error=destination_unavailable; next-hop=\"wms\""]);
            refused.Headers.GetValues("RateLimit").Single().ShouldStartWith("\"daily\";r=5;");
        }
    }

    [Fact]
    public async Task Nobody_waits_for_a_place_to_hear_that_the_circuit_is_open()
    {
        TaskCompletionSource hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            if (call.Head.StartsWith("POST", StringComparison.Ordinal))
                await hold.Task;
            await call.AnswerAsync(500);
        });
        using Gauges gauges = new("wms-vain");
        await using GatewayWorld world = await StartAsync(
            faulty, backend => backend with { MaxConcurrency = 1, Queue = new BackendQueue(60_000, 10) }, more: Breaker, name: "wms-vain");
        await world.GetAsync(Orders);
        await Eventually.HoldsAsync(() => gauges.InFlight == 0, GatewayWorld.Bound, "the first call is over");
        Task<HttpResponseMessage> holding = PostAsync(world);
        await Eventually.HoldsAsync(() => faulty.Calls.Count == 2, GatewayWorld.Bound, "the place is taken");
        // One read waits in time to be the second that fails; another one behind it finds the circuit open when its turn has come.
        Task<HttpResponseMessage>[] waiting = [world.GetAsync(Orders), world.GetAsync(Orders)];
        await Eventually.HoldsAsync(() => gauges.Waiting == 2, GatewayWorld.Bound, "two wait");

        hold.SetResult();
        await holding;
        HttpStatusCode[] statuses = [.. (await Task.WhenAll(waiting)).Select(answer => answer.StatusCode).Order()];
        statuses.ShouldBe([HttpStatusCode.InternalServerError, HttpStatusCode.ServiceUnavailable]);
        faulty.Calls.Count.ShouldBe(3);

        hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        holding = PostAsync(world);
        await Eventually.HoldsAsync(() => faulty.Calls.Count == 4, GatewayWorld.Bound, "the place is taken again");
        HttpResponseMessage refused = await world.GetAsync(Orders).WaitAsync(GatewayWorld.Bound, TestContext.Current.CancellationToken);
        await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "backend-circuit-open");
        hold.SetResult();
        await holding;
        await Eventually.HoldsAsync(() => gauges.InFlight == 0, GatewayWorld.Bound, "nobody holds a place");
    }

    [Fact]
    public async Task A_pause_that_the_back_end_asks_for_is_kept_to_although_the_caller_got_something_else()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(503, headers: "Retry-After: 600\r\n"));
        await using GatewayWorld world = await StartAsync(faulty, backend => backend, "{fallback: {status: 203, body: '[]'}}");

        HttpResponseMessage first = await world.GetAsync(Orders);
        first.StatusCode.ShouldBe(HttpStatusCode.NonAuthoritativeInformation);
        first.Headers.GetValues("Proxy-Status").Single().ShouldContain("received-status=503");

        // Reads get what is kept for the case, and the back end its rest; others are told.
        for (int i = 0; i < 3; i++)
        {
            HttpResponseMessage later = await world.GetAsync(Orders);
            later.StatusCode.ShouldBe(HttpStatusCode.NonAuthoritativeInformation);
            later.Headers.GetValues("Proxy-Status").Single().ShouldBe("apigov; error=connection_limit_reached; next-hop=\"wms\"");
        }

        (await RefusedByAsync(PlainAsync(world))).ShouldBe("backend-retry-after");
        (await RefusedByAsync(PostAsync(world))).ShouldBe("backend-retry-after");
        faulty.Calls.Count.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(601));
        faulty.Behave = call => call.AnswerAsync(200);
        (await world.GetAsync(Orders)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task In_a_closed_window_a_read_gets_the_answer_that_was_kept()
    {
        CalendarWindow window = new("close", "UTC", new TimeOnly(11, 0), new TimeOnly(12, 0))
        {
            Dates = [new DateOnly(2026, 11, 28)],
            Effect = new CalendarEffect { Closed = true },
        };
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(200, "[1]"));
        await using GatewayWorld world = await StartAsync(faulty, backend => backend with { Calendar = [window] }, "{cache: {staleSeconds: 86400}}");
        (await world.GetAsync(Orders)).StatusCode.ShouldBe(HttpStatusCode.OK);

        clock.Advance(TimeSpan.FromMinutes(75));
        HttpResponseMessage stale = await world.GetAsync(Orders);
        (await stale.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("[1]");
        stale.Headers.GetValues("Cache-Status").Single().ShouldBe("apigov; hit; detail=stale");
        // Nothing is kept of this one.
        HttpResponseMessage refused = await world.GetAsync(Orders + "?limit=7");
        refused.Headers.GetValues("Retry-After").ShouldBe(["2700"]);
        await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "temporary-reduced-capacity");
        faulty.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Each_try_takes_its_own_of_the_limits_and_without_room_there_is_no_other_one()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(503, """{"say":"no"}"""));
        await using GatewayWorld world = await StartAsync(
            faulty, backend => backend with { Limits = new BackendLimits { RequestsPerDay = 3 } }, "{priority: order-capture, retry: {attempts: 5, backoffMilliseconds: 5}}");

        Task<HttpResponseMessage> call = world.GetAsync(Orders);
        await AdvanceUntilAsync(call);

        (await call).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await (await call).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("""{"say":"no"}""");
        faulty.Calls.Count.ShouldBe(3);
        (await RefusedByAsync(world.GetAsync(Orders))).ShouldBe("requests-per-day");
    }

    [Fact]
    public async Task A_call_that_waits_for_its_next_try_keeps_nobody_out()
    {
        TaskCompletionSource hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            if (call.Head.Contains("/items", StringComparison.Ordinal))
                await hold.Task;
            await call.AnswerAsync(call.Number == 0 || call.Number == 2 ? 503 : 200);
        });
        using Gauges gauges = new("wms-sleep");
        await using GatewayWorld world = await StartAsync(
            faulty, backend => backend with { MaxConcurrency = 1 }, "{retry: {attempts: 2, backoffMilliseconds: 5000}}", name: "wms-sleep");

        Task<HttpResponseMessage> sleeping = world.GetAsync(Orders);
        await Eventually.HoldsAsync(() => faulty.Calls.Count == 1 && gauges.InFlight == 0, GatewayWorld.Bound, "the first try has failed and waits");
        Task<HttpResponseMessage> other = PlainAsync(world);
        await Eventually.HoldsAsync(() => faulty.Calls.Count == 2, GatewayWorld.Bound, "another call has the place");
        // Its time comes while the place is taken: its failure stands.
        await AdvanceUntilAsync(sleeping);
        (await sleeping).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        hold.SetResult();
        (await other).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.HoldsAsync(() => gauges.InFlight == 0, GatewayWorld.Bound, "the place is free");

        Task<HttpResponseMessage> again = world.GetAsync(Orders);
        await AdvanceUntilAsync(again);
        (await again).StatusCode.ShouldBe(HttpStatusCode.OK);
        faulty.Calls.Count.ShouldBe(4);
        await Eventually.HoldsAsync(() => gauges.InFlight == 0, GatewayWorld.Bound, "the place is free again");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public async Task A_second_call_takes_a_place_of_its_own(int places, int calls)
    {
        TaskCompletionSource hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using FaultyBackend faulty = FaultyBackend.Start(async call =>
        {
            await hold.Task;
            await call.AnswerAsync(200);
        });
        string name = $"wms-hedge-{places}";
        using Gauges gauges = new(name);
        using MetricLog log = new(name, "backend");
        await using GatewayWorld world = await StartAsync(
            faulty, backend => backend with { MaxConcurrency = places }, "{hedge: {afterMilliseconds: 100, maxPercent: 100}}", name: name);
        Task<HttpResponseMessage> call = world.GetAsync(Orders);
        await Eventually.HoldsAsync(() => faulty.Calls.Count == 1, GatewayWorld.Bound, "the call has arrived");

        await Eventually.HoldsAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(50));
                return faulty.Calls.Count == calls && gauges.InFlight == calls
                    && log.Count("apigov.gateway.hedges", ("result", "no-room")) == 2 - calls;
            },
            GatewayWorld.Bound,
            $"{calls} calls are there");
        hold.SetResult();
        (await call).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.HoldsAsync(() => gauges.InFlight == 0, GatewayWorld.Bound, "all places are free");
        faulty.Calls.Count.ShouldBe(calls);
    }

    [Fact]
    public async Task A_timeout_makes_the_adaptive_limit_shrink_although_the_caller_got_something_else()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.HangAsync());
        using Gauges gauges = new("wms-late");
        await using GatewayWorld world = await StartAsync(
            faulty, backend => backend with { AdaptiveConcurrency = new AdaptiveConcurrency(1, 20) }, "{timeout: {perTryMilliseconds: 100}, fallback: {body: '[]'}}", name: "wms-late");

        Task<HttpResponseMessage> call = world.GetAsync(Orders);
        await Eventually.HoldsAsync(() => faulty.Calls.Count == 1, GatewayWorld.Bound, "the call has arrived");
        gauges.AdaptiveLimit.ShouldBe(10);
        clock.Advance(TimeSpan.FromMilliseconds(150));

        (await call).Headers.GetValues("Cache-Status").Single().ShouldBe("apigov; fwd=miss; detail=fallback");
        gauges.AdaptiveLimit.ShouldBe(8);
    }

    [Fact]
    public async Task What_a_call_waits_between_its_tries_is_no_time_of_the_back_end()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(200));
        using Gauges gauges = new("wms-time");
        await using GatewayWorld world = await StartAsync(
            faulty, backend => backend with { AdaptiveConcurrency = new AdaptiveConcurrency(1, 40) }, "{retry: {attempts: 2, backoffMilliseconds: 5000, budgetPercent: 100}}", name: "wms-time");
        // A round of calls that take 10 ms each: the limit grows.
        await RoundAsync(fails: false);
        int grown = gauges.AdaptiveLimit;
        grown.ShouldBeGreaterThan(10);

        await RoundAsync(fails: true);

        gauges.AdaptiveLimit.ShouldBeGreaterThan(grown);

        async Task RoundAsync(bool fails)
        {
            for (int group = 0; group < 2; group++)
            {
                int before = faulty.Calls.Count;
                TaskCompletionSource hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
                faulty.Behave = async call =>
                {
                    if (fails && call.Number < before + 8)
                    {
                        call.Reset();
                        return;
                    }

                    await hold.Task;
                    await call.AnswerAsync(200);
                };
                Task<HttpResponseMessage>[] calls = [.. Enumerable.Range(0, 8).Select(_ => world.GetAsync(Orders))];
                await Eventually.HoldsAsync(() => faulty.Calls.Count == before + 8, GatewayWorld.Bound, "the first tries have arrived");
                if (fails)
                {
                    await Eventually.HoldsAsync(() => gauges.InFlight == 0, GatewayWorld.Bound, "all wait for their next try");
                    clock.Advance(TimeSpan.FromSeconds(5));
                    await Eventually.HoldsAsync(() => faulty.Calls.Count == before + 16, GatewayWorld.Bound, "the second tries have arrived");
                }

                clock.Advance(TimeSpan.FromMilliseconds(10));
                hold.SetResult();
                (await Task.WhenAll(calls)).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
            }
        }
    }

    /// <summary>Lets time go by in steps until the call has its answer.</summary>
    private async Task AdvanceUntilAsync(Task call) => await Eventually.HoldsAsync(
        () =>
        {
            if (!call.IsCompleted)
                clock.Advance(TimeSpan.FromMilliseconds(500));
            return call.IsCompleted;
        },
        GatewayWorld.Bound,
        "the call has its answer");

    [Fact]
    public async Task A_snapshot_that_is_refused_touches_no_counter()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(200));
        await using GatewayWorld world = await StartAsync(faulty, backend => backend with { Limits = new BackendLimits { RequestsPerDay = 5 } }, authenticated: true);
        for (int i = 0; i < 5; i++)
            (await world.GetAsync(Orders, Token(world))).StatusCode.ShouldBe(HttpStatusCode.OK);

        SnapshotPlan plan = world.Estate.Plans[^1];
        SnapshotBackend backend = world.Estate.Backends[^1];
        world.Estate.Plans[^1] = plan with { Limits = [new PlanLimit("daily", 500, 86_400) { Window = LimitWindow.Fixed }] };
        world.Estate.Backends[^1] = backend with { Limits = new BackendLimits { RequestsPerDay = 7 } };
        world.Estate.Consumer("broken", plan: "no-such-plan");
        await world.PublishAsync(applied: false);
        (world.Estate.Plans[^1], world.Estate.Backends[^1]) = (plan, backend);
        world.Estate.Consumer("broken");
        Task publishing = world.PublishAsync();
        // After a refusal the gateway takes its time before it asks for the next one.
        await AdvanceUntilAsync(publishing);
        await publishing;

        await (await world.GetAsync(Orders, Token(world))).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "quota-exceeded");
        (await RefusedByAsync(PlainAsync(world))).ShouldBe("requests-per-day");

        // One that is applied does.
        world.Estate.Plans[^1] = plan with { Limits = [new PlanLimit("daily", 500, 86_400) { Window = LimitWindow.Fixed }] };
        world.Estate.Backends[^1] = backend with { Limits = new BackendLimits { RequestsPerDay = 7 } };
        await world.PublishAsync();
        (await world.GetAsync(Orders, Token(world))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
