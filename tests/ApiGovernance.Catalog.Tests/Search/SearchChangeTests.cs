using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Testing;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Tests.Search;

/// <summary>What is found is what is registered now.</summary>
public sealed class SearchChangeTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private CatalogWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await CatalogWorld.StartWithBasicsAsync(Options());
        await _world.PutAsync("apis", "orders", Texts.Api("orders"));
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_accepted_contract_is_found_at_once_and_what_it_replaces_no_more()
    {
        (await FindAsync("channel")).ShouldBeEmpty();
        await _world.AcceptAsync("orders", "v1", Texts.Contract, "development");

        SearchHit[] hits = await FindAsync("channel");
        hits.Select(hit => $"{hit.Kind} {hit.Direction} {hit.Name}").ShouldBe(
            ["field response items[].channel", "field request channel", "field response channel"], ignoreOrder: true);
        hits.ShouldAllBe(hit => hit.Line == LineOf(Texts.Contract, "channel:") && hit.Schema == "Order" && hit.Owner == "sales");
        hits.Single(hit => hit.Direction == "request").Operations.ShouldBe(["POST /orders"]);

        await _world.AcceptAsync("orders", "v1", Texts.Contract.Replace("channel:", "salesDesk:", StringComparison.Ordinal));
        (await FindAsync("channel")).ShouldBeEmpty();
        (await FindAsync("sales desk", "field")).Length.ShouldBe(3);
    }

    [Fact]
    public async Task An_api_is_found_before_it_has_a_contract_and_no_more_when_it_is_gone()
    {
        SearchHit hit = (await FindAsync("orders", "api")).ShouldHaveSingleItem();
        (hit.Name, hit.Version, hit.Line).ShouldBe(("orders", null, null));

        (await _world.Client.DeleteDescriptorAsync("apis", "orders", null, Cancel)).Status.ShouldBe(204);
        (await FindAsync("orders")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_beginning_of_a_word_finds_when_nothing_else_does()
    {
        await _world.AcceptAsync("orders", "v1", Texts.Contract, "development");

        (await FindAsync("chann", "field")).Length.ShouldBe(3);
        (await FindAsync("order chann", "field")).Length.ShouldBe(3);
        (await FindAsync("channel giftWrap")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_not_worked_out_at_registration_is_worked_out_and_kept()
    {
        await _world.AcceptAsync("orders", "v1", Texts.Contract, "development");
        SearchHit[] before = await FindAsync("channel");
        await _world.DisposeAsync();
        Execute("DELETE FROM contract_facts WHERE kind = 'search'");

        _world = await CatalogWorld.StartAsync(Options());
        SearchHit[] after = await FindAsync("channel");
        after.Select(hit => $"{hit.Score} {hit.Name} {hit.Line}").ShouldBe(before.Select(hit => $"{hit.Score} {hit.Name} {hit.Line}"));
        Execute("SELECT count(*) FROM contract_facts WHERE kind = 'search'").ShouldBe(1L);
    }

    [Theory]
    [InlineData("q=", "`q` must hold a word")]
    [InlineData("q=%3F%21", "`q` must hold a word")]
    [InlineData("q=order&kind=schema", "`kind` must be one of api, operation, field")]
    [InlineData("q=order&cursor=abc", "`cursor` is none")]
    public async Task A_wrong_question_is_told_so(string query, string detail)
    {
        using HttpResponseMessage response = await _world.Http.GetAsync($"api/v1/search?{query}", Cancel);

        ((int)response.StatusCode).ShouldBe(400);
        (await response.Content.ReadAsStringAsync(Cancel)).ShouldContain(detail);
    }

    private CatalogOptions Options() => new() { DataDirectory = _folder.Path };

    private async Task<SearchHit[]> FindAsync(string words, string? kind = null)
    {
        CatalogAnswer<SearchPage> answer = await _world.Client.SearchAsync(words, new SearchFilter { Kind = kind }, 50, null, Cancel);
        return [.. answer.Value.ShouldNotBeNull(answer.Problem?.Detail).Items];
    }

    private object? Execute(string sql)
    {
        using SqliteConnection connection = new($"Data Source={_folder["catalog.db"]};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static int LineOf(string text, string part) => text.Split('\n').ToList().FindIndex(line => line.Contains(part, StringComparison.Ordinal)) + 1;
}
