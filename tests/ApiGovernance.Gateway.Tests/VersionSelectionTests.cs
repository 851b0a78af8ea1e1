using System.Net;
using System.Text;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Tests;

/// <summary>All places in which a call names a version, and all spellings.</summary>
public class VersionSelectionTests
{
    private static readonly SnapshotVersioning Everywhere = new("v", "version", ApiVersioning.UsualPrecedence, VersionConflictRule.Refuse);

    private static readonly string Small = Contracts.Get("/items");

    /// <summary>Three versions: v1 of 2025, v2 of 2026-06-01 with a history, and a preview.</summary>
    private static Task<GatewayWorld> StartAsync(SnapshotVersioning? versioning = null, string? contract = null) => GatewayWorld.StartAsync(world => world.Estate
        .Api("stock", "v1", contract ?? Small, part => part with
        {
            UpstreamPath = "/one",
            Versioning = versioning ?? Everywhere,
            ReleasedOn = new DateOnly(2025, 1, 15),
            ContractVersion = "1.4.0",
        })
        .Api("stock", "v2", contract ?? Small, part => part with
        {
            UpstreamPath = "/two",
            Versioning = versioning ?? Everywhere,
            ReleasedOn = new DateOnly(2026, 6, 1),
            ContractVersion = "2.3.1",
            EarlierContracts = [new("2.3.0", true), new("2.2.0", true), new("2.1.0", false), new("2.0.0", false)],
        })
        .Api("stock", "v3", contract ?? Small, part => part with
        {
            UpstreamPath = "/three",
            Versioning = versioning ?? Everywhere,
            Stage = ApiStage.Preview,
            ReleasedOn = new DateOnly(2026, 10, 1),
            ContractVersion = "3.0.0-rc.1",
        }));

    private static async Task<string> TargetAsync(HttpResponseMessage response) => (await Echo.ReadAsync(response)).Target;

    [Theory]
    [InlineData("/v2/items", null, null, "/two/items")]
    [InlineData("/items", "Api-Version", "v2", "/two/items")]
    [InlineData("/items", "Api-Version", " 2 ", "/two/items")]
    [InlineData("/items", "Accept", "application/json; v=2", "/two/items")]
    [InlineData("/items", "Accept", "application/json;V=\"v2\"", "/two/items")]
    [InlineData("/items", "Accept", "text/plain;x=\"a,b;v=1\", application/json;v=2;q=0.5", "/two/items")]
    [InlineData("/items", "Accept", "application/json;v=1;q=0.4, application/json;v=2;q=0.9", "/two/items")]
    [InlineData("/items", "Accept", "application/json;v=9, application/json;v=1;q=0.1", "/one/items")]
    [InlineData("/items?version=2", null, null, "/two/items")]
    [InlineData("/items?a=b&%76ersion=v1&c=d%20e", null, null, "/one/items?a=b&c=d%20e")]
    [InlineData("/v2.3/items", null, null, "/two/items")]
    [InlineData("/2026-06-01/items", null, null, "/two/items")]
    [InlineData("/items?version=2026-05-31", null, null, "/one/items")]
    [InlineData("/items", "Api-Version", "2026-11-01", "/two/items")]
    [InlineData("/items", "Accept", "application/json;v=2025-12-31", "/one/items")]
    [InlineData("/v2/items?version=2.2", "Accept", "application/json;v=v2", "/two/items")]
    public async Task A_version_is_named_in_the_path_a_header_a_media_type_the_query_or_by_a_date(string path, string? field, string? value, string target)
    {
        await using GatewayWorld world = await StartAsync();

        HttpResponseMessage answer = await world.GetAsync("/commerce/stock" + path, null, field is null ? [] : [(field, value!)]);

        (await TargetAsync(answer)).ShouldBe(target);
        answer.Headers.GetValues("Api-Version").ShouldBe([target.StartsWith("/two", StringComparison.Ordinal) ? "2.3.1" : "1.4.0"]);
    }

    [Theory]
    [InlineData("2.3.1")]
    [InlineData("v2.3.0")]
    [InlineData("2.2")]
    [InlineData("2.2.0")]
    [InlineData("V2.3")]
    public async Task A_minor_version_that_the_newest_is_proven_to_stand_in_for_is_served_by_it(string asked)
    {
        await using GatewayWorld world = await StartAsync();

        HttpResponseMessage answer = await world.GetAsync("/commerce/stock/items", null, ("Api-Version", asked));

        (await TargetAsync(answer)).ShouldBe("/two/items");
        answer.Headers.GetValues("Api-Version").ShouldBe(["2.3.1"]);
    }

