using System.Diagnostics;
using System.Globalization;
using System.Net;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests.Admission;

public class BackendBudgetTests
{
    private static readonly string[] Words = ["order-capture", "shipment-confirmation", "inventory-read", "catalog-sync", "report"];

    /// <summary>An API with one operation for each priority, named as the priority, on a back end of its own.</summary>
    private static Task<GatewayWorld> StartAsync(
        string backend, string address, Func<SnapshotBackend, SnapshotBackend> change, TimeProvider? clock = null, string entity = "order") =>
        GatewayWorld.StartAsync(
            world => world.Estate.Backend(backend, address, change).Api("work", "v1", Contract, part => part with
            {
                Backend = backend,
                Entity = entity,
                Operations = [.. Words.Select((word, i) => new OperationRule($"GET /{word}", [], new OperationPolicy { Priority = (BusinessPriority)i }))],
            }),
            services =>
            {
                if (clock is not null)
                    services.AddSingleton(clock);
            });

    private static string Contract => $$"""
        openapi: 3.1.0
        info: { title: Work, version: 1.0.0 }
        paths:
          /plain: { get: { responses: { '200': { description: ok } } }, post: { responses: { '200': { description: ok } } } }
        {{string.Concat(Words.Select(word => $"  /{word}: {{ get: {{ responses: {{ '200': {{ description: ok }} }} }} }}\n"))}}
        """;

    private static Task<HttpResponseMessage> CallAsync(GatewayWorld world, string path) => world.GetAsync("/commerce/work/v1/" + path);

