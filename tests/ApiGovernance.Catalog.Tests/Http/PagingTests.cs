using System.Globalization;
using System.Text.Json;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Http;

/// <summary>Lists come in pages that stay in step while the catalog changes.</summary>
public sealed class PagingTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private CatalogWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await CatalogWorld.StartAsync(new CatalogOptions { DataDirectory = _folder.Path });
        foreach (string name in (string[])["b", "d", "f", "h"])
            await _world.PutAsync("teams", name, Texts.Team(name));
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_is_added_or_removed_meanwhile_moves_no_other_item()
    {
        CatalogList<JsonElement> teams = _world.Client.Descriptors("teams");
        CatalogPage<JsonElement> first = (await teams.PageAsync(2, null, Cancel)).Value!;
        Names(first).ShouldBe(["b", "d"]);

        await _world.PutAsync("teams", "a", Texts.Team("a"));
        await _world.PutAsync("teams", "e", Texts.Team("e"));
        (await _world.Client.DeleteDescriptorAsync("teams", "d", null, Cancel)).Status.ShouldBe(204);

        CatalogPage<JsonElement> second = (await teams.PageAsync(2, first.Next, Cancel)).Value!;
        Names(second).ShouldBe(["e", "f"]);
        CatalogPage<JsonElement> last = (await teams.PageAsync(2, second.Next, Cancel)).Value!;
        Names(last).ShouldBe(["h"]);
        last.Next.ShouldBeNull();
    }

    [Fact]
    public async Task A_page_links_to_the_next_one()
    {
        using HttpResponseMessage response = await _world.Http.GetAsync("api/v1/teams?limit=3", Cancel);
        string link = response.Headers.GetValues("Link").Single();

        link.ShouldStartWith("</api/v1/teams?limit=3&cursor=");
        link.ShouldEndWith(">; rel=\"next\"");
        using JsonDocument next = JsonDocument.Parse(await _world.Http.GetStringAsync(link[2..link.IndexOf('>', StringComparison.Ordinal)], Cancel));
        next.RootElement.GetProperty("items").GetArrayLength().ShouldBe(1);
        next.RootElement.TryGetProperty("next", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task All_pages_are_read_item_by_item()
    {
        for (int i = 0; i < 210; i++)
            await _world.ReportAsync("orders", "v1", $"GET /orders/{i.ToString("000", CultureInfo.InvariantCulture)}", "shop", 1);

        List<string> operations = [];
        await foreach (UsageRow row in _world.Client.Usage(new UsageFilter { Api = "orders" }).WithCancellation(Cancel))
            operations.Add(row.Operation);

        operations.Count.ShouldBe(210);
        operations.ShouldBeInOrder();
        operations.ShouldBeUnique();
    }

    [Fact]
    public async Task The_audit_is_read_from_both_ends()
    {
        (await _world.Client.Audit().PageAsync(1, null, Cancel)).Value!.Items.Single().Object.ShouldBe("Team/h");
        CatalogList<AuditEntry> oldest = _world.Client.Audit(new AuditFilter { OldestFirst = true });
        CatalogPage<AuditEntry> first = (await oldest.PageAsync(3, null, Cancel)).Value!;
        first.Items.Select(entry => entry.Sequence).ShouldBe([1, 2, 3]);
        (await oldest.PageAsync(3, first.Next, Cancel)).Value!.Items.Single().Sequence.ShouldBe(4);

        (await _world.Client.Audit(new AuditFilter { Object = "Team/f", Action = "registered", Actor = "local" }).AllAsync(Cancel)).Value!
            .ShouldHaveSingleItem().Object.ShouldBe("Team/f");
        (await _world.Client.Audit(new AuditFilter { Actor = "nobody" }).AllAsync(Cancel)).Value!.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_audit_is_read_between_two_points_in_time()
    {
        _world.Clock.Advance(TimeSpan.FromDays(1));
        await _world.PutAsync("teams", "j", Texts.Team("j"));
        _world.Clock.Advance(TimeSpan.FromHours(1));
        await _world.PutAsync("teams", "l", Texts.Team("l"));

        (await AuditedAsync("since=2026-11-24")).ShouldBe(["Team/l", "Team/j"]);
        (await AuditedAsync("until=2026-11-23")).ShouldBe(["Team/h", "Team/f", "Team/d", "Team/b"]);
        (await AuditedAsync("since=2026-11-24&until=2026-11-24")).ShouldBe(["Team/l", "Team/j"], "a day is the whole of it");
        (await AuditedAsync("since=2026-11-24T12:00:00Z&until=2026-11-24T12:00:00Z")).ShouldBe(["Team/j"], "both ends are in it");
        (await AuditedAsync("since=2026-11-24t15:00:00%2B02:00")).ShouldBe(["Team/l"]);
        (await _world.Client.Audit(new AuditFilter { Since = _world.Clock.GetUtcNow().AddMinutes(-1) }).AllAsync(Cancel)).Value!.ShouldHaveSingleItem().Object.ShouldBe("Team/l");
        CatalogPage<AuditEntry> first = (await _world.Client.Audit(new AuditFilter { Since = CatalogWorld.Start.AddDays(1) }).PageAsync(1, null, Cancel)).Value!;
        (await _world.Client.Audit(new AuditFilter { Since = CatalogWorld.Start.AddDays(1) }).PageAsync(1, first.Next, Cancel)).Value!.Items.ShouldHaveSingleItem().Object.ShouldBe("Team/j");
    }

    private async Task<IEnumerable<string>> AuditedAsync(string query)
    {
        using JsonDocument page = JsonDocument.Parse(await _world.Http.GetStringAsync($"api/v1/audit?{query}", Cancel));
        return [.. page.RootElement.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("object").GetString()!)];
    }

    [Theory]
    [InlineData("teams?cursor=x", "`cursor`")]
    [InlineData("teams?cursor=%FF%FE", "`cursor`")]
    [InlineData("audit?cursor=bm90aGluZw", "`cursor`")]
    [InlineData("teams?limit=0", "from 1 to 200")]
    [InlineData("teams?limit=201", "from 1 to 200")]
    [InlineData("teams?limit=-1", "from 1 to 200")]
    [InlineData("teams?limt=5", "It takes: limit, cursor, label, q.")]
    [InlineData("plans?owner=sales", "It takes: limit, cursor, label, q.")]
    [InlineData("events?stage=live", "one of design, development")]
    [InlineData("overlaps?decision=maybe", "one of accept, consolidate")]
    [InlineData("teams?limit=5&limit=6", "given 2 times")]
    [InlineData("teams/b?limit=5", "It takes none.")]
    [InlineData("audit?since=yesterday", "`since` must be a date such as 2026-11-28 or a date-time of RFC 3339")]
    [InlineData("audit?until=2026-02-30", "`until` must be a date")]
    [InlineData("audit?since=2026-11-28T16:05:00", "it is `2026-11-28T16:05:00`")]
    [InlineData("audit?since=2026-11-28T16:05:00+02:00", "`+` is written %2B")]
    [InlineData("audit?since=2026-11-29&until=2026-11-28", "`since` is after `until`")]
    [InlineData("apis?stage=live", "one of design, development")]
    [InlineData("apis?visibility=secret", "one of internal, partner, public")]
    [InlineData("verdicts?outcome=maybe", "one of pass, blocked, needs-approval, not-checked")]
    public async Task A_wrong_parameter_is_refused(string address, string expected)
    {
        using HttpResponseMessage response = await _world.Http.GetAsync($"api/v1/{address}", Cancel);
        CatalogProblem problem = await response.ShouldBeProblemAsync(400, "parameter-invalid");

        problem.Detail!.ShouldContain(expected);
    }

    [Fact]
    public async Task A_cursor_of_another_list_or_filter_is_refused()
    {
        CatalogPage<AuditEntry> page = (await _world.Client.Audit().PageAsync(1, null, Cancel)).Value!;

        (await _world.Client.Audit(new AuditFilter { Actor = "local" }).PageAsync(1, page.Next, Cancel)).Status.ShouldBe(400);
        (await _world.Client.Verdicts().PageAsync(1, page.Next, Cancel)).Status.ShouldBe(400);
    }

    private static IEnumerable<string> Names(CatalogPage<JsonElement> page) =>
        page.Items.Select(item => item.GetProperty("metadata").GetProperty("name").GetString()!);
}
