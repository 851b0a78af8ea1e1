using System.Net;
using System.Net.Http.Json;
using System.Text;
using ApiGovernance.Catalog.Tests.Http;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Tests.Feed;

/// <summary>What the operations of webhooks say when there is none of the name, and when a call comes twice.</summary>
public sealed class WebhookOperationTests : IAsyncLifetime
{
    private const string Rotate = """{"overlapHours":1}""";

    private WebhookWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await WebhookWorld.StartAsync();

    public async ValueTask DisposeAsync() => await _world.DisposeAsync();

    [Theory]
    [InlineData("GET", "webhooks/chta", null)]
    [InlineData("DELETE", "webhooks/chta", null)]
    [InlineData("GET", "webhooks/chta/deliveries", null)]
    [InlineData("POST", "webhooks/chta/rotate", Rotate)]
    [InlineData("POST", "webhooks/chta/test", null)]
    public async Task Of_a_webhook_that_is_not_there_they_say_which_are(string method, string address, string? body)
    {
        await _world.PutAsync("chat", "none");

        using HttpResponseMessage response = await SendAsync(method, address, body);

        CatalogProblem problem = await response.ShouldBeProblemAsync(404, "not-found");
        problem.Detail.ShouldBe("There is no webhook `chta`. Registered are: chat.");
        _world.Receiver.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_secret_is_not_shown_again_to_a_repeated_call()
    {
        await _world.PutAsync("chat", "none");
        using HttpResponseMessage first = await SendAsync("POST", "webhooks/chat/rotate", Rotate, "k");
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        WebhookEntry rotated = (await first.Content.ReadFromJsonAsync<WebhookEntry>(ProtocolJson.Options, Cancel))!;
        rotated.Secret.ShouldNotBeNull();

        using HttpResponseMessage again = await SendAsync("POST", "webhooks/chat/rotate", Rotate, "k");

        await again.ShouldBeProblemAsync(409, "idempotency-answer-gone");
        (await again.Content.ReadAsStringAsync(Cancel)).ShouldNotContain(rotated.Secret);
        (await _world.GetAsync("chat")).Secrets.Select(secret => secret.Id).ShouldBe(rotated.Secrets.Select(secret => secret.Id), "it was rotated once");
    }

    [Fact]
    public async Task A_test_that_is_still_running_is_not_begun_again()
    {
        await _world.PutAsync("chat", "none");
        TaskCompletionSource taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _world.Receiver.AnswerAfter(taken.Task, 204);
        Task<HttpResponseMessage> running = SendAsync("POST", "webhooks/chat/test", null, "k");
        await _world.Receiver.WaitAsync(1);

        using HttpResponseMessage second = await SendAsync("POST", "webhooks/chat/test", null, "k");

        await second.ShouldBeProblemAsync(409, "idempotency-in-progress");
        second.Headers.RetryAfter.ShouldNotBeNull();
        taken.SetResult();
        using HttpResponseMessage first = await running;
        (await first.Content.ReadFromJsonAsync<WebhookDelivery>(ProtocolJson.Options, Cancel))!.Taken.ShouldBeTrue();
        _world.Receiver.All.Count.ShouldBe(1);
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string address, string? body, string? key = null)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), $"api/v1/{address}");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await _world.Catalog.Http.SendAsync(request, Cancel);
    }
}