    private static async Task ShouldBeRefusedAsync(HttpResponseMessage answer, string policy, string? retryAfter = null)
    {
        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "temporary-reduced-capacity");
        problem.GetProperty("violated-policies").EnumerateArray().Select(name => name.GetString()).ShouldBe([policy], problem.ToString());
        problem.GetProperty("owner").GetProperty("team").GetString().ShouldBe(Estate.Owner.Team);
        if (retryAfter is not null)
            answer.Headers.GetValues("Retry-After").ShouldBe([retryAfter]);
    }

    [Fact]
    public async Task Limits_hold_for_all_calls_and_transactions_only_for_those_that_change_something()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 28, 10, 0, 0, TimeSpan.Zero));
        await using EchoBackend erp = await EchoBackend.StartAsync();
        await using GatewayWorld world = await StartAsync(
            "erp-rates", erp.Address, backend => backend with { Limits = new BackendLimits { RequestsPerMinute = 5, TransactionsPerDay = 2 } }, clock);

        for (int i = 0; i < 2; i++)
            (await world.SendAsync(HttpMethod.Post, "/commerce/work/v1/plain")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ShouldBeRefusedAsync(await world.SendAsync(HttpMethod.Post, "/commerce/work/v1/plain"), "transactions-per-day", "50400");
        for (int i = 0; i < 3; i++)
            (await CallAsync(world, "order-capture")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ShouldBeRefusedAsync(await CallAsync(world, "order-capture"), "requests-per-minute", "64");
        erp.Calls.ShouldBe(5);

        clock.Advance(TimeSpan.FromSeconds(64));
        (await CallAsync(world, "order-capture")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ShouldBeRefusedAsync(await world.SendAsync(HttpMethod.Post, "/commerce/work/v1/plain"), "transactions-per-day");
    }

    [Fact]
    public async Task The_last_of_a_budget_is_kept_for_what_is_more_important()
    {
        FakeTimeProvider clock = new();
        await using EchoBackend erp = await EchoBackend.StartAsync();
        await using GatewayWorld world = await StartAsync(
            "erp-reserve", erp.Address, backend => backend with { Limits = new BackendLimits { RequestsPerDay = 20 } }, clock);
        Dictionary<string, int> admitted = [];
        foreach (string word in Words.Reverse())
        {
            admitted[word] = 0;
            while ((await CallAsync(world, word)).StatusCode == HttpStatusCode.OK)
                admitted[word]++;
        }

        // Reports stop at 12 of 20, then each priority has what is kept from the one below it.
        Words.Select(word => admitted[word]).ShouldBe([1, 1, 2, 4, 12]);
    }

    [Fact]
    public async Task Without_a_priority_of_its_own_a_call_has_that_of_its_entity_and_method()
    {
        await using GatedBackend erp = await GatedBackend.StartAsync();
        using Gauges gauges = new("erp-default");
        await using GatewayWorld world = await StartAsync("erp-default", erp.Address, backend => backend with { MaxConcurrency = 20 });
        List<Task<HttpResponseMessage>> calls = [];
        async Task FillAsync(int upTo)
        {
            while (calls.Count < upTo)
                calls.Add(CallAsync(world, "plain"));
            await Eventually.HoldsAsync(() => gauges.InFlight == upTo, GatewayWorld.Bound, $"{upTo} calls are at the back end");
        }

        // A read of orders is an inventory read: it leaves two of twenty places.
        await FillAsync(18);
        var refused = await (await CallAsync(world, "plain")).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "temporary-reduced-capacity");
        refused.GetProperty("priority").GetString().ShouldBe("inventory-read");
        // An order that is placed gets one of them.
        calls.Add(world.SendAsync(HttpMethod.Post, "/commerce/work/v1/plain"));
        await Eventually.HoldsAsync(() => gauges.InFlight == 19 && erp.Seen.Count == 19, GatewayWorld.Bound, "the order is at the back end");
        gauges.Shed("inventory-read", "backend-concurrency").ShouldBe(1);

        erp.Answer(19);
        (await Task.WhenAll(calls)).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        erp.Most.ShouldBe(19);
    }

    [Fact]
    public async Task Those_who_wait_go_by_priority_and_among_equals_by_turn()
    {
        await using GatedBackend erp = await GatedBackend.StartAsync();
        using Gauges gauges = new("erp-order");
        await using GatewayWorld world = await StartAsync(
            "erp-order", erp.Address, backend => backend with { MaxConcurrency = 1, Queue = new BackendQueue(60_000, 10) });
        List<Task<HttpResponseMessage>> calls = [CallAsync(world, "plain")];
        await Eventually.HoldsAsync(() => erp.Seen.Count == 1, GatewayWorld.Bound, "the first call is at the back end");
        foreach (string word in new[] { "report", "catalog-sync", "order-capture", "catalog-sync?second", "shipment-confirmation", "inventory-read" })
        {
            calls.Add(CallAsync(world, word));
            await Eventually.HoldsAsync(() => gauges.Waiting == calls.Count - 1, GatewayWorld.Bound, $"{word} waits");
        }

        for (int i = 1; i <= calls.Count; i++)
        {
            erp.Answer();
            await Eventually.HoldsAsync(() => erp.Seen.Count == Math.Min(i + 1, calls.Count), GatewayWorld.Bound, "the next one came");
        }

        (await Task.WhenAll(calls)).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        erp.Seen.ShouldBe(["/plain", "/order-capture", "/shipment-confirmation", "/inventory-read", "/catalog-sync", "/catalog-sync", "/report"]);
        erp.Most.ShouldBe(1);
        gauges.Waiting.ShouldBe(0);
        gauges.InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task A_queue_is_bounded_in_time_and_length_and_its_last_places_are_for_the_more_important()
    {
        FakeTimeProvider clock = new();
        await using GatedBackend erp = await GatedBackend.StartAsync();
        using Gauges gauges = new("erp-queue");
        await using GatewayWorld world = await StartAsync(
            "erp-queue", erp.Address, backend => backend with { MaxConcurrency = 1, Queue = new BackendQueue(500, 2) }, clock);
        Task<HttpResponseMessage> first = CallAsync(world, "plain");
        await Eventually.HoldsAsync(() => erp.Seen.Count == 1, GatewayWorld.Bound, "the first call is at the back end");
        Task<HttpResponseMessage> report = CallAsync(world, "report");
        await Eventually.HoldsAsync(() => gauges.Waiting == 1, GatewayWorld.Bound, "the report waits");
        Task<HttpResponseMessage> sync = CallAsync(world, "catalog-sync");
        await Eventually.HoldsAsync(() => gauges.Waiting == 2, GatewayWorld.Bound, "the sync waits");

        await ShouldBeRefusedAsync(await CallAsync(world, "report"), "backend-queue", "1");
        Task<HttpResponseMessage> order = CallAsync(world, "order-capture");
        await ShouldBeRefusedAsync(await report, "backend-queue");
        gauges.Shed("report", "backend-queue").ShouldBe(2);
        clock.Advance(TimeSpan.FromMilliseconds(499));
        (order.IsCompleted, sync.IsCompleted).ShouldBe((false, false));
        clock.Advance(TimeSpan.FromMilliseconds(5));
        await ShouldBeRefusedAsync(await sync, "backend-concurrency", "1");
        await ShouldBeRefusedAsync(await order, "backend-concurrency", "1");
        erp.Seen.Count.ShouldBe(1);

        erp.Answer();
        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_waits_for_a_limit_goes_on_when_it_has_more()
    {
        FakeTimeProvider clock = new();
        await using EchoBackend erp = await EchoBackend.StartAsync();
        using Gauges gauges = new("erp-rate-queue");
        await using GatewayWorld world = await StartAsync(
            "erp-rate-queue", erp.Address, backend => backend with { Limits = new BackendLimits { RequestsPerSecond = 1 }, Queue = new BackendQueue(5000, 2) }, clock);
        (await CallAsync(world, "plain")).StatusCode.ShouldBe(HttpStatusCode.OK);

        Task<HttpResponseMessage> second = CallAsync(world, "plain");
        await Eventually.HoldsAsync(() => gauges.Waiting == 1, GatewayWorld.Bound, "the second call waits");
        erp.Calls.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(1.1));
        (await second).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_goes_away_while_waiting_leaves_nothing_behind()
    {
        await using GatedBackend erp = await GatedBackend.StartAsync();
        using Gauges gauges = new("erp-away");
        await using GatewayWorld world = await StartAsync(
            "erp-away", erp.Address, backend => backend with { MaxConcurrency = 1, Queue = new BackendQueue(60_000, 10) });
        Task<HttpResponseMessage> first = CallAsync(world, "plain");
        await Eventually.HoldsAsync(() => erp.Seen.Count == 1, GatewayWorld.Bound, "the first call is at the back end");
        using CancellationTokenSource leaving = new();
        Task<HttpResponseMessage> second = world.Client.GetAsync(new Uri("/commerce/work/v1/plain", UriKind.Relative), leaving.Token);
        await Eventually.HoldsAsync(() => gauges.Waiting == 1, GatewayWorld.Bound, "the second call waits");

        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => second);
        await Eventually.HoldsAsync(() => gauges.Waiting == 0, GatewayWorld.Bound, "nobody waits");
        erp.Answer(2);
        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CallAsync(world, "plain")).StatusCode.ShouldBe(HttpStatusCode.OK);
        erp.Seen.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("2026-11-29T23:59:59Z", null)]
    // Mondays from 01:00 to 03:30 in Amsterdam, where it is an hour later than in London.
    [InlineData("2026-11-30T00:00:00Z", "9000")]
    [InlineData("2026-11-30T01:30:00Z", "3600")]
    [InlineData("2026-11-30T02:29:59.5Z", "1")]
    [InlineData("2026-11-30T02:30:00Z", null)]
    [InlineData("2026-12-01T01:00:00Z", null)]
    // In summer it is two hours later.
    [InlineData("2026-07-05T22:59:59Z", null)]
    [InlineData("2026-07-05T23:00:00Z", "9000")]
    [InlineData("2026-07-06T01:30:00Z", null)]
    public async Task A_closed_window_refuses_until_its_end(string now, string? retryAfter)
    {
        CalendarWindow window = new("nightly", "Europe/Amsterdam", new TimeOnly(1, 0), new TimeOnly(3, 30))
        {
            Days = [DayOfWeek.Monday],
            Effect = new CalendarEffect { Closed = true },
        };
        await using EchoBackend erp = await EchoBackend.StartAsync();
        await using GatewayWorld world = await StartAsync(
            "erp-calendar", erp.Address, backend => backend with { Calendar = [window] }, new FakeTimeProvider(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));

        HttpResponseMessage answer = await CallAsync(world, "order-capture");

        if (retryAfter is null)
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        else
            await ShouldBeRefusedAsync(answer, "nightly", retryAfter);
    }

    [Fact]
    public async Task A_window_with_fewer_places_holds_while_it_lasts()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 12, 31, 16, 59, 0, TimeSpan.Zero));
        CalendarWindow window = new("year-end", "Europe/Amsterdam", new TimeOnly(18, 0), TimeOnly.MinValue)
        {
            Dates = [new DateOnly(2026, 12, 31)],
            Effect = new CalendarEffect { MaxConcurrency = 1 },
        };
        await using GatedBackend erp = await GatedBackend.StartAsync();
        using Gauges gauges = new("erp-window");
        await using GatewayWorld world = await StartAsync("erp-window", erp.Address, backend => backend with { MaxConcurrency = 3, Calendar = [window] }, clock);
        List<Task<HttpResponseMessage>> calls = [CallAsync(world, "plain"), CallAsync(world, "plain")];
        await Eventually.HoldsAsync(() => erp.Seen.Count == 2, GatewayWorld.Bound, "two calls are at the back end");

        clock.Advance(TimeSpan.FromMinutes(1));
        await ShouldBeRefusedAsync(await CallAsync(world, "order-capture"), "backend-concurrency", "1");
        clock.Advance(TimeSpan.FromHours(6));
        calls.Add(CallAsync(world, "order-capture"));
        await Eventually.HoldsAsync(() => erp.Seen.Count == 3, GatewayWorld.Bound, "after it there is room again");
        erp.Answer(3);
        (await Task.WhenAll(calls)).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(429, "7", 7)]
    [InlineData(503, "7", 7)]
    [InlineData(503, "date", 7)]
    [InlineData(503, "86400", 900)]
    public async Task A_back_end_that_asks_for_a_pause_gets_it_from_every_caller(int status, string retryAfter, int seconds)
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 28, 10, 0, 0, TimeSpan.Zero));
        await using GatedBackend erp = await GatedBackend.StartAsync();
        await using GatewayWorld world = await StartAsync("erp-pause", erp.Address, backend => backend, clock);
        erp.Answer(100);
        (erp.Status, erp.RetryAfter) = (status, retryAfter == "date" ? clock.GetUtcNow().AddSeconds(7).ToString("R") : retryAfter);
        HttpResponseMessage asked = await CallAsync(world, "report");
        // Its own answer goes to who called.
        ((int)asked.StatusCode).ShouldBe(status);

        (erp.Status, erp.RetryAfter) = (200, null);
        await ShouldBeRefusedAsync(await CallAsync(world, "order-capture"), "backend-retry-after", seconds.ToString(CultureInfo.InvariantCulture));
        clock.Advance(TimeSpan.FromSeconds(seconds - 0.01));
        await ShouldBeRefusedAsync(await CallAsync(world, "order-capture"), "backend-retry-after", "1");
        erp.Seen.Count.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(0.01));
        (await CallAsync(world, "order-capture")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT")]
    public async Task A_pause_that_is_no_pause_is_none(string retryAfter)
    {
        await using GatedBackend erp = await GatedBackend.StartAsync();
        await using GatewayWorld world = await StartAsync("erp-no-pause", erp.Address, backend => backend);
        erp.Answer(100);
        (erp.Status, erp.RetryAfter) = (503, retryAfter);
        await CallAsync(world, "report");

        (erp.Status, erp.RetryAfter) = (200, null);
        (await CallAsync(world, "report")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_back_end_that_hangs_is_not_felt_at_another()
    {
        await using GatedBackend erp = await GatedBackend.StartAsync();
        using Gauges gauges = new("erp-hangs");
        await using GatewayWorld world = await StartAsync(
            "erp-hangs", erp.Address, backend => backend with { MaxConcurrency = 8, Queue = new BackendQueue(60_000, 50) });
        world.Estate.Api("stock", "v1", Contracts.Get("/items"), part => part with { Backend = "erp" });
        await world.PublishAsync();
        async Task<double> MedianAsync()
        {
            List<double> times = [];
            for (int i = 0; i < 200; i++)
            {
                long start = Stopwatch.GetTimestamp();
                (await world.GetAsync("/commerce/stock/v1/items")).StatusCode.ShouldBe(HttpStatusCode.OK);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return times.Order().ElementAt(100);
        }

        await MedianAsync();
        double before = await MedianAsync();
        List<Task<HttpResponseMessage>> hanging = [.. Enumerable.Range(0, 300).Select(_ => CallAsync(world, "order-capture"))];
        await Eventually.HoldsAsync(() => gauges.Waiting == 50 && gauges.InFlight == 8, GatewayWorld.Bound, "the hanging back end is full");
        await Eventually.HoldsAsync(() => hanging.Count(call => call.IsCompleted) == 242, GatewayWorld.Bound, "the rest is refused");
        double during = await MedianAsync();

        // Others' noise on the machine is in both; a call that waited for the hanging one would take a minute.
        during.ShouldBeLessThan((before * 3) + 20, $"{before:0.0} ms before");
        erp.Most.ShouldBe(8);
        erp.Answer(58);
        (await Task.WhenAll(hanging)).Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(58);
    }

    [Fact]
    public async Task A_back_end_that_says_it_is_too_much_gets_fewer_calls_at_once()
    {
        await using GatedBackend erp = await GatedBackend.StartAsync();
        using Gauges gauges = new("erp-adaptive");
        await using GatewayWorld world = await StartAsync(
            "erp-adaptive", erp.Address, backend => backend with { AdaptiveConcurrency = new AdaptiveConcurrency(2, 40) });
        erp.Answer(1000);
        (await CallAsync(world, "order-capture")).StatusCode.ShouldBe(HttpStatusCode.OK);
        gauges.AdaptiveLimit.ShouldBe(10);
        erp.Status = 429;
        for (int i = 0; i < 100; i++)
            await CallAsync(world, "order-capture");
        gauges.AdaptiveLimit.ShouldBeLessThanOrEqualTo(8);
        gauges.AdaptiveLimit.ShouldBeGreaterThanOrEqualTo(2);
        gauges.Keys.ShouldAllBe(key => !key.Contains("app", StringComparison.Ordinal));
    }
}
