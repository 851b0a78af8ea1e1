using System.Text;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Http;

/// <summary>Bodies that are nearly right: each is refused by name, and nothing of it happens.</summary>
public sealed class RequestBodyTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private CatalogWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await CatalogWorld.StartWithBasicsAsync(new CatalogOptions { DataDirectory = _folder.Path });
        await _world.PutAsync("apis", "orders", Texts.Api("orders"));
        await _world.AcceptAsync("orders", "v1", Texts.Contract);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("2")]
    [InlineData("99")]
    [InlineData("\"2\"")]
    [InlineData("\"design,preview\"")]
    [InlineData("\"preview, design\"")]
    [InlineData("[\"preview\"]")]
    public async Task A_stage_is_one_of_its_words(string value)
    {
        (int status, string text) = await PostAsync("promote", $$"""{"to": {{value}}}""");

        status.ShouldBe(400, text);
        text.ShouldContain("It takes one of: design, development, preview, active, deprecated, retired.");
        (await StageAsync()).ShouldBe(ApiStage.Development);
    }

    [Theory]
    [InlineData("""{"to": "active", "to": "preview"}""", "to")]
    [InlineData("""{"to": "active", "To": "preview"}""", "To")]
    public async Task A_member_that_stands_twice_says_nothing(string body, string member)
    {
        (int status, string text) = await PostAsync("promote", body);

        status.ShouldBe(400, text);
        text.ShouldContain($"The body has the member '{member}' twice; readers disagree which one counts.");
        (await StageAsync()).ShouldBe(ApiStage.Development);
    }

    [Theory]
    [InlineData("not a page")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://example.com/>; rel=\\\"x\\\"")]
    [InlineData("https://example.com/\\r\\nX-Other: 1")]
    [InlineData("")]
    public async Task A_page_about_a_deprecation_is_an_address_as_it_goes_into_a_header_field(string page)
    {
        await _world.AcceptAsync("orders", "v2", Texts.Contract, "active");
        await _world.Client.PromoteAsync("orders", "v1", new PromoteRequest(ApiStage.Preview), Cancel);
        await _world.Client.PromoteAsync("orders", "v1", new PromoteRequest(ApiStage.Active), Cancel);

        (int status, string text) = await PostAsync("deprecate", $$"""{"sunset": "2027-12-31", "successor": "v2", "documentation": "{{page}}"}""");

        status.ShouldBe(400, text);
        text.ShouldContain("`documentation` must be an absolute http or https URL");
        (await StageAsync()).ShouldBe(ApiStage.Active);
    }

    [Theory]
    [InlineData("title: ' '")]
    [InlineData("title: \"Sales\\a\"")]
    [InlineData("title: \"Sales\\nX-Other: 1\"")]
    [InlineData("description: \"We\\u0000sell\"")]
    public async Task Texts_that_cannot_be_read_are_none(string member)
    {
        string team = Texts.Team("sales").Replace("metadata: {name: sales", $"metadata: {{name: sales, {member}", StringComparison.Ordinal);

        CatalogAnswer<System.Text.Json.JsonDocument> answer = await _world.Client.PutDescriptorAsync("teams", "sales", CatalogWorld.Bytes(team), null, Cancel);

        answer.Status.ShouldBe(422);
        answer.Problem!.Errors.ShouldHaveSingleItem().Pointer.ShouldStartWith("/metadata/");
    }

    [Fact]
    public async Task A_document_of_30_MB_is_refused_whatever_fills_it()
    {
        byte[] contract = CatalogWorld.Bytes(Texts.Contract + "\n#");
        byte[] document = new byte[30_000_000];
        document.AsSpan().Fill((byte)'x');
        contract.CopyTo(document.AsSpan());
        using ByteArrayContent content = new(document);
        content.Headers.ContentType = new("application/yaml");

        using HttpResponseMessage answer = await _world.Http.PutAsync("api/v1/apis/orders/versions/v1", content, Cancel);

        ((int)answer.StatusCode).ShouldBe(413);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("The body is larger than 20 MB.");
    }

    private async Task<(int Status, string Text)> PostAsync(string step, string body)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await _world.Http.PostAsync($"api/v1/apis/orders/versions/v1/{step}", content, Cancel);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<ApiStage> StageAsync() => (await _world.Client.Apis().AllAsync(Cancel)).Value!.Single().Versions.First(version => version.Name == "v1").Stage;
}
