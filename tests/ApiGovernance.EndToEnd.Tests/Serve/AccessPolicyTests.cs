using System.Text;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.Serve;

/// <summary>Both planes in processes of their own with an access policy: everybody shows a token, and a consumer's API key opens the gateway.</summary>
public sealed class AccessPolicyTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly HttpClient _client = new();

    [Fact]
    public async Task Tokens_open_the_control_plane_and_keys_the_gateway()
    {
        await using LoopbackApp backend = await EchoBackend.StartAsync();
        CatalogFiles files = new CatalogFiles(_folder).Backend("echo", backend.BaseAddress).Api("notes", "/test/notes", "echo", Contracts.Notes);
        _folder.Write("policies/access/access.yaml", $$"""
            apiVersion: apigovernance/v1
            kind: AccessPolicy
            metadata: {name: access}
            spec:
              audience: apigov-control-plane
              issuers: [embedded]
              bindings:
                - {role: owner, clientId: {{CatalogFiles.Team}}-bot, teams: [{{CatalogFiles.Team}}]}
                - {role: reviewer, clientId: auditor}
                - {role: gateway, clientId: gateway-1}

            """);
        await using ServeProcess control = await ServeProcess.StartAsync([.. files.Arguments, "--role", "control-plane"]);
        control.Errors.ShouldNotContain("asks nobody for a token");
        string owner = await TokenClient.GetAsync(control.ControlPlane!, files.Data, $"{CatalogFiles.Team}-bot");
        string secret = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(files.Data, "dev-credentials.json"))).RootElement.GetProperty("gateway-1").GetString()!;
        await using ServeProcess gateway = await ServeProcess.StartAsync(
            new Dictionary<string, string> { ["APIGOV_CLIENT_ID"] = "gateway-1", ["APIGOV_CLIENT_SECRET"] = secret },
            "--role", "gateway", "--data", _folder["gateway"], "--gateway", "http://127.0.0.1:0", "--control-plane", control.ControlPlane!.ToString());

        (await CatalogAsync(control, HttpMethod.Get, "apis", null)).ShouldBeProblem(401, "unauthorized");
        string consumerToken = await TokenClient.GetAsync(control.ControlPlane!, files.Data);
        (await CatalogAsync(control, HttpMethod.Get, "apis", consumerToken)).ShouldBeProblem(401, "unauthorized");
        (await CatalogAsync(control, HttpMethod.Get, "audit", owner)).ShouldBeProblem(403, "forbidden");

        Answer issued = await CatalogAsync(control, HttpMethod.Post, $"consumers/{CatalogFiles.Consumer}/keys", owner, """{"label":"import"}""");
        issued.Status.ShouldBe(201, issued.Body);
        await Eventually.HoldsAsync(async () => (await GatewayAsync(gateway, issued.Text("key")!)).Status == 200, ServeProcess.Patience, "the gateway takes the key");
        (await GatewayAsync(gateway, issued.Text("key")!)).Echo.Headers.ShouldNotContainKey("X-Api-Key");

        (await CatalogAsync(control, HttpMethod.Delete, $"consumers/{CatalogFiles.Consumer}/keys/{issued.Text("id")}", owner)).Status.ShouldBe(200);
        await Eventually.HoldsAsync(async () => (await GatewayAsync(gateway, issued.Text("key")!)).Status == 401, ServeProcess.Patience, "the gateway refuses the revoked key");

        string auditor = await TokenClient.GetAsync(control.ControlPlane!, files.Data, "auditor");
        (await CatalogAsync(control, HttpMethod.Get, "audit?action=key-revoked", auditor)).Body.ShouldContain($"\"actor\":\"embedded:{CatalogFiles.Team}-bot\"");
        (await ServeProcess.RunAsync("audit", "verify", "--data", files.Data)).ExitCode.ShouldBe(0, "the audit of a running control plane fits together");
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<Answer> CatalogAsync(ServeProcess control, HttpMethod method, string path, string? token, string? json = null)
    {
        HttpRequestMessage request = new(method, new Uri(control.ControlPlane!, "api/v1/" + path));
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return Answer.ToAsync(_client, request);
    }

    private Task<Answer> GatewayAsync(ServeProcess gateway, string key)
    {
        HttpRequestMessage request = new(HttpMethod.Get, new Uri(gateway.Gateway!, "test/notes/v1/notes"));
        request.Headers.Add("X-Api-Key", key);
        return Answer.ToAsync(_client, request);
    }
}
