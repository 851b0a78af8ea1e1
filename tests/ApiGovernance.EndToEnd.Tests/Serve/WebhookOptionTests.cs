using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.EndToEnd.Tests.Serve;

/// <summary>The options of `serve` that webhooks have, with the real process.</summary>
public sealed class WebhookOptionTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("10.1.0.0/33")]
    [InlineData("inside")]
    public async Task A_network_that_is_none_is_refused_before_anything_starts(string network)
    {
        (int exitCode, string errors) = await ServeProcess.RunAsync(["serve", .. Files().Arguments, "--webhook-network", network]);

        exitCode.ShouldBe(2, errors);
        errors.ShouldContain($"'{network}' is no network. Write it like 10.1.0.0/16.");
        Directory.Exists(_folder["data"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("c2hvcnQ=")]
    public async Task A_key_that_is_none_is_refused_and_not_repeated(string key)
    {
        (int exitCode, string errors) = await ServeProcess.RunAsync(new Dictionary<string, string> { ["APIGOV_WEBHOOK_KEY"] = key }, ["serve", .. Files().Arguments]);

        exitCode.ShouldBe(2, errors);
        errors.ShouldContain("APIGOV_WEBHOOK_KEY is no key.");
        errors.ShouldNotContain(key);
    }

    [Fact]
    public async Task An_address_inside_is_reached_when_its_network_was_named_and_not_before()
    {
        ConcurrentQueue<string> received = [];
        await using LoopbackApp hook = await LoopbackApp.StartAsync(app => app.MapPost("/events", async (HttpRequest request) =>
        {
            received.Enqueue(await new StreamReader(request.Body).ReadToEndAsync());
            return Results.NoContent();
        }));
        Uri url = new(hook.BaseAddress, "events");
        using HttpClient http = new();

        await using (ServeProcess closed = await ServeProcess.StartAsync(["--role", "control-plane", .. Files().Arguments]))
        {
            using HttpResponseMessage refused = await PutAsync(http, closed, url);
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        await using ServeProcess open = await ServeProcess.StartAsync(
            ["--role", "control-plane", .. Files().Arguments, "--webhook-network", "127.0.0.0/8", "--webhook-network", "::1/128", "--no-webhooks"]);
        using HttpResponseMessage taken = await PutAsync(http, open, url);
        taken.StatusCode.ShouldBe(HttpStatusCode.Created, await taken.Content.ReadAsStringAsync(Cancel));
        using HttpResponseMessage sent = await http.PostAsync(new Uri(open.ControlPlane!, "api/v1/webhooks/audit/test"), null, Cancel);
        sent.StatusCode.ShouldBe(HttpStatusCode.OK, await sent.Content.ReadAsStringAsync(Cancel));
        received.ShouldHaveSingleItem();
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient http, ServeProcess serve, Uri url) =>
        http.PutAsJsonAsync(new Uri(serve.ControlPlane!, "api/v1/webhooks/audit"), new { url, owner = CatalogFiles.Team, events = new[] { "*" } }, Cancel);

    private CatalogFiles Files() => new CatalogFiles(_folder).Backend("gone", new Uri("http://127.0.0.1:9/")).Api("notes", "/test/notes", "gone", Contracts.Notes);
}
