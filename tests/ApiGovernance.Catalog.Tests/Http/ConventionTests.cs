using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Http;

/// <summary>What holds for every operation: methods, media types, entity tags.</summary>
public sealed class ConventionTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private CatalogWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await CatalogWorld.StartWithBasicsAsync(new CatalogOptions { DataDirectory = _folder.Path });
        await _world.PutAsync("apis", "orders", Texts.Api("orders"));
        await _world.AcceptAsync("orders", "v1", Texts.Contract, "active");
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("teams")]
    [InlineData("teams/sales")]
    [InlineData("apis")]
    [InlineData("apis/orders")]
    [InlineData("apis/orders/versions")]
    [InlineData("apis/orders/versions/v1")]
    [InlineData("apis/orders/versions/v1/contract")]
    [InlineData("apis/orders/versions/v1/revisions/1")]
    [InlineData("apis/orders/versions/v1/verdicts")]
    [InlineData("verdicts/1")]
    [InlineData("usage")]
    [InlineData("audit")]
    [InlineData("gateways")]
    [InlineData("snapshots/current")]
    [InlineData("openapi.json")]
    public async Task What_was_read_is_not_sent_again_until_it_changes(string address)
    {
        using HttpResponseMessage first = await _world.Http.GetAsync($"api/v1/{address}", Cancel);
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        EntityTagHeaderValue tag = first.Headers.ETag.ShouldNotBeNull();
        tag.IsWeak.ShouldBeFalse();

        using HttpRequestMessage again = new(HttpMethod.Get, $"api/v1/{address}");
        again.Headers.TryAddWithoutValidation("If-None-Match", $"\"other\", {tag}");
        using HttpResponseMessage second = await _world.Http.SendAsync(again, Cancel);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        second.Headers.ETag.ShouldBe(tag);
        (await second.Content.ReadAsByteArrayAsync(Cancel)).ShouldBeEmpty();

        using HttpResponseMessage head = await _world.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"api/v1/{address}"), Cancel);
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Headers.ETag.ShouldBe(tag);
        head.Content.Headers.ContentLength.ShouldBe(first.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Putting_what_is_there_changes_nothing()
    {
        int audited = (await _world.Client.Audit().AllAsync(Cancel)).Value!.Count;
        string revision = (await _world.ManifestAsync()).Revision;

        await _world.PutAsync("teams", "sales", Texts.Team("sales"));
        await _world.PutAsync("apis", "orders", Texts.Api("orders"));
        (await _world.AcceptAsync("orders", "v1", Texts.Contract)).Applied.ShouldBeFalse();

        (await _world.Client.Audit().AllAsync(Cancel)).Value!.Count.ShouldBe(audited);
        (await _world.ManifestAsync()).Revision.ShouldBe(revision);
        (await _world.Client.Revisions("orders", "v1").AllAsync(Cancel)).Value!.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_contract_is_only_put_over_the_version_that_was_read()
    {
        string tag = (await _world.Client.GetVersionAsync("orders", "v1", Cancel)).ETag!;
        (await PutAsync(Texts.Compatible, "If-Match", tag)).StatusCode.ShouldBe(HttpStatusCode.OK);

        using HttpResponseMessage late = await PutAsync(Texts.Contract, "If-Match", tag);
        await late.ShouldBeProblemAsync(412, "changed-meanwhile");
        using HttpResponseMessage again = await PutAsync(Texts.Contract, "If-None-Match", "*");
        await again.ShouldBeProblemAsync(412, "changed-meanwhile");
    }

    [Theory]
    [InlineData("DELETE", "teams", "GET, HEAD")]
    [InlineData("PATCH", "teams/sales", "DELETE, GET, HEAD, PUT")]
    [InlineData("OPTIONS", "apis/orders/versions/v1/promote", "POST")]
    [InlineData("POST", "openapi.json", "GET, HEAD")]
    public async Task Another_method_is_told_which_there_are(string method, string address, string allowed)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), $"api/v1/{address}");
        using HttpResponseMessage response = await _world.Http.SendAsync(request, Cancel);

        await response.ShouldBeProblemAsync(405, "method-not-allowed");
        string.Join(", ", response.Content.Headers.Allow.Order(StringComparer.Ordinal)).ShouldBe(allowed);
    }

    [Fact]
    public async Task An_unknown_address_is_a_problem_with_every_method()
    {
        foreach (string method in (string[])["GET", "POST", "PUT", "DELETE"])
        {
            using HttpRequestMessage request = new(new HttpMethod(method), "api/v1/ordrs");
            using HttpResponseMessage response = await _world.Http.SendAsync(request, Cancel);
            await response.ShouldBeProblemAsync(404, "not-found");
        }
    }

    [Theory]
    [InlineData("teams", "text/html")]
    [InlineData("teams/sales", "application/xml, text/*")]
    [InlineData("teams/sales", "application/json;q=0, text/html")]
    [InlineData("apis/orders/versions/v1/contract", "image/png")]
    public async Task What_cannot_be_given_is_not_acceptable(string address, string accept)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"api/v1/{address}");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using HttpResponseMessage response = await _world.Http.SendAsync(request, Cancel);

        await response.ShouldBeProblemAsync(406, "not-acceptable");
    }

    [Theory]
    [InlineData("PUT", "teams/sales", "application/x-www-form-urlencoded", null)]
    [InlineData("PUT", "teams/sales", "text/html", null)]
    [InlineData("PUT", "teams/sales", "application/yaml; charset=iso-8859-1", null)]
    [InlineData("PUT", "teams/sales", "application/yaml", "gzip")]
    [InlineData("POST", "apis/orders/versions/v1/promote", "application/yaml", null)]
    public async Task A_body_of_another_type_is_not_guessed(string method, string address, string type, string? coding)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), $"api/v1/{address}")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Texts.Team("sales"))),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (coding is not null)
            request.Content.Headers.ContentEncoding.Add(coding);
        using HttpResponseMessage response = await _world.Http.SendAsync(request, Cancel);

        await response.ShouldBeProblemAsync(415, "unsupported-media-type");
        response.Headers.GetValues("Accept").Single().ShouldContain("application/json");
    }

    private async Task<HttpResponseMessage> PutAsync(string contract, string condition, string value)
    {
        using HttpRequestMessage request = new(HttpMethod.Put, "api/v1/apis/orders/versions/v1")
        {
            Content = new StringContent(contract, Encoding.UTF8, "application/yaml"),
        };
        request.Headers.TryAddWithoutValidation(condition, value);
        return await _world.Http.SendAsync(request, Cancel);
    }
}
