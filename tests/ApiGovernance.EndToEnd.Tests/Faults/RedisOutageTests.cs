using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.Faults;

/// <summary>Two gateway processes count a consumer's limit together in a Redis that goes and comes back.</summary>
public sealed class RedisOutageTests(ITestOutputHelper output)
{
    private const int Quota = 200;

    /// <summary>What may be let through on top, or be left unused, each time that Redis goes or comes (docs/gateway-admission.md).</summary>
    private const int Bound = Quota / 10;

    [Fact]
    public async Task Calls_go_on_without_redis_and_the_quota_holds_over_its_coming_and_going()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using LoopbackApp backend = await EchoBackend.StartAsync();
        using TempFolder folder = new();
        CatalogFiles files = new CatalogFiles(folder)
            .Backend("erp", backend.BaseAddress)
            .Api("notes", "/test/notes", "erp", Contracts.Notes)
            .Plan("daily", Quota, 86_400).Subscriber("limited", "daily", "notes");
        await using ServeProcess control = await ServeProcess.StartAsync(["--role", "control-plane", .. files.Arguments]);
        await using ServeProcess one = await GatewayAsync(folder, control, redis, "edge-1");
        await using ServeProcess two = await GatewayAsync(folder, control, redis, "edge-2");
        using HttpClient client = new() { Timeout = ServeProcess.Patience };
        string token = await TokenClient.GetAsync(control.ControlPlane!, files.Data, "limited");
        await CountsAsync(client, "shared", one, two);
        int together = await AdmittedAsync(client, token, 40, one, two);
        together.ShouldBe(40);

        await redis.KillAsync();
        int alone = await AdmittedAsync(client, token, 40, one, two);
        alone.ShouldBe(40, "nobody waits for Redis, and each has its share");
        await CountsAsync(client, "local-share", one, two);

        await redis.StartAgainAsync();
        await CountsAsync(client, "shared", one, two);
        // What each let through alone is told, so that the rest is what is left.
        int rest = await AdmittedAsync(client, token, 3 * Quota, one, two);

        output.WriteLine($"Quota {Quota}: {together} with Redis, {alone} without, {rest} of {3 * Quota} after it came back.");
        (together + alone + rest).ShouldBeInRange(Quota - (3 * Bound), Quota + (3 * Bound));
        one.HasExited.ShouldBeFalse();
        two.HasExited.ShouldBeFalse();
    }

    private static Task<ServeProcess> GatewayAsync(TempFolder folder, ServeProcess control, RedisServer redis, string node) => ServeProcess.StartAsync(
        new Dictionary<string, string> { ["APIGOV_REDIS"] = redis.ConnectionString },
        "--role", "gateway", "--node", node, "--data", folder[node], "--gateway", "http://127.0.0.1:0",
        "--control-plane", control.ControlPlane!.ToString(), "--log-level", "Warning");

    private static async Task<int> AdmittedAsync(HttpClient client, string token, int calls, params ServeProcess[] gateways)
    {
        int admitted = 0;
        for (int i = 0; i < calls; i++)
        {
            HttpRequestMessage request = new(HttpMethod.Get, new Uri(gateways[i % gateways.Length].Gateway!, "test/notes/v1/notes")) { Headers = { Authorization = new("Bearer", token) } };
            Answer answer = await Answer.ToAsync(client, request);
            answer.Status.ShouldBeOneOf(200, 429);
            admitted += answer.Status == 200 ? 1 : 0;
        }

        return admitted;
    }

    private static Task CountsAsync(HttpClient client, string how, params ServeProcess[] gateways) => Eventually.HoldsAsync(
        async () =>
        {
            foreach (ServeProcess gateway in gateways)
            {
                Answer ready = await Answer.ToAsync(client, new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Gateway!, "readyz")));
                if (ready.Status != 200 || !ready.Body.Contains($"\"counted\":\"{how}\",\"replicas\":{gateways.Length}", StringComparison.Ordinal))
                    return false;
            }

            return true;
        },
        ServeProcess.Patience, $"limits are counted as {how}");
}
