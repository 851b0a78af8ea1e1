using System.Text.Json;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.Serve;

/// <summary>`apigov explain`: a call of a gateway in another process, asked for at its control plane.</summary>
public sealed class ExplainTests
{
    /// <summary>An id is what its caller says, in visible characters.</summary>
    private const string OddId = "order/4711?part=2&of=3#a%2Fb+\"c\"";

    [Fact]
    public async Task A_call_is_explained_step_by_step_with_the_records_that_decided()
    {
        await using LoopbackApp backend = await EchoBackend.StartAsync();
        using TempFolder folder = new();
        CatalogFiles files = new CatalogFiles(folder).Backend("echo", backend.BaseAddress).Api("notes", "/test/notes", "echo", Contracts.Notes);
        await using ServeProcess control = await ServeProcess.StartAsync(["--role", "control-plane", .. files.Arguments]);
        await using ServeProcess gateway = await ServeProcess.StartAsync(
            "--role", "gateway", "--node", "edge-1", "--data", folder["edge"], "--gateway", "http://127.0.0.1:0", "--control-plane", control.ControlPlane!.ToString());
        using HttpClient client = new() { Timeout = TimeSpan.FromSeconds(60) };
        string token = await TokenClient.GetAsync(control.ControlPlane!, files.Data);

        (await CallAsync(client, gateway, "the-good-one", "notes", token)).Status.ShouldBe(200);
        (await CallAsync(client, gateway, OddId, "notes", token)).Status.ShouldBe(200);
        (await CallAsync(client, gateway, "the-strange-one", "secret-4711", token)).Status.ShouldBe(404);
        (await CallAsync(client, gateway, "the-bare-one", "notes", null)).Status.ShouldBe(401);

        JsonElement good = (await ExplainAsync(client, control, "the-good-one")).Json;
        good.GetProperty("answered").EnumerateArray().Select(name => name.GetString()).ShouldBe(["edge-1"]);
        JsonElement call = good.GetProperty("calls").EnumerateArray().ShouldHaveSingleItem();
        (call.GetProperty("method").GetString(), call.GetProperty("status").GetInt32(), call.GetProperty("gateway").GetString()).ShouldBe(("GET", 200, "edge-1"));
        (call.GetProperty("api").GetString(), call.GetProperty("version").GetString(), call.GetProperty("operation").GetString()).ShouldBe(("notes", "v1", "GET /notes"));
        call.GetProperty("snapshot").GetString().ShouldBe(
            (await Answer.ToAsync(client, new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Gateway!, "readyz")))).Text("revision"));
        string[] steps = [.. call.GetProperty("steps").EnumerateArray().Select(Step)];
        steps.ShouldContain("resolve passed apis/notes spec.versions[v1]");
        steps.ShouldContain($"authenticate passed consumers/{CatalogFiles.Consumer} spec.credentials");
        steps.ShouldContain($"authorize passed consumers/{CatalogFiles.Consumer} spec.subscriptions[notes]");
        steps.ShouldContain(step => step.StartsWith("admit-consumer passed plans/", StringComparison.Ordinal));
        steps[^1].ShouldBe("forward passed backends/echo ");

        JsonElement bare = (await ExplainAsync(client, control, "the-bare-one")).Json.GetProperty("calls")[0];
        bare.GetProperty("problem").GetString().ShouldBe("token-missing");
        JsonElement refused = bare.GetProperty("steps").EnumerateArray().Last();
        Step(refused).ShouldBe("authenticate refused apis/notes spec.authentication");
        refused.GetProperty("detail").GetString()!.ShouldStartWith("401 token-missing: ");

        // Where a call got to is told, not what it said.
        Answer strange = await ExplainAsync(client, control, "the-strange-one");
        strange.Json.GetProperty("calls")[0].GetProperty("route").GetString().ShouldBe("/test/notes/...");

        (await ExplainAsync(client, control, "nobody-sent-this")).ShouldBeProblem(404, "not-found")
            .GetProperty("detail").GetString().ShouldBe("edge-1 does not remember a call with this id: each gateway remembers its last calls since it started.");

        (int code, string output) = await ServeProcess.RunAsync("explain", "the-good-one", "--catalog-url", control.ControlPlane!.ToString());
        code.ShouldBe(0, output);
        output.ShouldMatch(@"^GET /test/notes/v1/notes answered 200 in [0-9.]+ ms, .*Z, gateway edge-1\n  snapshot [0-9a-f]{12}, notes/v1 [0-9a-f]{12}, contract 1\.0\.0 [0-9a-f]{12}\n");
        output.ShouldMatch(@"\nSTAGE +OUTCOME +RECORD +RULE +WHAT\n");
        (int odd, string oddOutput) = await ServeProcess.RunAsync("explain", OddId, "--catalog-url", control.ControlPlane!.ToString());
        odd.ShouldBe(0, oddOutput);
        oddOutput.ShouldContain("GET /test/notes/v1/notes answered 200");
        (int lost, string told) = await ServeProcess.RunAsync("explain", "nobody-sent-this", "--catalog-url", control.ControlPlane!.ToString());
        lost.ShouldNotBe(0);
        told.ShouldContain("does not remember a call with this id");
    }

    private static string Step(JsonElement step) => string.Join(
        ' ', new[] { "stage", "outcome", "record", "rule" }.Select(name => step.TryGetProperty(name, out JsonElement value) ? value.GetString() : ""));

    private static Task<Answer> CallAsync(HttpClient client, ServeProcess gateway, string id, string path, string? token)
    {
        HttpRequestMessage request = new(HttpMethod.Get, new Uri(gateway.Gateway!, "test/notes/v1/" + path));
        request.Headers.Add("X-Correlation-Id", id);
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return Answer.ToAsync(client, request);
    }

    private static Task<Answer> ExplainAsync(HttpClient client, ServeProcess control, string id) =>
        Answer.ToAsync(client, new HttpRequestMessage(HttpMethod.Get, new Uri(control.ControlPlane!, $"api/v1/decisions/{id}")));
}
