using System.Net;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests;

/// <summary>Previews, brown-outs, and what a stranger may find out.</summary>
public class LifecycleTests
{
    private static readonly string Small = Contracts.Get("/items");

    [Fact]
    public async Task A_preview_is_for_consumers_whose_subscription_names_it()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate
            .Api("stock", "v1", Small, part => part with { AuthenticationRequired = true })
            .Api("stock", "v2", Small, part => part with { AuthenticationRequired = true, Stage = ApiStage.Preview })
            .Consumer("invited", subscriptions: Estate.Subscription("stock", "v1", "v2"))
            .Consumer("everything", subscriptions: Estate.Subscription("stock"))
            .Consumer("both", subscriptions: [Estate.Subscription("stock"), Estate.Subscription("stock", "v2")]));

        (await world.GetAsync("/commerce/stock/v2/items", world.Issuer.Token("invited"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync("/commerce/stock/v2/items", world.Issuer.Token("both"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonElement refused = await (await world.GetAsync("/commerce/stock/v2/items", world.Issuer.Token("everything")))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "preview-not-granted");
        refused.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("subscription of 'everything' does not name it");
        refused.GetProperty("owner").GetProperty("team").GetString().ShouldBe("commerce-platform");
        (await world.GetAsync("/commerce/stock/v1/items", world.Issuer.Token("everything"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await world.GetAsync("/commerce/stock/v2/items")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-missing");
        world.Backend.Calls.ShouldBe(3);
    }

    [Fact]
    public async Task An_api_for_everybody_has_previews_for_named_consumers_all_the_same()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate
            .Api("stock", "v2", Small, part => part with { Stage = ApiStage.Preview })
            .Consumer("invited", subscriptions: Estate.Subscription("stock", "v2")));

        await (await world.GetAsync("/commerce/stock/v2/items")).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "preview-not-granted");
        (await world.GetAsync("/commerce/stock/v2/items", world.Issuer.Token("invited"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_brown_out_answers_503_until_its_end()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2027, 6, 1, 8, 59, 59, TimeSpan.Zero));
        await using GatewayWorld world = await GatewayWorld.StartAsync(
            w => w.Estate
                .Api("stock", "v1", Small, part => part with
                {
                    Stage = ApiStage.Deprecated,
                    DeprecatedOn = new DateOnly(2026, 9, 1),
                    Sunset = new DateOnly(2027, 6, 30),
                    Successor = "v2",
                    BrownOuts =
                    [
                        new BrownOut(new DateTimeOffset(2027, 5, 1, 9, 0, 0, TimeSpan.Zero), new DateTimeOffset(2027, 5, 1, 10, 0, 0, TimeSpan.Zero)),
                        new BrownOut(new DateTimeOffset(2027, 6, 1, 11, 0, 0, TimeSpan.FromHours(2)), new DateTimeOffset(2027, 6, 1, 9, 30, 0, TimeSpan.Zero)),
                    ],
                })
                .Api("stock", "v2", Small),
            services => services.AddSingleton<TimeProvider>(clock));

        (await world.GetAsync("/commerce/stock/v1/items")).StatusCode.ShouldBe(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromMilliseconds(1000));
        HttpResponseMessage out1 = await world.GetAsync("/commerce/stock/v1/items");
        JsonElement problem = await out1.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "version-brown-out");
        out1.Headers.GetValues("Retry-After").ShouldBe(["1800"]);
        out1.Headers.GetValues("Sunset").ShouldBe(["Wed, 30 Jun 2027 23:59:59 GMT"]);
        problem.GetProperty("successor").GetString().ShouldBe("v2");
        problem.GetProperty("until").GetString().ShouldBe("2027-06-01T09:30:00Z");
        problem.GetProperty("detail").GetString().ShouldBe(
            "Version v1 of 'stock' is deprecated, answers nothing until 2027-06-01T09:30:00Z and ends for good after 2027-06-30; move to v2.");
        (await world.GetAsync("/commerce/stock/v2/items")).StatusCode.ShouldBe(HttpStatusCode.OK);

        clock.Advance(TimeSpan.FromMinutes(29) + TimeSpan.FromSeconds(59.5));
        HttpResponseMessage out2 = await world.GetAsync("/commerce/stock/v1/items");
        await out2.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "version-brown-out");
        out2.Headers.GetValues("Retry-After").ShouldBe(["1"]);
        clock.Advance(TimeSpan.FromSeconds(0.5));
        (await world.GetAsync("/commerce/stock/v1/items")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_sunset_on_the_last_day_that_there_is_means_never()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api(
            "stock", "v1", Small, part => part with { Stage = ApiStage.Deprecated, DeprecatedOn = new DateOnly(2026, 1, 1), Sunset = DateOnly.MaxValue }));

        HttpResponseMessage answer = await world.GetAsync("/commerce/stock/v1/items");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("Sunset").ShouldBe(["Fri, 31 Dec 9999 23:59:59 GMT"]);
    }

    [Fact]
    public async Task The_successors_link_leads_where_the_api_names_versions()
    {
        static ApiVersionPart Old(ApiVersionPart part, SnapshotVersioning versioning) => part with
        {
            Stage = ApiStage.Deprecated,
            DeprecatedOn = new DateOnly(2026, 1, 1),
            Sunset = new DateOnly(2099, 1, 1),
            Successor = "v2",
            Versioning = versioning,
        };
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate
            .Api("byquery", "v1", Small, part => Old(part, new SnapshotVersioning(null, "version", [VersionSource.Query, VersionSource.Header], VersionConflictRule.Refuse)))
            .Api("byheader", "v1", Small, part => Old(part, new SnapshotVersioning(null, null, [VersionSource.Header], VersionConflictRule.Refuse))));

        (await world.GetAsync("/commerce/byquery/items?version=1")).Headers.GetValues("Link").Single().ShouldBe("</commerce/byquery?version=v2>; rel=\"successor-version\"");
        HttpResponseMessage byHeader = await world.GetAsync("/commerce/byheader/items", null, ("Api-Version", "1"));
        byHeader.StatusCode.ShouldBe(HttpStatusCode.OK);
        byHeader.Headers.Contains("Link").ShouldBeFalse("a link cannot say a header");
        byHeader.Headers.Contains("Deprecation").ShouldBeTrue();
    }

    [Fact]
    public async Task A_stranger_cannot_find_out_which_paths_an_api_has()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate
            .Api("stock", "v1", Small, part => part with { AuthenticationRequired = true })
            .Consumer("storefront", subscriptions: Estate.Subscription("stock"))
            .Consumer("stranger", subscriptions: Estate.Subscription("other")));

        foreach (string path in new[] { "/items", "/nothing", "/" })
        {
            await (await world.GetAsync("/commerce/stock/v1" + path, world.Issuer.Token("stranger"))).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "subscription-required");
            await (await world.GetAsync("/commerce/stock/v1" + path, world.Issuer.Token("nobody"))).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "consumer-unknown");
            await (await world.GetAsync("/commerce/stock/v1" + path)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-missing");
            await (await world.GetAsync("/commerce/stock/v1" + path, "bad")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-not-acceptable");
        }

        await (await world.PostAsync("/commerce/stock/v1/items", "{}")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-missing");
        string token = world.Issuer.Token();
        await (await world.GetAsync("/commerce/stock/v1/nothing", token)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "operation-not-found");
        HttpResponseMessage wrongMethod = await world.PostAsync("/commerce/stock/v1/items", "{}", token);
        await wrongMethod.ShouldBeProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        wrongMethod.Content.Headers.Allow.ShouldBe(["GET", "HEAD"]);
        world.Backend.Calls.ShouldBe(0);
    }
}
