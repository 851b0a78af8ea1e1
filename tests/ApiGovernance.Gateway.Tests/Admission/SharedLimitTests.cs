using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Gateway.Tests.Admission;

/// <summary>Gateways that count together in a real Redis.</summary>
public class SharedLimitTests
{
    private const string Items = "/commerce/stock/v1/items";

    private static PlanLimit Daily(int requests) => new("daily", requests, 86_400) { Window = LimitWindow.Fixed };

    /// <summary>Of all gateways together, in hand and not used, at any time: a tenth of the limit, or a call of each gateway.</summary>
    private static int Bound(PlanLimit limit, int gateways) => Math.Max(limit.Requests / 10, gateways);

    private static async Task<GatewayWorld> StartAsync(
        RedisServer redis, string node, PlanLimit[] limits, TimeProvider? clock = null, BackendLimits? backend = null, bool isPatient = true)
    {
        GatewayWorld world = await GatewayWorld.StartAsync(
            w =>
            {
                w.Options = options => options with
                {
                    Node = node,
                    Redis = redis.ConnectionString,
                    // A busy machine is no Redis that is gone.
                    RedisPatience = isPatient ? TimeSpan.FromSeconds(10) : options.RedisPatience,
                };
                w.Estate.Plans.Add(new SnapshotPlan("small", limits));
                w.Estate.Backend("erp", w.Backend.Address, erp => erp with { Limits = backend ?? new BackendLimits() })
                    .Api("stock", "v1", Contracts.Get("/items"), part => part with { AuthenticationRequired = limits.Length > 0 })
                    .Consumer("app", "small", subscriptions: Estate.Subscription("stock"));
            },
            services =>
            {
                if (clock is not null)
                    services.AddSingleton(clock);
            });
        return world;
    }

    private static async Task CountsAsync(string how, int replicas, params GatewayWorld[] worlds)
    {
        foreach (GatewayWorld world in worlds)
        {
            await Eventually.HoldsAsync(
                async () =>
                {
                    JsonElement ready = JsonDocument.Parse(await world.Client.GetStringAsync(new Uri("/readyz", UriKind.Relative))).RootElement.GetProperty("limits");
                    return ready.GetProperty("counted").GetString() == how && ready.GetProperty("replicas").GetInt32() == replicas;
                },
                GatewayWorld.Bound, $"limits are counted {how} by {replicas}");
        }
    }

    /// <summary>A token that is good for a gateway whose clock is days ahead, too.</summary>
    private static string Token(GatewayWorld world) => world.Issuer.Token("app", payload: claims => claims["exp"] = TimeProvider.System.GetUtcNow().AddDays(4).ToUnixTimeSeconds());

