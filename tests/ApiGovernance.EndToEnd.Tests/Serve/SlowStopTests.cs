using ApiGovernance.Cli.Hosting;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.EndToEnd.Tests.Serve;

/// <summary>A stop with a request in flight that does not end: it is waited for as long as was said, and the rest of the stop happens all the same.</summary>
public sealed class SlowStopTests
{
    [Fact]
    public async Task A_request_that_does_not_end_holds_the_stop_up_for_its_time_only_and_the_last_usage_is_reported()
    {
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LoopbackApp backend = await LoopbackApp.StartAsync(app => app.Run(async context =>
        {
            if (context.Request.Method == "POST")
            {
                arrived.TrySetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }

            await EchoBackend.AnswerAsync(context);
        }));
        using TempFolder folder = new();
        CatalogFiles files = new CatalogFiles(folder).Backend("slow", backend.BaseAddress).Api("notes", "/test/notes", "slow", Contracts.Notes, anonymous: true);
        ServeOptions options = new()
        {
            CatalogDirectory = files.Catalog,
            PoliciesDirectory = files.Policies,
            DataDirectory = files.Data,
            ControlPlaneUrl = new Uri("http://127.0.0.1:0"),
            GatewayUrl = new Uri("http://127.0.0.1:0"),
            LogLevel = LogLevel.Error,
        };
        CancellationToken cancel = TestContext.Current.CancellationToken;
        await using ServeHost control = await ServeHost.StartAsync(options with { Role = ServeRole.ControlPlane }, cancel);
        await using ServeHost gateway = await ServeHost.StartAsync(
            options with
            {
                Role = ServeRole.Gateway,
                ControlPlaneUrl = control.Options.ControlPlaneUrl,
                DataDirectory = folder["edge"],
                DrainTime = TimeSpan.FromSeconds(2),
                // Only the last report tells of the calls.
                UsageInterval = TimeSpan.FromHours(1),
            },
            cancel);
        using HttpClient client = new() { Timeout = ServeProcess.Patience };
        Uri notes = new(gateway.Options.GatewayUrl, "test/notes/v1/notes");
        await Eventually.HoldsAsync(
            async () => (await client.GetAsync(new Uri(gateway.Options.GatewayUrl, "readyz"), cancel)).IsSuccessStatusCode, ServeProcess.Patience, "the gateway is ready");
        (await client.GetAsync(notes, cancel)).EnsureSuccessStatusCode();
        Task<HttpResponseMessage> hanging = client.PostAsync(notes, NotesWorld.Json("""{"text":"a"}"""), cancel);
        await arrived.Task.WaitAsync(ServeProcess.Patience, cancel);

        await gateway.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), cancel);

        await Should.ThrowAsync<HttpRequestException>(hanging);
        Answer usage = await Answer.ToAsync(client, new HttpRequestMessage(HttpMethod.Get, new Uri(control.Options.ControlPlaneUrl, "api/v1/usage?api=notes")));
        usage.Status.ShouldBe(200, usage.Body);
        usage.Body.ShouldContain("GET /notes");
        usage.Body.ShouldContain("POST /notes");
    }
}
