using System.Net;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Tests;

/// <summary>Calls that name more than one version, and what a back end that knows versions itself sees of them.</summary>
public class VersionConflictTests
{
    private static readonly SnapshotVersioning Everywhere = new("v", "version", ApiVersioning.UsualPrecedence, VersionConflictRule.Refuse);
    private static readonly SnapshotVersioning First = Everywhere with { OnConflict = VersionConflictRule.First };

    private static Task<GatewayWorld> StartAsync(SnapshotVersioning versioning, string? contract = null)
    {
        string small = contract ?? Contracts.Get("/items");
        return GatewayWorld.StartAsync(world => world.Estate
            .Api("stock", "v1", small, part => part with { UpstreamPath = "/one", Versioning = versioning, ContractVersion = "1.4.0" })
            .Api("stock", "v2", small, part => part with { UpstreamPath = "/two", Versioning = versioning, ContractVersion = "2.3.1", ReleasedOn = new DateOnly(2026, 6, 1) }));
    }

    [Theory]
    [InlineData("/v1/items", "Api-Version: 2", "The path says v1, the header Api-Version says v2.")]
    [InlineData("/items", "Api-Version: 2\r\nApi-Version: 2", "The header Api-Version stands 2 times")]
    [InlineData("/items?version=2&versio%6E=2", "X-A: b", "The query parameter version stands 2 times")]
    [InlineData("/items", "Accept: application/json;v=1;v=2", "A media type of Accept has the parameter v more than once")]
    [InlineData("/items", "Accept: text/plain, application/json; v=2; V=\"2\"", "A media type of Accept has the parameter v more than once")]
    [InlineData("/items", "Content-Type: application/json;v=1;v=2", "A media type of Content-Type has the parameter v more than once")]
    [InlineData("/items", "Content-Type: application/json;v=1\r\nAccept: application/json;v=2", "Content-Type says v1, Accept says v2.")]
    public async Task A_conflict_is_a_400_that_lists_what_exists(string path, string fields, string detail)
    {
        await using GatewayWorld world = await StartAsync(Everywhere);

        string answer = await RawHttp.SendAsync(world.Address, $"GET /commerce/stock{path} HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n{fields}\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 400");
        JsonElement problem = JsonDocument.Parse(answer[answer.IndexOf('{', StringComparison.Ordinal)..]).RootElement;
        problem.GetProperty("type").GetString()!.ShouldEndWith("/version-conflict");
        problem.GetProperty("detail").GetString()!.ShouldContain(detail);
        problem.GetProperty("available").EnumerateArray().Select(offer => offer.GetProperty("version").GetString()).ShouldBe(["v1", "v2"]);
        problem.GetProperty("available")[1].GetProperty("contracts")[0].GetString().ShouldBe("2.3.1");
        world.Backend.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData("/v1/items?a=b&version=2", null, "/one/items?a=b", null)]
    [InlineData("/v1/items?version=7", null, "/one/items", null)]
    [InlineData("/v1/items?version=1&v%65rsion=2", null, "/one/items", null)]
    [InlineData("/v1/items", "2", "/one/items", null)]
    [InlineData("/v1/items", "nonsense", "/one/items", null)]
    [InlineData("/v1/items", "1", "/one/items", "1")]
    [InlineData("/v2/items", "2026-11-01", "/two/items", "2026-11-01")]
    [InlineData("/items?version=1", "2", "/two/items", "2")]
    public async Task With_the_rule_first_no_back_end_is_told_another_version_than_the_one_that_was_chosen(string path, string? field, string target, string? told)
    {
        await using GatewayWorld world = await StartAsync(First);

        Echo echo = await Echo.ReadAsync(await world.GetAsync("/commerce/stock" + path, null, field is null ? [] : [("Api-Version", field)]));

        echo.Target.ShouldBe(target);
        echo.Headers.GetValueOrDefault("api-version").ShouldBe(told);
    }

    [Fact]
    public async Task With_the_rule_first_a_declared_query_parameter_is_the_contracts()
    {
        await using GatewayWorld world = await StartAsync(First, Contracts.Get("/items", "parameters: [{ name: version, in: query, schema: { type: string } }]"));

        (await Echo.ReadAsync(await world.GetAsync("/commerce/stock/v1/items?version=2"))).Target.ShouldBe("/one/items?version=2");
    }

    [Fact]
    public async Task Caches_are_told_of_fields_that_would_have_come_before_the_target()
    {
        await using GatewayWorld world = await StartAsync(First with { Precedence = [VersionSource.Header, VersionSource.Path, VersionSource.MediaType] });

        (await world.GetAsync("/commerce/stock/v1/items")).Headers.Vary.ShouldBe(["Api-Version", "Accept"]);
        (await world.GetAsync("/commerce/stock/v1/items", null, ("Api-Version", "2"))).Headers.Vary.ShouldBe(["Api-Version", "Accept"]);
    }

    [Fact]
    public async Task Caches_need_no_field_where_the_target_comes_first()
    {
        await using GatewayWorld world = await StartAsync(First);

        (await world.GetAsync("/commerce/stock/v1/items", null, ("Api-Version", "2"))).Headers.Vary.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_not_known_learns_of_no_versions_by_a_conflict()
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(world => world.Estate
            .Api("stock", "v1", Contracts.Get("/items"), part => part with { AuthenticationRequired = true })
            .Api("stock", "v2", Contracts.Get("/items"), part => part with { AuthenticationRequired = true }));

        JsonElement problem = await (await world.GetAsync("/commerce/stock/v1/items", null, ("Api-Version", "2"))).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "token-missing");

        problem.TryGetProperty("available", out _).ShouldBeFalse();
    }
}