    [Theory]
    [InlineData("2.4", "has no 2.4 yet: 2.3.1 is the newest")]
    [InlineData("2.3.2", "has no 2.3.2 yet")]
    [InlineData("2.2.7", "has no 2.2.7")]
    [InlineData("4.0", "has no version '4.0'")]
    [InlineData("3.1", "has no 3.1 yet")]
    [InlineData("2024-12-31", "had no version on 2024-12-31; its first came out on 2025-01-15")]
    [InlineData("2026-13-01", "has no version '2026-13-01'")]
    [InlineData("two", "has no version 'two'")]
    [InlineData("", "has no version ''")]
    public async Task What_does_not_exist_is_a_404_that_lists_what_does(string asked, string detail)
    {
        await using GatewayWorld world = await StartAsync();

        JsonElement problem = await (await world.GetAsync("/commerce/stock/items?version=" + asked)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "version-not-found");

        problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain(detail);
        problem.GetProperty("versions").EnumerateArray().Select(item => item.GetString()).ShouldBe(["v1", "v2", "v3"]);
        JsonElement second = problem.GetProperty("available")[1];
        second.GetProperty("stage").GetString().ShouldBe("active");
        second.GetProperty("releasedOn").GetString().ShouldBe("2026-06-01");
        second.GetProperty("contracts").EnumerateArray().Select(item => item.GetString()).ShouldBe(["2.3.1", "2.3.0", "2.2.0"]);
        world.Backend.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_minor_version_before_a_break_is_not_served_in_silence()
    {
        await using GatewayWorld world = await StartAsync();

        JsonElement problem = await (await world.GetAsync("/commerce/stock/v2.1/items")).ShouldBeProblemAsync(HttpStatusCode.Gone, "minor-version-broken");

        problem.GetProperty("contractVersion").GetString().ShouldBe("2.3.1");
        problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("changed since 2.1");
        world.Backend.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData("/v1/items", "Api-Version", "2", "The path says v1, the header Api-Version says v2.")]
    [InlineData("/items?version=1", "Accept", "application/json;v=2", "The media type's parameter v says v2, the query parameter version says v1.")]
    [InlineData("/v1/items?version=2026-11-01", null, null, "The path says v1, the query parameter version says v2.")]
    [InlineData("/items?version=1&version=1", null, null, "The query parameter version stands 2 times")]
    public async Task Two_versions_in_one_call_are_a_conflict(string path, string? field, string? value, string detail)
    {
        await using GatewayWorld world = await StartAsync();

        JsonElement problem = await (await world.GetAsync("/commerce/stock" + path, null, field is null ? [] : [(field, value!)]))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "version-conflict");

        problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain(detail);
        world.Backend.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task With_the_rule_first_the_declared_precedence_decides()
    {
        await using GatewayWorld world = await StartAsync(
            Everywhere with { Precedence = [VersionSource.Query, VersionSource.Header, VersionSource.Path], OnConflict = VersionConflictRule.First });

        (await TargetAsync(await world.GetAsync("/commerce/stock/v1/items?version=2", null, ("Api-Version", "1")))).ShouldBe("/two/items");
        (await TargetAsync(await world.GetAsync("/commerce/stock/v9/items", null, ("Api-Version", "1")))).ShouldBe("/one/items");
        // What is not listed is not looked at.
        (await TargetAsync(await world.GetAsync("/commerce/stock/v1/items", null, ("Accept", "application/json;v=2")))).ShouldBe("/one/items");
    }

    [Fact]
    public async Task A_place_that_is_not_listed_is_the_contracts_own()
    {
        await using GatewayWorld world = await StartAsync(Everywhere with { Precedence = [VersionSource.Header] }, Contracts.Get("/v1/items"));

        (await TargetAsync(await world.GetAsync("/commerce/stock/v1/items?version=1", null, ("Api-Version", "2")))).ShouldBe("/two/v1/items?version=1");
    }

    [Fact]
    public async Task A_version_parameter_that_the_contract_declares_goes_on_to_the_back_end()
    {
        const string Declared = "parameters: [{ name: version, in: query, schema: { type: string } }]";
        await using GatewayWorld world = await StartAsync(contract: Contracts.Get("/items", Declared));

        (await TargetAsync(await world.GetAsync("/commerce/stock/items?version=2&x=1"))).ShouldBe("/two/items?version=2&x=1");
    }

    [Fact]
    public async Task The_type_of_a_body_names_the_version_in_which_it_is_written()
    {
        const string Post = """
            openapi: 3.1.0
            info: { title: Small, version: 1.0.0 }
            paths:
              /items:
                post:
                  requestBody: { content: { application/json: { schema: { type: object } } } }
                  responses: { '200': { description: ok } }
            """;
        await using GatewayWorld world = await StartAsync(contract: Post);
        using StringContent body = new("{}", Encoding.UTF8);
        body.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("application/json; v=2; charset=utf-8");

        (await TargetAsync(await world.Client.PostAsync("/commerce/stock/items", body, TestContext.Current.CancellationToken))).ShouldBe("/two/items");

        using HttpRequestMessage both = new(HttpMethod.Post, "/commerce/stock/items") { Content = body };
        both.Headers.TryAddWithoutValidation("Accept", "application/json;v=1");
        await (await world.Client.SendAsync(both, TestContext.Current.CancellationToken)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "version-conflict");
    }

    [Fact]
    public async Task Caches_are_told_which_fields_chose_the_version()
    {
        await using GatewayWorld world = await StartAsync();

        (await world.GetAsync("/commerce/stock/items", null, ("Api-Version", "2"))).Headers.Vary.ShouldBe(["Api-Version", "Accept"]);
        (await world.GetAsync("/commerce/stock/v2/items")).Headers.Vary.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_part_of_an_older_control_plane_still_reads()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("stock", "v1", Small, part => part with { Versioning = null }));

        (await TargetAsync(await world.GetAsync("/commerce/stock/items", null, ("Api-Version", "1")))).ShouldBe("/items");
        await (await world.GetAsync("/commerce/stock/items?version=1")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "version-not-found");
    }
}
