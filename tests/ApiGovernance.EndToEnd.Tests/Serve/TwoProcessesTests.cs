using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.Serve;

/// <summary>The planes in processes of their own, joined over HTTP.</summary>
public sealed class TwoProcessesTests
{
    [Fact]
    public async Task A_gateway_follows_its_control_plane_and_starts_from_disk_when_that_is_gone()
    {
        await using LoopbackApp backend = await EchoBackend.StartAsync();
        using TempFolder folder = new();
        CatalogFiles files = new CatalogFiles(folder)
            .Backend("echo", backend.BaseAddress)
            .Api("notes", "/test/notes", "echo", Contracts.Notes)
            .Api("open", "/test/open", "echo", Contracts.Notes, anonymous: true);
        await using ServeProcess control = await ServeProcess.StartAsync(["--role", "control-plane", .. files.Arguments]);
        string[] gatewayArguments =
        [
            "--role", "gateway", "--node", "edge-1", "--data", folder["edge"], "--gateway", "http://127.0.0.1:0",
            "--control-plane", control.ControlPlane!.ToString(),
        ];
        using HttpClient client = new() { Timeout = TimeSpan.FromSeconds(60) };
        string token = await TokenClient.GetAsync(control.ControlPlane!, files.Data);
        string revision;
        await using (ServeProcess gateway = await ServeProcess.StartAsync(gatewayArguments))
        {
            gateway.ControlPlane.ShouldBeNull();
            (await CallAsync(client, gateway, "notes", token)).Status.ShouldBe(200);
            (await CallAsync(client, gateway, "notes", null)).ShouldBeProblem(401, "token-missing");

            // What is registered at the control plane arrives at the gateway, and the gateway says so.
            Answer put = await PutAsync(client, control, "apis/open/versions/v1", WithNews);
            put.Status.ShouldBe(200, put.Body);
            await Eventually.HoldsAsync(
                async () => (await GetAsync(client, new Uri(gateway.Gateway!, "test/open/v1/news"))).Status == 200, ServeProcess.Patience,
                "the new operation is served");
            revision = (await GetAsync(client, new Uri(gateway.Gateway!, "readyz"))).Text("revision")!;
            await Eventually.HoldsAsync(
                async () => (await GetAsync(client, new Uri(control.ControlPlane!, "api/v1/gateways"))).Body.Contains(revision),
                ServeProcess.Patience, "the gateway has acknowledged the revision");

            await control.KillAsync();
            (await CallAsync(client, gateway, "notes", token)).Status.ShouldBe(200);
            await gateway.KillAsync();
        }

        await using ServeProcess restarted = await ServeProcess.StartAsync(gatewayArguments);
        (await GetAsync(client, new Uri(restarted.Gateway!, "readyz"))).Text("revision").ShouldBe(revision);
        Answer answer = await CallAsync(client, restarted, "open", null);
        answer.Status.ShouldBe(200, answer.Body);
        answer.Echo.Path.ShouldBe("/news");
        // The embedded authority went with the control plane; its last keys are on disk, too, and tell a good token from a bad one.
        (await CallAsync(client, restarted, "notes", token)).Status.ShouldBe(200);
        (await CallAsync(client, restarted, "notes", token[..^3] + "AAA")).ShouldBeProblem(401, "token-not-acceptable");
    }

    /// <summary>A compatible change: an operation more.</summary>
    private static string WithNews { get; } = Contracts.Notes.Replace("1.0.0", "1.1.0", StringComparison.Ordinal).Replace("paths:", """
        paths:
          /news:
            get:
              operationId: listNews
              responses:
                "200":
                  description: What is new.
        """, StringComparison.Ordinal);

    private static Task<Answer> CallAsync(HttpClient client, ServeProcess gateway, string api, string? token)
    {
        string path = api == "open" ? "test/open/v1/news" : "test/notes/v1/notes";
        HttpRequestMessage request = new(HttpMethod.Get, new Uri(gateway.Gateway!, path));
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return Answer.ToAsync(client, request);
    }

    private static Task<Answer> GetAsync(HttpClient client, Uri address) =>
        Answer.ToAsync(client, new HttpRequestMessage(HttpMethod.Get, address));

    private static Task<Answer> PutAsync(HttpClient client, ServeProcess control, string path, string contract) => Answer.ToAsync(
        client,
        new HttpRequestMessage(HttpMethod.Put, new Uri(control.ControlPlane!, "api/v1/" + path))
        {
            Content = new StringContent(contract),
        });
}
