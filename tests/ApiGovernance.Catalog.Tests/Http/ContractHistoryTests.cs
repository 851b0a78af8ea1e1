using System.Text;
using System.Text.Json;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Http;

/// <summary>Contracts are given as they were submitted, of every revision, with what changed between them.</summary>
public sealed class ContractHistoryTests : IAsyncLifetime
{
    private const string Version = "api/v1/apis/orders/versions/v1";

    private readonly TempFolder _folder = new();
    private CatalogWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await CatalogWorld.StartWithBasicsAsync(new CatalogOptions { DataDirectory = _folder.Path });
        await _world.PutAsync("apis", "orders", Texts.Api("orders"));
        await _world.AcceptAsync("orders", "v1", Texts.Contract, "active");
        await _world.AcceptAsync("orders", "v1", Texts.Compatible);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Revisions_are_listed_newest_first_and_read_with_their_changelog()
    {
        IReadOnlyList<ContractRevision> listed = (await _world.Client.Revisions("orders", "v1").AllAsync(Cancel)).Value!;
        listed.Select(revision => (revision.Revision, revision.ContractVersion, revision.Bump, revision.Actor)).ShouldBe(
            [(2, "1.1.0", "minor", "local"), (1, "1.0.0", "first", "local")]);
        listed.ShouldAllBe(revision => revision.Changes == null);

        ContractRevision second = (await _world.Client.GetRevisionAsync("orders", "v1", 2, Cancel)).Value!;
        second.Changes!.ShouldContain(change => change.Message.Contains("cursor") && change.Operation == "GET /orders");
        (await _world.Client.GetRevisionAsync("orders", "v1", 1, Cancel)).Value!.Changes!.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_revisions_contract_is_given_as_it_was_submitted()
    {
        CatalogContract first = (await _world.Client.GetContractAsync("orders", "v1", 1, Cancel)).Value!;
        Encoding.UTF8.GetString(first.Bytes.Span).ShouldBe(Texts.Contract);
        first.MediaType.ShouldBe("application/yaml");
        CatalogContract current = (await _world.Client.GetContractAsync("orders", "v1", Cancel)).Value!;
        Encoding.UTF8.GetString(current.Bytes.Span).ShouldBe(Texts.Compatible);
        current.Hash.ShouldBe((await _world.Client.GetVersionAsync("orders", "v1", Cancel)).Value!.ContractHash);
    }

    [Fact]
    public async Task A_contract_is_given_as_json_when_asked_for()
    {
        using HttpResponseMessage response = await GetAsync($"{Version}/contract", "application/json");

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        using JsonDocument contract = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));
        contract.RootElement.GetProperty("info").GetProperty("version").GetString().ShouldBe("1.1.0");
        using HttpResponseMessage yaml = await GetAsync($"{Version}/contract", "application/yaml, application/json;q=0.5");
        yaml.Content.Headers.ContentType!.MediaType.ShouldBe("application/yaml");
        yaml.Headers.ETag.ShouldNotBe(response.Headers.ETag, "two forms, two tags");
        yaml.Headers.Vary.ShouldContain("Accept");
    }

    [Fact]
    public async Task The_changelog_is_given_for_machines_and_for_people()
    {
        using JsonDocument json = JsonDocument.Parse(await _world.Http.GetStringAsync($"{Version}/revisions/2/changelog", Cancel));
        json.RootElement.GetProperty("items").GetArrayLength().ShouldBeGreaterThan(0);

        using HttpResponseMessage response = await GetAsync($"{Version}/revisions/2/changelog", "text/markdown");
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/markdown; charset=utf-8");
        string text = await response.Content.ReadAsStringAsync(Cancel);
        text.ShouldStartWith("# orders v1: 1.1.0\n\nRevision 2, in force since 2026-11-23.\n\n## Compatible\n\n- `GET /orders`: ");
        using HttpResponseMessage first = await GetAsync($"{Version}/revisions/1/changelog", "text/markdown");
        (await first.Content.ReadAsStringAsync(Cancel)).ShouldEndWith("The first contract.\n");
    }

    [Theory]
    [InlineData("revisions/0")]
    [InlineData("revisions/3")]
    [InlineData("revisions/2147483647/contract")]
    [InlineData("revisions/one/changelog")]
    [InlineData("revisions/-1")]
    public async Task A_revision_that_never_was_is_not_found(string path)
    {
        using HttpResponseMessage response = await _world.Http.GetAsync($"{Version}/{path}", Cancel);

        await response.ShouldBeProblemAsync(404, "not-found");
    }

    private async Task<HttpResponseMessage> GetAsync(string address, string accept)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await _world.Http.SendAsync(request, Cancel);
    }
}
