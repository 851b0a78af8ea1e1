using System.Net;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests.Admission;

public class AdmissionTests
{
    private const string Items = "/commerce/stock/v1/items";

    private static Task<GatewayWorld> StartAsync(FakeTimeProvider clock, params PlanLimit[] limits) => GatewayWorld.StartAsync(
        world =>
        {
            world.Estate.Plans.Add(new SnapshotPlan("small", limits));
            world.Estate.Api("stock", "v1", Contracts.Get("/items"), part => part with { AuthenticationRequired = true })
                .Consumer("app", "small", subscriptions: Estate.Subscription("stock"))
                .Consumer("other", "small", subscriptions: Estate.Subscription("stock"));
        },
        services => services.AddSingleton<TimeProvider>(clock));

    private static FakeTimeProvider Clock() => new(TimeProvider.System.GetUtcNow());

    private static string Header(HttpResponseMessage response, string name) => string.Join(", ", response.Headers.GetValues(name));

    [Fact]
    public async Task A_bucket_empties_tells_so_and_refills()
    {
        FakeTimeProvider clock = Clock();
        await using GatewayWorld world = await StartAsync(clock, new PlanLimit("burst", 3, 30));
        string token = world.Issuer.Token("app");

        foreach (int left in new[] { 2, 1, 0 })
        {
            HttpResponseMessage answer = await world.GetAsync(Items, token);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            Header(answer, "RateLimit-Policy").ShouldBe("\"burst\";q=3;w=30");
            // The back end's own field is replaced.
            Header(answer, "RateLimit").ShouldBe($"\"burst\";r={left};t=10");
        }

        clock.Advance(TimeSpan.FromSeconds(3.5));
        HttpResponseMessage refused = await world.GetAsync(Items, token);
        var problem = await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "quota-exceeded");
        problem.GetProperty("type").GetString().ShouldBe("https://iana.org/assignments/http-problem-types#quota-exceeded");
        problem.GetProperty("violated-policies")[0].GetString().ShouldBe("burst");
        Header(refused, "Retry-After").ShouldBe("7");
        Header(refused, "RateLimit").ShouldBe("\"burst\";r=0;t=7");
        world.Backend.Calls.ShouldBe(3);

        // Another consumer on the same plan has a bucket of its own.
        (await world.GetAsync(Items, world.Issuer.Token("other"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromSeconds(6.5));
        (await world.GetAsync(Items, token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync(Items, token)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Of_several_limits_the_tightest_is_told_and_a_refusal_takes_from_none()
    {
        FakeTimeProvider clock = Clock();
        await using GatewayWorld world = await StartAsync(clock, new PlanLimit("hourly", 4, 3600), new PlanLimit("burst", 2, 2));
        string token = world.Issuer.Token("app");

        Header(await world.GetAsync(Items, token), "RateLimit").ShouldBe("\"burst\";r=1;t=1");
        (await world.GetAsync(Items, token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        for (int i = 0; i < 5; i++)
        {
            (await (await world.GetAsync(Items, token)).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "quota-exceeded"))
                .GetProperty("violated-policies").EnumerateArray().Select(name => name.GetString()).ShouldBe(["burst"]);
        }

        clock.Advance(TimeSpan.FromSeconds(2));
        (await world.GetAsync(Items, token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        // Had the refusals taken from it, the hourly limit would be used up.
        (await world.GetAsync(Items, token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromSeconds(2));
        (await (await world.GetAsync(Items, token)).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "quota-exceeded"))
            .GetProperty("violated-policies")[0].GetString().ShouldBe("hourly");
    }

    [Fact]
    public async Task A_bucket_survives_a_snapshot_that_leaves_its_limit_alone()
    {
        await using GatewayWorld world = await StartAsync(Clock(), new PlanLimit("burst", 1, 3600));
        string token = world.Issuer.Token("app");
        (await world.GetAsync(Items, token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        world.Estate.Consumer("newcomer");
        await world.PublishAsync();
        (await world.GetAsync(Items, token)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        world.Estate.Plans[^1] = new SnapshotPlan("small", [new PlanLimit("burst", 5, 3600)]);
        await world.PublishAsync();
        (await world.GetAsync(Items, token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Calls_that_are_refused_before_take_no_quota()
    {
        await using GatewayWorld world = await StartAsync(Clock(), new PlanLimit("burst", 1, 3600));

        for (int i = 0; i < 3; i++)
        {
            (await world.GetAsync(Items)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await world.GetAsync("/commerce/stock/v1/nothing", world.Issuer.Token("app"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await world.GetAsync(Items, world.Issuer.Token("app"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Many_calls_at_once_never_get_more_than_the_limit()
    {
        await using GatewayWorld world = await StartAsync(Clock(), new PlanLimit("burst", 20, 3600));
        string token = world.Issuer.Token("app");

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => world.GetAsync(Items, token)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(20);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ShouldBe(80);
    }

    [Fact]
    public async Task A_back_end_at_its_limit_is_spared_and_free_again_afterwards()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate
            .Backend("erp", w.Backend.Address, maxConcurrency: 1).Api("stock", "v1", Contracts.Get("/items")));
        TaskCompletionSource hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Backend.Hold = hold;
        Task<HttpResponseMessage> first = world.GetAsync(Items);
        await Eventually.HoldsAsync(() => world.Backend.Calls == 1, GatewayWorld.Bound, "the first call is at the back end");

        HttpResponseMessage second = await world.GetAsync(Items);
        await second.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "temporary-reduced-capacity");
        Header(second, "Retry-After").ShouldBe("1");

        hold.SetResult();
        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync(Items)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_call_that_a_full_back_end_never_saw_costs_its_consumer_nothing()
    {
        await using GatewayWorld world = await StartAsync(Clock(), new PlanLimit("burst", 2, 3600), new PlanLimit("daily", 2, 86_400) { Window = LimitWindow.Fixed });
        world.Estate.Backend("erp", world.Backend.Address, maxConcurrency: 1);
        await world.PublishAsync();
        string token = world.Issuer.Token("app");
        TaskCompletionSource hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Backend.Hold = hold;
        Task<HttpResponseMessage> first = world.GetAsync(Items, token);
        await Eventually.HoldsAsync(() => world.Backend.Calls == 1, GatewayWorld.Bound, "the first call is at the back end");

        for (int i = 0; i < 5; i++)
        {
            HttpResponseMessage shed = await world.GetAsync(Items, token);
            await shed.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "temporary-reduced-capacity");
            Header(shed, "RateLimit").ShouldStartWith("\"burst\";r=1;");
        }

        hold.SetResult();
        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync(Items, token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync(Items, token)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }
}
