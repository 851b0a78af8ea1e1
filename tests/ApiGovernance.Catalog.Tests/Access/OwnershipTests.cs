using System.Text.Json;

namespace ApiGovernance.Catalog.Tests.Access;

/// <summary>An owner changes what belongs to its team, and cannot make anything belong to it, or to somebody else.</summary>
public sealed class OwnershipTests : IAsyncLifetime
{
    private AccessWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await AccessWorld.StartWithTeamsAsync();

    public async ValueTask DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task What_is_ones_own_is_changed()
    {
        foreach ((string path, string body) in new[]
        {
            ("teams/sales", Texts.Team("sales")), ("backends/shop", Texts.Backend("shop", "sales")), ("backends/new", Texts.Backend("new", "sales")),
            ("entities/order", Texts.Entity("order", "sales")), ("apis/orders", Texts.Api("orders")), ("apis/returns", Texts.Api("returns", "/sales/returns")),
            ("consumers/web", Texts.Consumer("web", "orders", "web")),
        })
            (await _world.PutAsync("owner", path, body)).ShouldBeDone(path);
        (await _world.PutAsync("owner", "apis/orders/versions/v1", Texts.Contract)).ShouldBeDone();
        (await _world.PostAsync("owner", "apis/orders/versions/v1/promote", """{"to":"preview"}""")).ShouldBeDone();
        (await _world.PostAsync("gateway", "usage", JsonSerializer.Serialize(CatalogWorld.ListenedReport(_world.Clock.GetUtcNow()), JsonSerializerOptions.Web))).ShouldBeDone();
        (await _world.PostAsync("owner", "apis/orders/versions/v1/retire")).ShouldBeDone();
    }

    [Fact]
    public async Task What_is_anothers_is_not_changed()
    {
        foreach ((string path, string body) in new[]
        {
            ("teams/logistics", Texts.Team("logistics")), ("teams/new", Texts.Team("new")), ("backends/wms", Texts.Backend("wms", "logistics")),
            ("backends/new", Texts.Backend("new", "logistics")), ("entities/shipment", Texts.Entity("shipment", "logistics")),
            ("apis/shipments", Texts.Api("shipments", "/logistics/shipments", "logistics")), ("apis/new", Texts.Api("new", "/new", "logistics")),
        })
            (await _world.PutAsync("owner", path, body)).ShouldBeForbidden("owner", "architect");
        (await _world.PutAsync("owner", "apis/shipments/versions/v1", Texts.Contract)).ShouldBeForbidden("ci", "owner", "architect");
        (await _world.PutAsync("owner", "plans/new", Texts.Plan("new"))).ShouldBeForbidden("architect");

        await _world.MustAsync("apis/shipments/versions/v1", Texts.Contract);
        foreach ((string step, string body) in new[]
        {
            ("promote", """{"to":"preview"}"""), ("deprecate", """{"sunset":"2030-01-01","successor":"v2"}"""), ("retire", "{}"),
        })
            (await _world.PostAsync("owner", $"apis/shipments/versions/v1/{step}", body)).ShouldBeForbidden("owner", "architect");
    }

    [Fact]
    public async Task What_is_anothers_is_not_removed()
    {
        foreach (string path in new[] { "apis/shipments", "backends/wms", "teams/logistics", "entities/shipment" })
            (await _world.AsAsync("owner", HttpMethod.Delete, path)).ShouldBeForbidden("owner", "architect");
        (await _world.AsAsync("owner", HttpMethod.Delete, "plans/standard")).ShouldBeForbidden("architect");

        (await _world.AsAsync("owner", HttpMethod.Delete, "apis/orders")).ShouldBeDone();
    }

    [Theory]
    [InlineData("apis/shipments")]
    [InlineData("backends/wms")]
    [InlineData("entities/shipment")]
    public async Task Nobody_takes_a_record_by_writing_their_own_team_into_it(string path)
    {
        string mine = await OwnedByAsync(path, "logistics", "sales");

        (await _world.PutAsync("owner", path, mine)).ShouldBeForbidden("owner", "architect");

        (await _world.SendAsync(HttpMethod.Get, path, AccessWorld.AdminToken)).Body.ShouldContain("\"owner\":\"logistics\"");
    }

