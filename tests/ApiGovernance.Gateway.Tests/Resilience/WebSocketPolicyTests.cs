using System.Net;
using System.Net.WebSockets;
using System.Text;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests.Resilience;

/// <summary>Policies of a whole API hold for its WebSocket as well: for the handshake, and never for what is said afterwards.</summary>
public class WebSocketPolicyTests
{
    private const string Contract = """
        openapi: 3.1.0
        info: { title: Live, version: 1.0.0 }
        paths:
          /live: { get: { x-apigov-websocket: true, responses: { '101': { description: ok } } } }
        """;

    private static Task<GatewayWorld> StartAsync(string address, string policy, string api = "live", string more = "") => GatewayWorld.StartAsync(w => w.Estate
        .Backend(Yaml.Backend("erp", address, more))
        .Api(api, "v1", Contract, part => part with { Policy = Yaml.Policy(policy) }));

    private static async Task<ClientWebSocket> ConnectAsync(GatewayWorld world, string api = "live")
    {
        ClientWebSocket client = new();
        client.Options.CollectHttpResponseDetails = true;
        try
        {
            await client.ConnectAsync(new UriBuilder(world.Address) { Scheme = "ws", Path = $"/commerce/{api}/v1/live" }.Uri, TestContext.Current.CancellationToken);
        }
        catch (WebSocketException)
        {
            // The status tells why.
        }

        return client;
    }

    private static async Task<string> AskAsync(ClientWebSocket client, string word)
    {
        await client.SendAsync(Encoding.ASCII.GetBytes(word), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        byte[] buffer = new byte[100];
        WebSocketReceiveResult answer = await client.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        return Encoding.ASCII.GetString(buffer, 0, answer.Count);
    }

    [Fact]
    public async Task A_connection_outlives_the_calls_bound_and_is_asked_for_once()
    {
        int handshakes = 0;
        await using ScriptedBackend backend = await ScriptedBackend.StartAsync(async context =>
        {
            Interlocked.Increment(ref handshakes);
            await Task.Delay(TimeSpan.FromMilliseconds(150), TimeProvider.System, context.RequestAborted);
            using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
            byte[] buffer = new byte[100];
            while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } message)
            {
                if (buffer[0] == 'w')
                    await Task.Delay(TimeSpan.FromMilliseconds(700), TimeProvider.System, context.RequestAborted);
                await socket.SendAsync(buffer.AsMemory(0, message.Count), WebSocketMessageType.Text, true, context.RequestAborted);
            }

            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", context.RequestAborted);
        });
        await using GatewayWorld world = await StartAsync(
            backend.Address, "{timeout: {totalMilliseconds: 600, perTryMilliseconds: 500}, hedge: {afterMilliseconds: 20, maxPercent: 100}, retry: {}}");

        using ClientWebSocket client = await ConnectAsync(world);
        (await AskAsync(client, "one")).ShouldBe("one");
        (await AskAsync(client, "wait")).ShouldBe("wait");
        (await AskAsync(client, "three")).ShouldBe("three");
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken);

        client.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
        handshakes.ShouldBe(1);
    }

    [Fact]
    public async Task A_handshake_that_fails_gets_no_fixed_answer()
    {
        await using FaultyBackend faulty = FaultyBackend.Start(call => call.AnswerAsync(500));
        await using GatewayWorld world = await StartAsync(faulty.Address, "{fallback: {status: 200, body: '{}'}}");

        using ClientWebSocket client = await ConnectAsync(world);

        client.HttpStatusCode.ShouldBe(HttpStatusCode.InternalServerError);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{timeout: {totalMilliseconds: 5000}}")]
    public async Task A_connection_that_its_client_breaks_off_is_no_refusal(string policy)
    {
        string api = "live-" + Guid.NewGuid().ToString("N")[..8];
        await using ScriptedBackend backend = await ScriptedBackend.StartAsync(async context =>
        {
            using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
            byte[] buffer = new byte[100];
            while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } message)
                await socket.SendAsync(buffer.AsMemory(0, message.Count), WebSocketMessageType.Text, true, context.RequestAborted);
        });
        using MetricLog log = new(api);
        await using GatewayWorld world = await StartAsync(backend.Address, policy, api);

        ClientWebSocket client = await ConnectAsync(world, api);
        (await AskAsync(client, "one")).ShouldBe("one");
        client.Abort();
        client.Dispose();

        await Eventually.HoldsAsync(() => log.Count("apigov.gateway.requests") == 1, GatewayWorld.Bound, "the call is counted");
        log.Count("apigov.gateway.requests", ("outcome", "forwarded"), ("http.response.status_code", "101")).ShouldBe(1);
    }
}
