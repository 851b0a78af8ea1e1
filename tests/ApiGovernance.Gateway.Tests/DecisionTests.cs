using System.Net;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Decisions;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Gateway.Tests;

/// <summary>What a gateway says of a call when it is asked: what decided, and nothing of what the call said.</summary>
public sealed class DecisionTests
{
    private const string Items = "/commerce/stock/v1/items";
    private readonly AskedExchange asked = new();

    private Task<GatewayWorld> StartAsync(Action<GatewayWorld> estate) =>
        GatewayWorld.StartAsync(estate, services => services.AddSingleton<IDecisionExchange>(asked));

    private static (string, string) Id(string id) => ("X-Correlation-Id", id);

    [Fact]
    public async Task A_canary_is_told_and_the_back_end_that_it_led_to()
    {
        await using EchoBackend next = await EchoBackend.StartAsync();
        await using GatewayWorld world = await StartAsync(w => w.Estate.Backend("next", next.Address)
            .Api("stock", "v1", Contracts.Get("/items"), part => part with { Canary = new VersionCanary("next", 0, ["taster"]), AuthenticationRequired = true })
            .Consumer("taster", subscriptions: Estate.Subscription("stock")).Consumer("other", subscriptions: Estate.Subscription("stock")));

        (await world.GetAsync(Items, world.Issuer.Token("taster"), Id("one"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync(Items, world.Issuer.Token("other"), Id("two"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        var (_, steps) = await asked.ExplainAsync("one");
        steps.ShouldContain("canary noted apis/stock spec.versions[v1].canary");
        steps[^1].ShouldBe("forward passed backends/next ");
        var (_, others) = await asked.ExplainAsync("two");
        others.ShouldNotContain(step => step.StartsWith("canary", StringComparison.Ordinal));
        others[^1].ShouldBe("forward passed backends/erp ");
    }

    [Fact]
    public async Task Another_try_is_told_with_why_the_first_one_failed()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(call.Number < 1 ? 503 : 200));
        await using GatewayWorld world = await StartAsync(w => w.Estate.Backend(Yaml.Backend("wms", faulty.Address, ""))
            .Api("stock", "v1", Contracts.Get("/items"), part => part with { Backend = "wms", Policy = Yaml.Policy("{retry: {attempts: 3, backoffMilliseconds: 5}}") }));

        (await world.GetAsync(Items, null, Id("again"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        var (call, steps) = await asked.ExplainAsync("again");
        steps.ShouldContain("forward noted backends/wms policy.retry");
        call.Steps.Single(step => step.Outcome == "noted").Detail.ShouldBe("Try 1 failed (503) and another one was made.");
    }

    [Fact]
    public async Task A_back_end_that_was_not_called_is_told_so_although_the_call_was_answered()
    {
        await using FaultyBackend wms = FaultyBackend.Start(call => call.AnswerAsync(500));
        await using GatewayWorld world = await StartAsync(w => w.Estate
            .Backend(Yaml.Backend("wms", wms.Address, "breaker: {minimumCalls: 2, openSeconds: 600}"))
            .Api("stock", "v1", Contracts.Get("/items"), part => part with { Backend = "wms", Policy = Yaml.Policy("{fallback: {body: '{}'}}") }));
        for (int i = 0; i < 2; i++)
            await world.GetAsync(Items);

        (await world.GetAsync(Items, null, Id("spared"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        var (call, steps) = await asked.ExplainAsync("spared");
        steps.ShouldContain("admit-backend noted backends/wms ");
        steps.ShouldNotContain(step => step.StartsWith("admit-backend passed", StringComparison.Ordinal));
        call.Steps[^1].Detail.ShouldBe("It was not called (refused); the fixed answer was given instead.");
        wms.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_call_is_known_by_its_records_and_never_by_what_it_said()
    {
        await using GatewayWorld world = await StartAsync(w => w.Estate.Api("orders", "v1", Contracts.Orders, part => part with { AuthenticationRequired = true })
            .Consumer("app", subscriptions: Estate.Subscription("orders")));

        HttpResponseMessage refused = await world.PostAsync(
            "/commerce/orders/v1/orders?secret=in-the-query", """{"secret": "in-the-body"}""", world.Issuer.Token("app"), Id("refused"), ("X-Note", "in-a-field"));
        refused.StatusCode.ShouldNotBe(HttpStatusCode.OK);

        var (call, _) = await asked.ExplainAsync("refused");
        call.Problem.ShouldNotBeNull();
        call.Consumer.ShouldBe("app");
        call.Steps[^1].Outcome.ShouldBe("refused");
        string whole = System.Text.Json.JsonSerializer.Serialize(call);
        foreach (string said in (string[])["in-the-query", "in-the-body", "in-a-field"])
            whole.ShouldNotContain(said);
        (await asked.AskAsync("nobody-sent-this")).Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_does_not_grow_with_the_names_that_its_caller_made_up()
    {
        const string Contract = """
            openapi: 3.1.0
            info: { title: Maps, version: 1.0.0 }
            paths:
              /maps:
                post:
                  requestBody:
                    content: { application/json: { schema: { type: object, additionalProperties: { type: array, items: { type: integer } } } } }
                  responses: { '204': { description: ok } }
            """;
        await using GatewayWorld world = await StartAsync(w => w.Estate.Api("maps", "v1", Contract));
        string name = new('n', 200_000);

        HttpResponseMessage refused = await world.PostAsync("/commerce/maps/v1/maps", $$"""{"{{name}}": ["a", "b", "c", "d"]}""", null, Id("grown"));

        (await refused.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "contract-violation")).GetProperty("errors").GetArrayLength().ShouldBe(4);
        (await refused.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length.ShouldBeLessThan(20_000);
        var (call, _) = await asked.ExplainAsync("grown");
        System.Text.Json.JsonSerializer.Serialize(call).Length.ShouldBeLessThan(5_000);
    }

    [Fact]
    public async Task An_answer_that_is_not_taken_keeps_no_other_question_waiting()
    {
        await using GatewayWorld world = await StartAsync(w =>
        {
            w.Options = options => options with { MaxRetryDelay = TimeSpan.FromMinutes(10) };
            w.Estate.Api("stock", "v1", Contracts.Get("/items"));
        });
        asked.Refused = "flooded";
        await world.GetAsync(Items, null, Id("mine"));

        asked.Ask("flooded");
        var (call, _) = await asked.ExplainAsync("mine");

        call.Status.ShouldBe(200);
    }

    [Fact]
    public async Task Only_the_last_calls_are_remembered()
    {
        await using GatewayWorld world = await StartAsync(w =>
        {
            w.Options = options => options with { MaxDecisions = 2 };
            w.Estate.Api("stock", "v1", Contracts.Get("/items"));
        });
        foreach (string id in (string[])["first", "second", "third"])
            await world.GetAsync(Items, null, Id(id));

        await asked.ExplainAsync("third");
        (await asked.AskAsync("first")).Calls.ShouldBeEmpty();
    }
}
