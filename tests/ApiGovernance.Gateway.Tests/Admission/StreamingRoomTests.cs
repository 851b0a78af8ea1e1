using System.Net;
using System.Net.WebSockets;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Tests.Admission;

/// <summary>Long calls hold their place at the back end for as long as they last, and give it back however they end.</summary>
public class StreamingRoomTests
{
    private const string Contract = """
        openapi: 3.1.0
        info: { title: Live, version: 1.0.0 }
        paths:
          /live: { get: { x-apigov-websocket: true, responses: { '101': { description: ok } } } }
          /events: { get: { responses: { '200': { description: ok, content: { text/event-stream: {} } } } } }
          /plain: { get: { responses: { '200': { description: ok } } } }
        """;

    private static Task<GatewayWorld> StartAsync(string name, string address) => GatewayWorld.StartAsync(world => world.Estate
        .Backend(name, address, backend => backend with { MaxConcurrency = 1 })
        .Api("live", "v1", Contract, part => part with { Backend = name }));

    private static async Task<ClientWebSocket> ConnectAsync(GatewayWorld world)
    {
        ClientWebSocket client = new();
        client.Options.CollectHttpResponseDetails = true;
        try
        {
            await client.ConnectAsync(new UriBuilder(world.Address) { Scheme = "ws", Path = "/commerce/live/v1/live" }.Uri, TestContext.Current.CancellationToken);
        }
        catch (WebSocketException)
        {
            // The status tells why.
        }

        return client;
    }

    [Theory]
    [InlineData("client closes")]
    [InlineData("client is gone")]
    [InlineData("back end closes")]
    [InlineData("back end is gone")]
    public async Task A_WebSocket_holds_its_place_until_it_ends_by_either_side(string end)
    {
        string name = "erp-socket-" + end.Replace(' ', '-');
        TaskCompletionSource ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ScriptedBackend backend = await ScriptedBackend.StartAsync(async context =>
        {
            if (!context.WebSockets.IsWebSocketRequest)
                return;
            using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
            Task<WebSocketReceiveResult> received = socket.ReceiveAsync(new byte[10], context.RequestAborted);
            await Task.WhenAny(received, ending.Task);
            if (end == "back end is gone")
            {
                context.Abort();
                return;
            }

            if (end == "back end closes")
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
            if ((await received).MessageType == WebSocketMessageType.Close && end == "client closes")
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        });
        using Gauges gauges = new(name);
        await using GatewayWorld world = await StartAsync(name, backend.Address);
        using ClientWebSocket client = await ConnectAsync(world);
        client.State.ShouldBe(WebSocketState.Open);
        gauges.InFlight.ShouldBe(1);
        await (await world.GetAsync("/commerce/live/v1/plain")).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "temporary-reduced-capacity");
        using (ClientWebSocket refused = await ConnectAsync(world))
            refused.HttpStatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        switch (end)
        {
            case "client closes":
                await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken);
                break;
            case "client is gone":
                client.Abort();
                break;
            default:
                ending.SetResult();
                if (end == "back end closes")
                {
                    (await client.ReceiveAsync(new byte[10], TestContext.Current.CancellationToken)).MessageType.ShouldBe(WebSocketMessageType.Close);
                    await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken);
                }

                break;
        }

        await Eventually.HoldsAsync(() => gauges.InFlight == 0, GatewayWorld.Bound, "the place is free");
        (await world.GetAsync("/commerce/live/v1/plain")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_of_events_holds_its_place_until_it_ends_or_its_reader_goes(bool leaves)
    {
        string name = "erp-events-" + (leaves ? "left" : "ended");
        TaskCompletionSource ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ScriptedBackend backend = await ScriptedBackend.StartAsync(async context =>
        {
            if (context.Request.Path != "/events")
                return;
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: 1\n\n");
            await context.Response.Body.FlushAsync();
            await ending.Task.WaitAsync(context.RequestAborted);
        });
        using Gauges gauges = new(name);
        await using GatewayWorld world = await StartAsync(name, backend.Address);
        HttpResponseMessage stream = await world.Client.GetAsync(
            new Uri("/commerce/live/v1/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        stream.StatusCode.ShouldBe(HttpStatusCode.OK);
        gauges.InFlight.ShouldBe(1);
        await (await world.GetAsync("/commerce/live/v1/plain")).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "temporary-reduced-capacity");

        if (leaves)
            stream.Dispose();
        else
            ending.SetResult();

        await Eventually.HoldsAsync(() => gauges.InFlight == 0, GatewayWorld.Bound, "the place is free");
        (await world.GetAsync("/commerce/live/v1/plain")).StatusCode.ShouldBe(HttpStatusCode.OK);
        stream.Dispose();
    }
}
