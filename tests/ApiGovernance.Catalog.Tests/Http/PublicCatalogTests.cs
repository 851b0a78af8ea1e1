using System.Net;
using System.Text.Json;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Http;

/// <summary>The linkset of published APIs: all for those who may read, public ones for everybody.</summary>
public sealed class PublicCatalogTests : IAsyncLifetime
{
    private const string Token = "a-token-of-at-least-thirty-two-characters";
    private const string Address = ".well-known/api-catalog";

    private readonly TempFolder _folder = new();
    private CatalogWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await CatalogWorld.StartAsync(new CatalogOptions
        {
            DataDirectory = _folder.Path,
            AdminToken = Token,
            GatewayAddress = new Uri("https://api.example.com/"),
        });
        _world.Http.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        await _world.PutAsync("teams", "sales", Texts.Team("sales"));
        await _world.PutAsync("backends", "shop", Texts.Backend("shop", "sales"));
        await _world.PutAsync("entities", "order", Texts.Entity("order", "sales"));
        await _world.PutAsync("apis", "orders", Texts.Api("orders", visibility: "public"));
        await _world.PutAsync("apis", "intake", Texts.Api("intake", "/sales/intake"));
        await _world.PutAsync("apis", "draft", Texts.Api("draft", "/sales/draft", visibility: "public"));
        foreach (string version in (string[])["v1", "v2"])
            await _world.AcceptAsync("orders", version, Texts.Contract.Replace("version: 1.0.0", $"version: {version[1..]}.0.0", StringComparison.Ordinal), "active");
        await _world.AcceptAsync("intake", "v1", Texts.Contract, "preview");
        await _world.AcceptAsync("draft", "v1", Texts.Contract, "development");
        (await _world.Client.DeprecateAsync("orders", "v1", new DeprecateRequest(new DateOnly(2028, 6, 30), "v2") { Documentation = "https://example.com/move" }, Cancel)).Status.ShouldBe(200);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Everybody_finds_public_apis_that_are_published()
    {
        _world.Http.DefaultRequestHeaders.Authorization = null;
        using HttpResponseMessage response = await _world.Http.GetAsync(Address, Cancel);

        response.Content.Headers.ContentType!.ToString().ShouldBe("application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"");
        response.Headers.GetValues("Link").Single().ShouldBe("</.well-known/api-catalog>; rel=\"api-catalog\"");
        JsonElement linkset = await LinksetAsync(response);
        Anchors(linkset).ShouldBe(
            [$"{_world.Http.BaseAddress}.well-known/api-catalog", "https://api.example.com/sales/orders", "https://api.example.com/sales/orders/v1", "https://api.example.com/sales/orders/v2"]);
        linkset[0].GetProperty("item").EnumerateArray().Select(Href).ShouldBe(["https://api.example.com/sales/orders"]);
        Href(linkset[1].GetProperty("latest-version")[0]).ShouldBe("https://api.example.com/sales/orders/v2");
        Href(linkset[2].GetProperty("successor-version")[0]).ShouldBe("https://api.example.com/sales/orders/v2");
        Href(linkset[2].GetProperty("service-doc")[0]).ShouldBe("https://example.com/move");
        Href(linkset[3].GetProperty("predecessor-version")[0]).ShouldBe("https://api.example.com/sales/orders/v1");
        Href(linkset[3].GetProperty("status")[0]).ShouldBe($"{_world.Http.BaseAddress}api/v1/apis/orders/versions/v2");

        string contract = Href(linkset[3].GetProperty("service-desc")[0]);
        (await _world.Http.GetStringAsync(contract, Cancel)).ShouldContain("version: 2.0.0");
    }

    [Fact]
    public async Task Who_may_read_the_catalog_finds_all_that_is_published()
    {
        using HttpResponseMessage response = await _world.Http.GetAsync(Address, Cancel);

        Anchors(await LinksetAsync(response)).ShouldContain("https://api.example.com/sales/intake/v1");
        (await _world.Http.GetAsync("contracts/intake/v1", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("contracts/intake/v1")]
    [InlineData("contracts/draft/v1")]
    [InlineData("contracts/orders/v3")]
    [InlineData("contracts/nothing/v1")]
    public async Task What_is_not_public_is_as_if_it_were_not_there(string address)
    {
        _world.Http.DefaultRequestHeaders.Authorization = null;
        using HttpResponseMessage response = await _world.Http.GetAsync(address, Cancel);

        await response.ShouldBeProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task A_wrong_token_is_told_and_head_has_the_link()
    {
        using HttpRequestMessage head = new(HttpMethod.Head, Address);
        using HttpResponseMessage response = await _world.Http.SendAsync(head, Cancel);
        response.Headers.GetValues("Link").Single().ShouldEndWith("rel=\"api-catalog\"");
        response.Headers.Vary.ShouldContain("Authorization");

        _world.Http.DefaultRequestHeaders.Authorization = new("Bearer", "wrong");
        using HttpResponseMessage refused = await _world.Http.GetAsync(Address, Cancel);
        await refused.ShouldBeProblemAsync(401, "unauthorized");
        refused.Headers.WwwAuthenticate.ShouldNotBeEmpty();
    }

    private static async Task<JsonElement> LinksetAsync(HttpResponseMessage response)
    {
        using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));
        return document.RootElement.GetProperty("linkset").Clone();
    }

    private static IEnumerable<string> Anchors(JsonElement linkset) => linkset.EnumerateArray().Select(context => context.GetProperty("anchor").GetString()!);

    private static string Href(JsonElement link) => link.GetProperty("href").GetString()!;
}