    [Theory]
    [InlineData("apis/orders")]
    [InlineData("backends/shop")]
    [InlineData("entities/order")]
    public async Task Giving_a_record_away_takes_an_architect(string path)
    {
        string theirs = await OwnedByAsync(path, "sales", "logistics");

        (await _world.PutAsync("owner", path, theirs)).ShouldBeForbidden("architect");
        (await _world.PutAsync("architect", path, theirs)).ShouldBeDone();

        (await _world.PutAsync("owner", path, theirs)).ShouldBeForbidden("owner", "architect");
    }

    [Fact]
    public async Task Who_has_seen_a_published_api_is_not_owed_less_notice_without_an_architect()
    {
        await _world.MustAsync("apis/orders", Texts.Api("orders", visibility: "public"));
        (await _world.PutAsync("owner", "apis/orders", Texts.Api("orders", visibility: "partner"))).ShouldBeDone("nothing is published yet");
        await _world.MustAsync("apis/orders/versions/v1?stage=preview", Texts.Contract);

        (await _world.PutAsync("owner", "apis/orders", Texts.Api("orders", visibility: "internal"))).ShouldBeForbidden("architect");
        (await _world.PutAsync("owner", "apis/orders", Texts.Api("orders", visibility: "public"))).ShouldBeDone("more may see it");
        (await _world.PutAsync("architect", "apis/orders", Texts.Api("orders", visibility: "internal"))).ShouldBeDone();
    }

    [Fact]
    public async Task A_consumer_does_not_grant_itself_anothers_api()
    {
        (await _world.PutAsync("owner", "consumers/web", Texts.Consumer("web", "shipments", "web"))).ShouldBeForbidden("owner", "architect");

        await _world.MustAsync("consumers/web", Texts.Consumer("web", "shipments", "web"));
        string title = Texts.Consumer("web", "shipments", "web").Replace("{name: web}", "{name: web, title: Web shop}", StringComparison.Ordinal);
        (await _world.PutAsync("owner", "consumers/web", title)).ShouldBeDone("what was granted already stays granted");
    }

    [Fact]
    public async Task A_trading_partners_consumer_is_an_architects()
    {
        string partner = Texts.Consumer("acme", "orders", "acme").Replace("owner: sales", "partner: ACME Ltd", StringComparison.Ordinal);

        (await _world.PutAsync("owner", "consumers/acme", partner)).ShouldBeForbidden("architect");
        (await _world.PutAsync("architect", "consumers/acme", partner)).ShouldBeDone();
    }

    [Fact]
    public async Task A_pipeline_submits_and_checks_for_its_teams()
    {
        (await _world.PutAsync("ci", "apis/orders/versions/v1", Texts.Contract)).ShouldBeDone();
        (await _world.PutAsync("ci", "apis/shipments/versions/v1", Texts.Contract)).ShouldBeForbidden("ci", "owner", "architect");

        await _world.MustAsync("apis/shipments/versions/v1", Texts.Contract);
        (await _world.PostAsync("ci", "apis/shipments/versions/v1/check", Texts.Contract)).ShouldBeDone("a check changes nothing");
    }

    [Fact]
    public async Task An_architect_changes_everything()
    {
        (await _world.PutAsync("architect", "teams/new", Texts.Team("new"))).ShouldBeDone();
        (await _world.PutAsync("architect", "plans/new", Texts.Plan("new"))).ShouldBeDone();
        (await _world.PutAsync("architect", "apis/shipments/versions/v1", Texts.Contract)).ShouldBeDone();
    }

    private async Task<string> OwnedByAsync(string path, string from, string to) =>
        (await _world.SendAsync(HttpMethod.Get, path, AccessWorld.AdminToken)).ShouldBeDone().Body
            .Replace($"\"owner\":\"{from}\"", $"\"owner\":\"{to}\"", StringComparison.Ordinal);
}
