using System.Net;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests.Admission;

public class PlanLimitTests
{
    private const string Stock = "/commerce/stock/v1/items";
    private const string Counts = "/commerce/stock/v1/counts";
    private const string Prices = "/commerce/prices/v1/prices";

    private const string StockContract = """
        openapi: 3.1.0
        info: { title: Stock, version: 1.0.0 }
        paths:
          /items: { get: { responses: { '200': { description: ok } } }, post: { responses: { '200': { description: ok } } } }
          /counts: { get: { responses: { '200': { description: ok } } } }
        """;

    private static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 11, 28, 23, 59, 0, TimeSpan.Zero));

    private static Task<GatewayWorld> StartAsync(FakeTimeProvider clock, IReadOnlyList<PlanLimit> limits, Func<ApiVersionPart, ApiVersionPart>? change = null) =>
        GatewayWorld.StartAsync(
            world =>
            {
                world.Estate.Plans.Add(new SnapshotPlan("small", limits));
                world.Estate
                    .Api("stock", "v1", StockContract, part => (change?.Invoke(part) ?? part) with { AuthenticationRequired = true })
                    .Api("prices", "v1", Contracts.Get("/prices"), part => part with { AuthenticationRequired = true })
                    .Consumer("app", "small", "main", Estate.Subscription("stock"), Estate.Subscription("prices"))
                    .Consumer("other", "small", "main", Estate.Subscription("stock"));
            },
            services => services.AddSingleton<TimeProvider>(clock));

    /// <summary>A token that lasts for two days of the gateway's clock.</summary>
    private static string Token(GatewayWorld world, TimeProvider clock, string client = "app") => world.Issuer.Token(client, payload: claims =>
    {
        claims["iat"] = clock.GetUtcNow().ToUnixTimeSeconds();
        claims["exp"] = clock.GetUtcNow().AddDays(2).ToUnixTimeSeconds();
    });

    private static string Header(HttpResponseMessage response, string name) => string.Join(", ", response.Headers.GetValues(name));

    private static async Task ShouldBeRefusedAsync(HttpResponseMessage answer, int retryAfter, params string[] policies)
    {
        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "quota-exceeded");
        problem.GetProperty("violated-policies").EnumerateArray().Select(name => name.GetString()).ShouldBe(policies);
        Header(answer, "Retry-After").ShouldBe($"{retryAfter}");
    }

    [Fact]
    public async Task A_daily_quota_begins_anew_at_midnight_utc_and_not_before()
    {
        FakeTimeProvider clock = Clock();
        await using GatewayWorld world = await StartAsync(clock, [new PlanLimit("daily", 3, 86_400) { Window = LimitWindow.Fixed }]);
        string token = Token(world, clock);
        for (int i = 0; i < 3; i++)
            (await world.GetAsync(Stock, token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        HttpResponseMessage refused = await world.GetAsync(Stock, token);
        await ShouldBeRefusedAsync(refused, 60, "daily");
        Header(refused, "RateLimit-Policy").ShouldBe("\"daily\";q=3;w=86400");
        Header(refused, "RateLimit").ShouldBe("\"daily\";r=0;t=60");
        clock.Advance(TimeSpan.FromSeconds(59.9));
        (await world.GetAsync(Stock, token)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        clock.Advance(TimeSpan.FromSeconds(0.1));
        HttpResponseMessage next = await world.GetAsync(Stock, token);
        next.StatusCode.ShouldBe(HttpStatusCode.OK);
        Header(next, "RateLimit").ShouldBe("\"daily\";r=2;t=86400");
    }

    [Fact]
    public async Task A_sliding_window_gives_back_what_has_left_it_and_a_bucket_would_give_more()
    {
        FakeTimeProvider clock = Clock();
        await using GatewayWorld world = await StartAsync(clock, [new PlanLimit("sustained", 4, 16) { Window = LimitWindow.Sliding }]);
        string token = Token(world, clock);
        for (int i = 0; i < 4; i++)
        {
            (await world.GetAsync(Stock, token)).StatusCode.ShouldBe(HttpStatusCode.OK);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        // A bucket has refilled one of four by now.
        await ShouldBeRefusedAsync(await world.GetAsync(Stock, token), 13, "sustained");
        clock.Advance(TimeSpan.FromSeconds(13));
        (await world.GetAsync(Stock, token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync(Stock, token)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_call_takes_what_its_operation_costs_of_every_limit_or_nothing_of_any()
    {
        FakeTimeProvider clock = Clock();
        await using GatewayWorld world = await StartAsync(
            clock,
            [new PlanLimit("burst", 10, 10), new PlanLimit("daily", 12, 86_400) { Window = LimitWindow.Fixed }],
            part => part with
            {
                Policy = new OperationPolicy { Cost = 5 },
                Operations = [new OperationRule("GET /counts", [], new OperationPolicy { Cost = 2 })],
            });
        string token = Token(world, clock);

        Header(await world.GetAsync(Stock, token), "RateLimit").ShouldBe("\"burst\";r=5;t=1");
        Header(await world.GetAsync(Counts, token), "RateLimit").ShouldBe("\"burst\";r=3;t=1");
        // Five of three: refused, and three are still there.
        await ShouldBeRefusedAsync(await world.GetAsync(Stock, token), 2, "burst");
        Header(await world.GetAsync(Counts, token), "RateLimit").ShouldBe("\"burst\";r=1;t=1");
        clock.Advance(TimeSpan.FromSeconds(10));
        // The refusal took nothing of the day: 5 + 2 + 2 are used, 3 are left, a call without a cost of its own takes one.
        Header(await world.GetAsync(Prices, token), "RateLimit").ShouldBe("\"daily\";r=2;t=50");
        await ShouldBeRefusedAsync(await world.GetAsync(Stock, token), 50, "daily");
        Header(await world.GetAsync(Counts, token), "RateLimit").ShouldBe("\"daily\";r=0;t=50");
    }

    [Fact]
    public async Task A_cost_above_the_limit_takes_all_of_it()
    {
        FakeTimeProvider clock = Clock();
        await using GatewayWorld world = await StartAsync(clock, [new PlanLimit("burst", 10, 10)], part => part with { Policy = new OperationPolicy { Cost = 500 } });
        string token = Token(world, clock);

        Header(await world.GetAsync(Stock, token), "RateLimit").ShouldBe("\"burst\";r=0;t=1");
        await ShouldBeRefusedAsync(await world.GetAsync(Stock, token), 10, "burst");
        clock.Advance(TimeSpan.FromSeconds(10));
        (await world.GetAsync(Stock, token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Limits_per_api_and_per_operation_count_apart_and_tell_which_counter_they_are()
    {
        FakeTimeProvider clock = Clock();
        await using GatewayWorld world = await StartAsync(
            clock,
            [
                new PlanLimit("all", 100, 60),
                new PlanLimit("per-api", 3, 3600) { Per = LimitScope.Api },
                new PlanLimit("per-operation", 2, 3600) { Per = LimitScope.Operation },
                new PlanLimit("prices", 1, 3600) { Apis = ["prices"] },
            ]);
        string token = Token(world, clock);

        HttpResponseMessage first = await world.GetAsync(Stock, token);
        string[] policies = Header(first, "RateLimit-Policy").Split(", ");
        // The limit on prices is none of this call's.
        policies.Select(policy => policy.Split(';')[0]).ShouldBe(["\"all\"", "\"per-api\"", "\"per-operation\""]);
        policies[0].ShouldBe("\"all\";q=100;w=60");
        policies[2].ShouldStartWith("\"per-operation\";q=2;w=3600;pk=:");
        Header(first, "RateLimit").ShouldBe("\"per-operation\";r=1;t=1800" + policies[2]["\"per-operation\";q=2;w=3600".Length..]);

        (await world.GetAsync(Stock, token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ShouldBeRefusedAsync(await world.GetAsync(Stock, token), 1800, "per-operation");
        HttpResponseMessage counts = await world.GetAsync(Counts, token);
        counts.StatusCode.ShouldBe(HttpStatusCode.OK);
        Header(counts, "RateLimit-Policy").Split(", ")[1].ShouldBe(policies[1]);
        Header(counts, "RateLimit-Policy").Split(", ")[2].ShouldNotBe(policies[2]);
        await ShouldBeRefusedAsync(await world.GetAsync(Counts, token), 1200, "per-api");

        HttpResponseMessage prices = await world.GetAsync(Prices, token);
        Header(prices, "RateLimit").ShouldStartWith("\"prices\";r=0;t=3600");
        await ShouldBeRefusedAsync(await world.GetAsync(Prices, token), 3600, "prices");

        // Another consumer's counters are its own, and no key says whose they are.
        HttpResponseMessage other = await world.GetAsync(Stock, Token(world, clock, "other"));
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
        Header(other, "RateLimit-Policy").Split(", ")[1].ShouldNotBe(policies[1]);
    }

    [Fact]
    public async Task A_caller_that_never_waits_is_told_that_this_is_not_normal()
    {
        FakeTimeProvider clock = Clock();
        await using GatewayWorld world = await StartAsync(clock, [new PlanLimit("burst", 1, 3600)]);
        string token = Token(world, clock);
        (await world.GetAsync(Stock, token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        for (int i = 0; i < 101; i++)
            await (await world.GetAsync(Stock, token)).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "quota-exceeded");
        HttpResponseMessage abnormal = await world.GetAsync(Stock, token);
        var problem = await abnormal.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "abnormal-usage-detected");
        problem.GetProperty("type").GetString().ShouldBe("https://iana.org/assignments/http-problem-types#abnormal-usage-detected");
        problem.GetProperty("violated-policies")[0].GetString().ShouldBe("burst");
        Header(abnormal, "Retry-After").ShouldBe("3600");

        // A minute of peace, and it is only over its quota again.
        clock.Advance(TimeSpan.FromSeconds(61));
        await (await world.GetAsync(Stock, token)).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "quota-exceeded");
        // Who waits is never abnormal.
        (await world.GetAsync(Stock, Token(world, clock, "other"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_corrected_wall_clock_fills_no_limit()
    {
        JumpingClock clock = new();
        await using GatewayWorld world = await GatewayWorld.StartAsync(
            w =>
            {
                w.Estate.Plans.Add(new SnapshotPlan("small", [new PlanLimit("burst", 1, 3600), new PlanLimit("daily", 1, 86_400) { Window = LimitWindow.Fixed }]));
                w.Estate.Api("stock", "v1", StockContract, part => part with { AuthenticationRequired = true })
                    .Consumer("app", "small", subscriptions: Estate.Subscription("stock"));
            },
            services => services.AddSingleton<TimeProvider>(clock));
        string token = Token(world, clock);
        (await world.GetAsync(Stock, token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync(Stock, token)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        clock.Jump = TimeSpan.FromHours(25);
        (await world.GetAsync(Stock, token)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        clock.Jump = TimeSpan.FromSeconds(-20);
        (await world.GetAsync(Stock, token)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    private sealed class JumpingClock : TimeProvider
    {
        public TimeSpan Jump { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Jump;
    }
}
