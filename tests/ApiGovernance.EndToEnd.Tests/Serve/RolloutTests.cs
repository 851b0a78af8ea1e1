using System.Collections.Concurrent;
using System.Text.Json;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.Serve;

/// <summary>A control plane and three gateways in processes of their own, with calls at each of them the whole time.</summary>
public sealed class RolloutTests : IAsyncLifetime
{
    private static readonly string[] Nodes = ["edge-1", "edge-2", "edge-3"];

    private readonly TempFolder _folder = new();
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly Dictionary<string, ServeProcess> _gateways = [];
    private readonly CancellationTokenSource _enough = new();
    private readonly ConcurrentQueue<(string Node, int Status)> _answers = [];
    private LoopbackApp _backend = null!;
    private CatalogFiles _files = null!;
    private ServeProcess _control = null!;
    private Task _calls = Task.CompletedTask;
    private string[] _controlArguments = [];

    public async ValueTask InitializeAsync()
    {
        _backend = await EchoBackend.StartAsync();
        _files = new CatalogFiles(_folder).Backend("echo", _backend.BaseAddress).Api("open", "/test/open", "echo", Contracts.Notes, anonymous: true);
        _folder.Write("policies/rollout/default.yaml", """
            apiVersion: apigovernance/v1
            kind: RolloutPolicy
            spec:
              waves: [1, 100%]
              bakeSeconds: 3
              minRequests: 20
              maxRise: {points: 5, factor: 2}
              reportSeconds: 1
            """);
        string[] arguments = ["--role", "control-plane", "--catalog", _files.Catalog, "--policies", _files.Policies, "--data", _files.Data, "--control-plane"];
        _control = await ServeProcess.StartAsync([.. arguments, "http://127.0.0.1:0"]);
        // Where it is when it is started again, too.
        _controlArguments = [.. arguments, _control.ControlPlane!.ToString()];
        foreach (string node in Nodes)
        {
            _gateways[node] = await ServeProcess.StartAsync(
                "--role", "gateway", "--node", node, "--data", _folder[node], "--gateway", "http://127.0.0.1:0", "--control-plane", _control.ControlPlane!.ToString());
        }

        _calls = Task.WhenAll(Nodes.Select(CallAsync));
        await Eventually.HoldsAsync(() => Nodes.All(node => _answers.Count(answer => answer.Node == node) >= 60), ServeProcess.Patience, "calls are answered");
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _calls;
        foreach (ServeProcess process in _gateways.Values)
            await process.DisposeAsync();
        if (_control is not null)
            await _control.DisposeAsync();
        if (_backend is not null)
            await _backend.DisposeAsync();
        _client.Dispose();
        _enough.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_good_change_goes_through_the_waves_and_no_call_fails()
    {
        string stable = await RevisionAsync("edge-1");

        await PutAsync("apis/open/versions/v1", Contracts.Notes.Replace("1.0.0", "1.1.0", StringComparison.Ordinal).Replace("description: All notes.", "description: Every note.", StringComparison.Ordinal));

        JsonElement running = await RolloutAsync(rollout => rollout.GetProperty("waves")[0].TryGetProperty("applied", out _), "the first wave has it");
        running.GetProperty("status").GetString().ShouldBe("running");
        string revision = running.GetProperty("revision").GetString()!;
        string first = running.GetProperty("waves")[0].GetProperty("gateways")[0].GetString()!;
        (await RevisionAsync(first)).ShouldBe(revision);
        foreach (string other in Nodes.Except([first]))
            (await RevisionAsync(other)).ShouldBe(stable);

        // A control plane that is killed and started again goes on.
        await _control.KillAsync();
        await _control.DisposeAsync();
        _control = await ServeProcess.StartAsync(_controlArguments);
        JsonElement completed = await RolloutAsync(rollout => rollout.GetProperty("status").GetString() == "completed", "the rollout is through");
        completed.GetProperty("revision").GetString().ShouldBe(revision);
        foreach (string node in Nodes)
            await Eventually.HoldsAsync(async () => await RevisionAsync(node) == revision, ServeProcess.Patience, $"{node} has it");
        _answers.Where(answer => answer.Status != 200).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_back_end_at_a_wrong_address_is_withdrawn_by_itself_and_no_call_fails_at_the_others()
    {
        string stable = await RevisionAsync("edge-1");

        await PutAsync("backends/echo", CatalogFiles.Descriptor(
            "Backend", "echo", $"owner: {CatalogFiles.Team}\n  system: other\n  address: http://127.0.0.1:{NotesWorld.UnusedPort()}/\n  timeoutSeconds: 30"));

        JsonElement withdrawn = await RolloutAsync(rollout => rollout.GetProperty("status").GetString() == "rolled-back", "the rollout is rolled back");
        string first = withdrawn.GetProperty("waves")[0].GetProperty("gateways").EnumerateArray().ShouldHaveSingleItem().GetString()!;
        JsonElement regression = withdrawn.GetProperty("regressions").EnumerateArray().ShouldHaveSingleItem();
        regression.GetProperty("measure").GetString().ShouldBe("failures");
        regression.GetProperty("figures").GetProperty("api").GetString().ShouldBe("open");
        regression.GetProperty("figures").GetProperty("backendFailures").GetInt64().ShouldBeGreaterThan(0);
        regression.GetProperty("figures").GetProperty("gatewayFailures").GetInt64().ShouldBe(0);
        regression.GetProperty("gateways").EnumerateArray().Select(gateway => gateway.GetString()).ShouldBe([first]);
        await Eventually.HoldsAsync(async () => await RevisionAsync(first) == stable, ServeProcess.Patience, "the gateway has what it had before");

        foreach (string node in Nodes)
            (await RevisionAsync(node)).ShouldBe(stable);
        _answers.Where(answer => answer.Status != 200 && answer.Node != first).ShouldBeEmpty();
        _answers.ShouldContain(answer => answer.Status == 502 && answer.Node == first);
        _answers.Clear();
        await Eventually.HoldsAsync(() => _answers.Count(answer => answer.Node == first && answer.Status == 200) > 20, ServeProcess.Patience, "calls are well again");
        _answers.Where(answer => answer.Status != 200 && answer.Node != first).ShouldBeEmpty();
        // What the catalog says is what was put there.
        (await GetAsync("backends/echo")).Body.ShouldNotContain(_backend.BaseAddress.ToString());
        _control.Errors.ShouldContain("was rolled back: open/v1: ");
    }

    [Fact]
    public async Task A_limit_that_refuses_what_was_accepted_is_withdrawn_and_an_operator_can_put_it_into_force()
    {
        await PutAsync("apis/open", CatalogFiles.Descriptor(
            "Api", "open", CatalogFiles.ApiSpec("/test/open", "echo", anonymous: true).Replace("\n  versions:", "\n  limits: {maxBodyBytes: 1024}\n  versions:", StringComparison.Ordinal)));

        JsonElement withdrawn = await RolloutAsync(rollout => rollout.GetProperty("status").GetString() == "rolled-back", "the rollout is rolled back");
        withdrawn.GetProperty("regressions").EnumerateArray().ShouldHaveSingleItem().GetProperty("measure").GetString().ShouldBe("refusals");
        string first = withdrawn.GetProperty("waves")[0].GetProperty("gateways").EnumerateArray().ShouldHaveSingleItem().GetString()!;
        _answers.Where(answer => answer.Status != 200 && answer.Node != first).ShouldBeEmpty();

        string[] at = ["--catalog-url", _control.ControlPlane!.ToString()];
        (int told, string status) = await ServeProcess.RunAsync(["rollout", "status", .. at]);
        told.ShouldBe(0, status);
        status.ShouldMatch($@"^REVISION +STATUS +WAVE +GATEWAYS +STARTED +WHY\n[0-9a-f]{{12}} +rolled-back +1 of 2 +{first} ");
        string revision = withdrawn.GetProperty("revision").GetString()!;
        (int promoted, string done) = await ServeProcess.RunAsync(["rollout", "promote", revision[..10], "--why", "It is meant.", .. at]);
        promoted.ShouldBe(0, done);
        done.ShouldBe($"{revision[..12]} is completed: all gateways get it\n");
        foreach (string node in Nodes)
            await Eventually.HoldsAsync(async () => await RevisionAsync(node) == revision, ServeProcess.Patience, $"{node} has it");
        (int refused, string why) = await ServeProcess.RunAsync(["rollout", "rollback", .. at]);
        refused.ShouldNotBe(0);
        why.ShouldContain("has ended");
    }

    private async Task CallAsync(string node)
    {
        string body = JsonSerializer.Serialize(new { text = new string('n', 900) }) + new string(' ', 300);
        while (!_enough.IsCancellationRequested)
        {
            HttpRequestMessage request = new(HttpMethod.Post, new Uri(_gateways[node].Gateway!, "test/open/v1/notes")) { Content = NotesWorld.Json(body) };
            Answer answer = await Answer.ToAsync(_client, request);
            _answers.Enqueue((node, answer.Status));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, CancellationToken.None);
        }
    }

    private async Task<JsonElement> RolloutAsync(Func<JsonElement, bool> condition, string what)
    {
        JsonElement found = default;
        await Eventually.HoldsAsync(
            async () =>
            {
                JsonElement items = (await GetAsync("rollouts")).Json.GetProperty("items");
                found = items.GetArrayLength() > 0 ? items[0] : default;
                return items.GetArrayLength() > 0 && condition(found);
            },
            ServeProcess.Patience, what);
        return found;
    }

    private async Task<string> RevisionAsync(string node) =>
        (await Answer.ToAsync(_client, new HttpRequestMessage(HttpMethod.Get, new Uri(_gateways[node].Gateway!, "readyz")))).Text("revision")!;

    private Task<Answer> GetAsync(string path) => Answer.ToAsync(_client, new HttpRequestMessage(HttpMethod.Get, new Uri(_control.ControlPlane!, "api/v1/" + path)));

    private async Task PutAsync(string path, string document)
    {
        Answer answer = await Answer.ToAsync(_client, new HttpRequestMessage(HttpMethod.Put, new Uri(_control.ControlPlane!, "api/v1/" + path))
        {
            Content = new StringContent(document),
        });
        answer.Status.ShouldBe(200, answer.Body);
    }
}
