using System.Net;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Tests;

/// <summary>What decided a call, in a field of its answer: for consumers who may see it, when they ask, and for nobody else.</summary>
public sealed class DecisionFieldTests
{
    private const string Items = "/commerce/stock/v1/items";
    private static readonly (string, string) Ask = ("Apigov-Explain", "?1");

    private static Task<GatewayWorld> StartAsync() => GatewayWorld.StartAsync(w =>
    {
        w.Estate.Plans.Add(new SnapshotPlan("tiny", [new("burst", 1, 3600)]));
        w.Estate.Api("stock", "v1", Contracts.Get("/items"), part => part with { AuthenticationRequired = true })
            .Consumer("architect", "tiny", subscriptions: Estate.Subscription("stock")).Consumer("other", subscriptions: Estate.Subscription("stock"));
        w.Estate.Consumers[0] = w.Estate.Consumers[0] with { Explain = true };
    });

    private static string? Field(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Apigov-Decision", out IEnumerable<string>? values) ? values.Single() : null;

    [Fact]
    public async Task A_permitted_consumer_that_asks_is_told_record_revision_and_rule_of_each_step()
    {
        await using GatewayWorld world = await StartAsync();

        using HttpResponseMessage answer = await world.GetAsync(Items, world.Issuer.Token("architect"), Ask);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        string revision = world.ControlPlane.Acknowledgements.Last().Revision;
        string field = Field(answer).ShouldNotBeNull();
        field.ShouldStartWith($"snapshot;revision=\"{revision}\";gateway=\"node-1\", api;name=\"stock\";version=\"v1\";revision=\"");
        field.ShouldContain(", resolve;outcome=passed;record=\"apis/stock\";rule=\"spec.versions[v1]\"");
        field.ShouldContain(", admit-consumer;outcome=passed;record=\"plans/tiny\";rule=\"spec.limits\"");
        field.ShouldEndWith(", forward;outcome=passed;record=\"backends/erp\"");
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("Apigov-Explain", Case.Insensitive);
    }

    [Fact]
    public async Task A_refusal_is_told_with_the_stage_that_refused()
    {
        await using GatewayWorld world = await StartAsync();
        await world.GetAsync(Items, world.Issuer.Token("architect"));

        using HttpResponseMessage refused = await world.GetAsync(Items, world.Issuer.Token("architect"), Ask);

        await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "quota-exceeded");
        Field(refused).ShouldNotBeNull().ShouldEndWith(", admit-consumer;outcome=refused;record=\"plans/tiny\";rule=\"spec.limits\", problem;type=\"quota-exceeded\"");
    }

    [Fact]
    public async Task Nobody_else_sees_it_and_nobody_who_does_not_ask()
    {
        await using GatewayWorld world = await StartAsync();

        using HttpResponseMessage other = await world.GetAsync(Items, world.Issuer.Token("other"), Ask);
        using HttpResponseMessage stranger = await world.GetAsync(Items, null, Ask);
        using HttpResponseMessage silent = await world.GetAsync(Items, world.Issuer.Token("architect"));
        using HttpResponseMessage off = await world.GetAsync(Items, world.Issuer.Token("architect"), ("Apigov-Explain", "?0"));

        other.StatusCode.ShouldBe(HttpStatusCode.OK);
        stranger.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        silent.StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (HttpResponseMessage answer in (HttpResponseMessage[])[other, stranger, silent, off])
            Field(answer).ShouldBeNull();
    }
}