    /// <summary>Calls, so many at once, in turn at each gateway; how many were let through.</summary>
    private static async Task<int> CallAsync(int calls, params GatewayWorld[] worlds)
    {
        int admitted = 0;
        string[] tokens = [.. worlds.Select(Token)];
        await Parallel.ForAsync(0, calls, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            HttpResponseMessage answer = await worlds[i % worlds.Length].GetAsync(Items, tokens[i % worlds.Length]);
            if (answer.StatusCode == HttpStatusCode.OK)
                Interlocked.Increment(ref admitted);
            else
                answer.StatusCode.ShouldBeOneOf(HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable);
        });
        return admitted;
    }

    [Theory]
    [InlineData(LimitWindow.Bucket)]
    [InlineData(LimitWindow.Sliding)]
    [InlineData(LimitWindow.Fixed)]
    public async Task Two_gateways_let_through_what_the_limit_says_and_not_twice_that(LimitWindow window)
    {
        PlanLimit limit = new("quota", 200, 86_400) { Window = window };
        await using RedisServer redis = await RedisServer.StartAsync();
        await using GatewayWorld one = await StartAsync(redis, "one", [limit]);
        await using GatewayWorld two = await StartAsync(redis, "two", [limit]);
        await CountsAsync("shared", 2, one, two);

        int admitted = await CallAsync(600, one, two);

        // All of it was taken in Redis before it was used: what is in hand can only be too much later, in another window.
        admitted.ShouldBeLessThanOrEqualTo(200 + 1);
        admitted.ShouldBeGreaterThanOrEqualTo(200 - Bound(limit, 2));
        // What one has in hand and does not use goes back, and then somebody gets it.
        await Eventually.HoldsAsync(
            async () => (admitted += await CallAsync(2, one, two)) >= 200, GatewayWorld.Bound, "every unit is used in the end");
        admitted.ShouldBeLessThanOrEqualTo(201);
    }

    [Fact]
    public async Task Most_calls_ask_nobody()
    {
        PlanLimit[] limits = [new PlanLimit("burst", 2000, 1), new PlanLimit("sustained", 50_000, 3600) { Window = LimitWindow.Sliding }, Daily(100_000)];
        await using RedisServer redis = await RedisServer.StartAsync();
        await using GatewayWorld one = await StartAsync(redis, "one", limits);
        await using GatewayWorld two = await StartAsync(redis, "two", limits);
        await CountsAsync("shared", 2, one, two);
        long questions = 0;
        // Other tests of this process ask, too.
        object[] own = [one.Services.GetRequiredService<IMeterFactory>(), two.Services.GetRequiredService<IMeterFactory>()];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "apigov.gateway.limits.lease.round_trips" && own.Contains(instrument.Meter.Scope))
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref questions, value));
        listener.Start();

        int admitted = await CallAsync(2000, one, two);

        admitted.ShouldBe(2000);
        questions.ShouldBeInRange(1, 400);
    }

    [Fact]
    public async Task A_gateway_whose_clock_is_wrong_counts_in_the_same_day()
    {
        PlanLimit limit = Daily(40);
        await using RedisServer redis = await RedisServer.StartAsync();
        await using GatewayWorld one = await StartAsync(redis, "one", [limit]);
        await using GatewayWorld two = await StartAsync(redis, "two", [limit], new TwoDaysAhead());
        await CountsAsync("shared", 2, one, two);

        int admitted = await CallAsync(160, one, two);

        admitted.ShouldBeInRange(30, 40);
    }

    [Fact]
    public async Task While_redis_is_gone_each_has_its_share_and_afterwards_it_is_told()
    {
        PlanLimit limit = Daily(200);
        await using RedisServer redis = await RedisServer.StartAsync();
        await using GatewayWorld one = await StartAsync(redis, "one", [limit]);
        await using GatewayWorld two = await StartAsync(redis, "two", [limit]);
        await CountsAsync("shared", 2, one, two);
        int admitted = await CallAsync(80, one, two);
        admitted.ShouldBe(80);

        await redis.KillAsync();
        long start = Stopwatch.GetTimestamp();
        admitted += await CallAsync(400, one, two);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(15));
        await CountsAsync("local-share", 2, one, two);
        // 120 are left, 60 for each; without a share each would let 200 through.
        admitted.ShouldBeInRange(200 - (2 * Bound(limit, 2)), 200 + (2 * Bound(limit, 2)));

        // It comes back without anything it knew.
        await redis.StartAgainAsync();
        await CountsAsync("shared", 2, one, two);
        int more = await CallAsync(400, one, two);
        (admitted + more).ShouldBeLessThanOrEqualTo(200 + (3 * Bound(limit, 2)));
    }

    [Fact]
    public async Task A_redis_that_hangs_holds_nobody_up()
    {
        PlanLimit limit = Daily(1000);
        await using RedisServer redis = await RedisServer.StartAsync();
        await using GatewayWorld one = await StartAsync(redis, "one", [limit], isPatient: false);
        await CountsAsync("shared", 1, one);
        (await CallAsync(50, one)).ShouldBe(50);

        await redis.FreezeAsync();
        List<double> times = [];
        string token = Token(one);
        for (int i = 0; i < 200; i++)
        {
            long start = Stopwatch.GetTimestamp();
            (await one.GetAsync(Items, token)).StatusCode.ShouldBe(HttpStatusCode.OK);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        // Only those that were the first to notice waited, and not for long; were Redis asked every time, all would.
        times.Count(time => time > 90).ShouldBeLessThan(60);
        times.Max().ShouldBeLessThan(3000);
        await CountsAsync("local-share", 1, one);

        await redis.ThawAsync();
        await CountsAsync("shared", 1, one);
        int rest = await CallAsync(1000, one);
        // 250 are used, and Redis knows of all of them.
        rest.ShouldBeInRange(600, 750 + Bound(limit, 1));
    }

    [Fact]
    public async Task A_gateway_that_never_saw_redis_serves_by_itself()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await redis.KillAsync();
        await using GatewayWorld one = await StartAsync(redis, "one", [Daily(20)]);

        (await CallAsync(40, one)).ShouldBe(20);
        await redis.StartAgainAsync();
        await CountsAsync("shared", 1, one);
        // What it let through alone is told.
        (await CallAsync(20, one)).ShouldBe(0);
    }

    [Fact]
    public async Task A_gateway_that_stops_leaves_its_part_to_the_others()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using GatewayWorld one = await StartAsync(redis, "one", [Daily(100)]);
        await using GatewayWorld two = await StartAsync(redis, "two", [Daily(100)]);
        await CountsAsync("shared", 2, one, two);
        await two.StopGatewayAsync();
        await CountsAsync("shared", 1, one);
    }

    [Fact]
    public async Task A_back_end_s_limits_hold_for_all_gateways_together()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        BackendLimits limits = new() { RequestsPerDay = 60, TransactionsPerDay = 5 };
        await using GatewayWorld one = await StartAsync(redis, "one", [], backend: limits);
        await using GatewayWorld two = await StartAsync(redis, "two", [], backend: limits);
        await CountsAsync("shared", 2, one, two);

        int admitted = await CallAsync(240, one, two);

        // A read of orders leaves a tenth to those before it.
        admitted.ShouldBeInRange(60 - 6 - Bound(Daily(60), 2), 60 - 6 + 2);
        (one.Backend.Calls + two.Backend.Calls).ShouldBe(admitted);
    }

    [Fact]
    public async Task Places_at_a_back_end_are_divided_by_the_gateways_that_live()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using GatewayWorld one = await StartAsync(redis, "one", []);
        await using GatewayWorld two = await StartAsync(redis, "two", []);
        one.Estate.Backend("erp", one.Backend.Address, maxConcurrency: 4);
        await one.PublishAsync();
        await CountsAsync("shared", 2, one, two);
        TaskCompletionSource hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        one.Backend.Hold = hold;
        List<Task<HttpResponseMessage>> calls = [one.GetAsync(Items), one.GetAsync(Items)];
        await Eventually.HoldsAsync(() => one.Backend.Calls == 2, GatewayWorld.Bound, "two calls are at the back end");
        await (await one.GetAsync(Items)).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "temporary-reduced-capacity");

        await two.StopGatewayAsync();
        await CountsAsync("shared", 1, one);
        calls.AddRange([one.GetAsync(Items), one.GetAsync(Items)]);
        await Eventually.HoldsAsync(() => one.Backend.Calls == 4, GatewayWorld.Bound, "the other gateway's places are this one's now");
        hold.SetResult();
        (await Task.WhenAll(calls)).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Calls_that_wait_to_hear_from_redis_are_let_through_without_a_queue()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using GatewayWorld one = await StartAsync(redis, "one", [], backend: new BackendLimits { RequestsPerDay = 100_000 });
        await CountsAsync("shared", 1, one);

        // Leases begin with one unit, so most of the first calls find none.
        (await CallAsync(300, one)).ShouldBe(300);
        await redis.KillAsync();
        (await CallAsync(300, one)).ShouldBe(300);
    }

    private sealed class TwoDaysAhead : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddDays(2);
    }
}
