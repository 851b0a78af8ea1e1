using System.Net;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests;

public class VersioningTests
{
    private static readonly string Small = Contracts.Get("/items");

    private static Task<GatewayWorld> StartAsync(Func<ApiVersionPart, ApiVersionPart>? v1 = null, Action<IServiceCollection>? services = null) =>
        GatewayWorld.StartAsync(
            world => world.Estate
                .Api("stock", "v1", Small, part => (v1?.Invoke(part) ?? part) with { UpstreamPath = "/one" })
                .Api("stock", "v2", Small, part => part with { UpstreamPath = "/two" }),
            services);

    [Fact]
    public async Task The_version_is_in_the_path_or_in_the_header()
    {
        await using GatewayWorld world = await StartAsync();

        (await Echo.ReadAsync(await world.GetAsync("/commerce/stock/v1/items"))).Target.ShouldBe("/one/items");
        (await Echo.ReadAsync(await world.GetAsync("/commerce/stock/v2/items"))).Target.ShouldBe("/two/items");
        (await Echo.ReadAsync(await world.GetAsync("/commerce/stock/items", null, ("Api-Version", "v2")))).Target.ShouldBe("/two/items");
        (await Echo.ReadAsync(await world.GetAsync("/commerce/stock/items", null, ("Api-Version", "1")))).Target.ShouldBe("/one/items");
        (await Echo.ReadAsync(await world.GetAsync("/commerce/stock/v2/items", null, ("Api-Version", "2")))).Target.ShouldBe("/two/items");
    }

    [Fact]
    public async Task Path_and_header_that_disagree_are_a_conflict()
    {
        await using GatewayWorld world = await StartAsync();

        await (await world.GetAsync("/commerce/stock/v1/items", null, ("Api-Version", "2"))).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "version-conflict");
    }

    [Fact]
    public async Task Without_a_default_the_versions_are_listed_and_with_one_it_serves()
    {
        await using GatewayWorld world = await StartAsync();

        JsonElement unnamed = await (await world.GetAsync("/commerce/stock/items")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "version-not-found");
        unnamed.GetProperty("versions").EnumerateArray().Select(item => item.GetString()).ShouldBe(["v1", "v2"]);
        (await (await world.GetAsync("/commerce/stock/v9/items")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "version-not-found"))
            .GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("v9");

        world.Estate.Api("stock", "v2", Small, part => part with { UpstreamPath = "/two", IsDefault = true });
        await world.PublishAsync();
        (await Echo.ReadAsync(await world.GetAsync("/commerce/stock/items"))).Target.ShouldBe("/two/items");
    }

    [Fact]
    public async Task A_version_that_is_not_published_answers_404()
    {
        await using GatewayWorld world = await StartAsync(part => part with { Stage = ApiStage.Development });

        await (await world.GetAsync("/commerce/stock/v1/items")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "version-not-published");
        world.Backend.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_deprecated_version_says_so_in_every_answer_until_the_end_of_its_sunset()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2027, 6, 30, 23, 59, 59, TimeSpan.Zero));
        await using GatewayWorld world = await StartAsync(
            part => part with
            {
                Stage = ApiStage.Deprecated,
                DeprecatedOn = new DateOnly(2026, 9, 1),
                Sunset = new DateOnly(2027, 6, 30),
                Successor = "v2",
                Documentation = "https://example.com/move",
            },
            services => services.AddSingleton<TimeProvider>(clock));

        foreach (HttpResponseMessage answer in new[] { await world.GetAsync("/commerce/stock/v1/items"), await world.GetAsync("/commerce/stock/v1/nothing") })
        {
            answer.Headers.GetValues("Deprecation").ShouldBe(["@1788220800"]);
            answer.Headers.GetValues("Sunset").ShouldBe(["Wed, 30 Jun 2027 23:59:59 GMT"]);
            string links = string.Join(", ", answer.Headers.GetValues("Link"));
            links.ShouldContain("</commerce/stock/v2>; rel=\"successor-version\"");
            links.ShouldContain("<https://example.com/move>; rel=\"deprecation\"; type=\"text/html\"");
            links.ShouldContain("<https://example.com/move>; rel=\"sunset\"");
        }

        (await world.GetAsync("/commerce/stock/v2/items")).Headers.Contains("Deprecation").ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        HttpResponseMessage gone = await world.GetAsync("/commerce/stock/v1/items");
        (await gone.ShouldBeProblemAsync(HttpStatusCode.Gone, "version-retired")).GetProperty("successor").GetString().ShouldBe("v2");
        gone.Headers.Contains("Sunset").ShouldBeTrue();
        // It is listed as what it has become.
        (await (await world.GetAsync("/commerce/stock/v9/items")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "version-not-found"))
            .GetProperty("available").EnumerateArray().Select(offer => offer.GetProperty("stage").GetString()).ShouldBe(["retired", "active"]);
    }

    [Fact]
    public async Task A_retired_version_answers_410_with_its_successor()
    {
        await using GatewayWorld world = await StartAsync(part => part with { Stage = ApiStage.Retired, DeprecatedOn = new DateOnly(2026, 1, 1), Successor = "v2" });

        (await (await world.GetAsync("/commerce/stock/v1/items")).ShouldBeProblemAsync(HttpStatusCode.Gone, "version-retired"))
            .GetProperty("successor").GetString().ShouldBe("v2");
        world.Backend.Calls.ShouldBe(0);
    }
}
