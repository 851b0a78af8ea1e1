using System.Net;
using System.Text;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Http;

/// <summary>A call that is repeated with its key has one effect and one answer.</summary>
public sealed class IdempotencyTests : IAsyncLifetime
{
    private const string Ask = """{"api":"orders","scopes":["orders.read"]}""";
    private const string Report = """
        {"gateway":"gw-1","from":"2026-11-23T11:59:00Z","to":"2026-11-23T12:00:00Z","counts":[{"api":"orders","version":"v1","operation":"GET /orders","calls":3,"failures":0,"lastCall":"2026-11-23T11:59:50Z"}]}
        """;

    private readonly TempFolder _folder = new();
    private CatalogWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await CatalogWorld.StartWithBasicsAsync(new CatalogOptions { DataDirectory = _folder.Path });
        await _world.PutAsync("apis", "orders", Texts.Api("orders"));
        await _world.PutAsync("apis", "billing", Texts.Api("billing", "/sales/billing"));
        await _world.PutAsync("consumers", "storefront", Texts.Consumer("storefront", "billing", "storefront"));
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("bare-key", "bare-key")]
    [InlineData("\"quoted-key\"", "quoted-key")]
    public async Task It_is_answered_as_the_first_time(string first, string second)
    {
        using HttpResponseMessage asked = await PostAsync("consumers/storefront/subscriptions", Ask, first);
        using HttpResponseMessage again = await PostAsync("consumers/storefront/subscriptions", Ask, second);

        asked.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.Headers.GetValues("Idempotency-Replayed").Single().ShouldBe("true");
        asked.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        again.Headers.Location.ShouldBe(asked.Headers.Location);
        again.Content.Headers.ContentType.ShouldBe(asked.Content.Headers.ContentType);
        (await again.Content.ReadAsStringAsync(Cancel)).ShouldBe(await asked.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task A_report_with_a_key_counts_once_and_after_an_hour_again()
    {
        (await PostAsync("usage", Report, "r-1")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await PostAsync("usage", Report, "r-1")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await CallsAsync()).ShouldBe(3);
        (await PostAsync("usage", Report, "r-2")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await CallsAsync()).ShouldBe(6);

        _world.Clock.Advance(TimeSpan.FromHours(1));
        (await PostAsync("usage", Report, "r-1")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await CallsAsync()).ShouldBe(9);
    }

    [Fact]
    public async Task Calls_at_once_have_one_effect()
    {
        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync("usage", Report, "same")));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.NoContent || answer.StatusCode == HttpStatusCode.Conflict);
        answers.Where(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldAllBe(answer => answer.Headers.RetryAfter != null);
        answers.ShouldContain(answer => answer.StatusCode == HttpStatusCode.NoContent);
        (await CallsAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task A_key_is_for_one_body_and_one_address()
    {
        await PostAsync("usage", Report, "k");
        using HttpResponseMessage other = await PostAsync("usage", Report.Replace("\"calls\":3", "\"calls\":4", StringComparison.Ordinal), "k");
        await other.ShouldBeProblemAsync(422, "idempotency-key-reused");
        using HttpResponseMessage elsewhere = await PostAsync("consumers/storefront/subscriptions", Ask, "k");
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData(400, "application/json", "{\"")]
    [InlineData(400, "application/json", "")]
    [InlineData(400, "application/json", "{\"gateway\":\"gw-1\",\"from\":\"2026-11-23T11:00:00Z\",\"to\":\"2026-11-23T12:00:00Z\",\"counts\":[{\"api\":\"orders\",\"version\":\"v1\",\"operation\":\"GET /orders\",\"calls\":1,\"failures\":2,\"lastCall\":\"2026-11-23T11:59:50Z\"}]}")]
    [InlineData(413, "application/json", null)]
    [InlineData(415, "text/html", "<p>")]
    public async Task A_call_that_was_not_read_has_not_used_its_key(int status, string type, string? body)
    {
        (await PostAsync("usage", body ?? new string(' ', (16 * 1024 * 1024) + 1), "k", type)).StatusCode.ShouldBe((HttpStatusCode)status);
        (await PostAsync("usage", body ?? new string(' ', (16 * 1024 * 1024) + 1), "k", type)).Headers.Contains("Idempotency-Replayed").ShouldBeFalse();

        (await PostAsync("usage", Report, "k")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await CallsAsync()).ShouldBe(3);
        (await PostAsync("usage", body ?? "{}", "k", type)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "now it is used");
    }

    [Fact]
    public async Task A_call_that_was_looked_at_and_refused_has_used_its_key()
    {
        (await PostAsync("consumers/nobody/subscriptions", Ask, "k")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using HttpResponseMessage again = await PostAsync("consumers/nobody/subscriptions", Ask, "k");

        again.Headers.GetValues("Idempotency-Replayed").Single().ShouldBe("true");
        await again.ShouldBeProblemAsync(404, "not-found");
        using HttpResponseMessage other = await PostAsync("consumers/nobody/subscriptions", "{\"", "k");
        await other.ShouldBeProblemAsync(422, "idempotency-key-reused");
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("a b")]
    public async Task A_key_that_is_none_is_refused(string key)
    {
        using HttpResponseMessage response = await PostAsync("usage", Report, key);

        await response.ShouldBeProblemAsync(400, "parameter-invalid");
        (await _world.Client.Usage().AllAsync(Cancel)).Value!.ShouldBeEmpty();
    }

    private async Task<long> CallsAsync() => (await _world.Client.Usage(new UsageFilter { Days = 3660 }).AllAsync(Cancel)).Value!.Sum(row => row.Calls);

    private async Task<HttpResponseMessage> PostAsync(string address, string json, string key, string type = "application/json")
    {
        using HttpRequestMessage request = new(HttpMethod.Post, $"api/v1/{address}") { Content = new StringContent(json, Encoding.UTF8, type) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await _world.Http.SendAsync(request, Cancel);
    }
}
