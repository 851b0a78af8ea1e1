using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ApiGovernance.Gateway.Tests;

/// <summary>What the contract calls a stream passes as it comes, with validation of everything else switched on in both directions.</summary>
[Collection(MemoryTests.Name)]
public class StreamingTests
{
    private const string Contract = """
        openapi: 3.1.0
        info: { title: Streams, version: 1.0.0 }
        paths:
          /events:
            get:
              parameters: [{ name: since, in: query, schema: { type: integer } }]
              responses: { '200': { description: ok, content: { text/event-stream: { schema: { type: string } } } } }
          /exports:
            get:
              x-apigov-stream: true
              responses: { '200': { description: ok, content: { application/json: { schema: { type: array, items: { type: integer } } } } } }
            post:
              x-apigov-stream: true
              requestBody: { content: { application/json: { schema: { type: array, items: { type: integer } } } } }
              responses: { '200': { description: ok } }
          /held:
            get:
              responses: { '200': { description: ok, content: { application/json: { schema: { type: array } } } } }
          /files:
            post:
              requestBody: { content: { application/octet-stream: {} } }
              responses: { '200': { description: ok, content: { application/octet-stream: {} } } }
          /live:
            get:
              x-apigov-websocket: true
              parameters: [{ name: room, in: query, required: true, schema: { type: string } }]
              responses: { '101': { description: ok } }
          /erp.Orders/Place:
            post:
              requestBody: { content: { application/grpc: {} } }
              responses: { '200': { description: ok, content: { application/grpc: {} } } }
        """;

    private const string Base = "/commerce/streams/v1";

    private static async Task<GatewayWorld> StartAsync(ScriptedBackend backend, bool http2 = false) => await GatewayWorld.StartAsync(
        world => world.Estate.Backend("erp", backend.Address).Api(
            "streams", "v1", Contract, part => part with { ResponseValidation = ValidationMode.Enforce, MaxBodyBytes = 200_000_000 }),
        http2 ? RawHttp2.Speak : null);

    [Theory]
    [InlineData("/events", "text/event-stream", "data: 1\n\n", "data: 2\n\n")]
    [InlineData("/exports", "application/json", "[1,", "\"not an integer\"]")]
    public async Task A_part_arrives_before_the_stream_ends(string path, string contentType, string first, string second)
    {
        TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ScriptedBackend backend = await ScriptedBackend.StartAsync(async context =>
        {
            context.Response.ContentType = contentType;
            await context.Response.WriteAsync(first);
            await context.Response.Body.FlushAsync();
            await goOn.Task.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync(second);
        });
        await using GatewayWorld world = await StartAsync(backend);

        using HttpResponseMessage answer = await world.Client.GetAsync(Base + path, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using Stream stream = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        byte[] buffer = new byte[first.Length];
        await stream.ReadExactlyAsync(buffer, TestContext.Current.CancellationToken).AsTask().WaitAsync(GatewayWorld.Bound, TestContext.Current.CancellationToken);

        Encoding.ASCII.GetString(buffer).ShouldBe(first);
        goOn.SetResult();
        using StreamReader rest = new(stream);
        (await rest.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe(second);
    }

    [Fact]
    public async Task What_is_no_stream_is_held_until_it_is_checked()
    {
        await using ScriptedBackend backend = await ScriptedBackend.StartAsync();
        await using GatewayWorld world = await StartAsync(backend);
        backend.Say(200, "application/json", "{}");

        await (await world.GetAsync(Base + "/held")).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-answer-invalid");
        backend.Say(200, "text/html", "x");
        await (await world.GetAsync(Base + "/events")).ShouldBeProblemAsync(HttpStatusCode.BadGateway, "backend-answer-invalid");
        await (await world.GetAsync(Base + "/events?since=x")).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameters");
    }

    [Fact]
    public async Task A_body_of_a_stream_reaches_the_back_end_before_it_is_complete()
    {
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ScriptedBackend backend = await ScriptedBackend.StartAsync(async context =>
        {
            byte[] begin = new byte[3];
            await context.Request.Body.ReadExactlyAsync(begin);
            arrived.SetResult();
            await context.Request.Body.CopyToAsync(Stream.Null);
        });
        await using GatewayWorld world = await StartAsync(backend);
        using HttpRequestMessage request = new(HttpMethod.Post, Base + "/exports") { Content = new WaitingContent("[1," + new string(' ', 100_000), arrived.Task, "\"x\"]") };

        using HttpResponseMessage answer = await world.Client.SendAsync(request, TestContext.Current.CancellationToken).WaitAsync(GatewayWorld.Bound, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        // The type is held against the contract all the same.
        await (await world.Client.PostAsync(Base + "/exports", new StringContent("x", Encoding.UTF8, "text/plain"), TestContext.Current.CancellationToken))
            .ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Fact]
    public async Task A_WebSocket_talks_both_ways_where_the_contract_offers_one()
    {
        await using ScriptedBackend backend = await ScriptedBackend.StartAsync(async context =>
        {
            using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
            byte[] buffer = new byte[100];
            while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } message)
            {
                byte[] said = Encoding.ASCII.GetBytes($"{context.Request.Path}{context.Request.QueryString} {Encoding.ASCII.GetString(buffer, 0, message.Count)}");
                await socket.SendAsync(said, WebSocketMessageType.Text, true, context.RequestAborted);
            }

            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", context.RequestAborted);
        });
        await using GatewayWorld world = await StartAsync(backend);
        UriBuilder address = new(world.Address) { Scheme = "ws" };
        using ClientWebSocket client = new();

        address.Path = Base + "/live";
        address.Query = "room=1";
        await client.ConnectAsync(address.Uri, TestContext.Current.CancellationToken);
        foreach (string word in new[] { "one", "two" })
        {
            await client.SendAsync(Encoding.ASCII.GetBytes(word), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
            byte[] buffer = new byte[100];
            WebSocketReceiveResult answer = await client.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
            Encoding.ASCII.GetString(buffer, 0, answer.Count).ShouldBe("/live?room=1 " + word);
        }

        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken);
        client.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);

        // The handshake is a request as any other.
        address.Query = "";
        using ClientWebSocket refused = new();
        refused.Options.CollectHttpResponseDetails = true;
        await Should.ThrowAsync<WebSocketException>(() => refused.ConnectAsync(address.Uri, TestContext.Current.CancellationToken));
        refused.HttpStatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_gRPC_call_keeps_its_frames_and_trailers()
    {
        await using ScriptedBackend backend = await ScriptedBackend.StartAsync(
            async context =>
            {
                byte[] head = new byte[5];
                await context.Request.Body.ReadExactlyAsync(head);
                byte[] message = new byte[BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1))];
                await context.Request.Body.ReadExactlyAsync(message);
                context.Response.ContentType = "application/grpc";
                context.Response.DeclareTrailer("grpc-status");
                context.Response.Headers["x-seen"] = $"{context.Request.Protocol} {context.Request.Headers.TE} {context.Request.Path}";
                await context.Response.Body.WriteAsync(head);
                await context.Response.Body.WriteAsync(message);
                context.Response.AppendTrailer("grpc-status", "0");
                context.Response.AppendTrailer("grpc-message", "fine");
            },
            RawHttp2.Speak);
        await using GatewayWorld world = await StartAsync(backend, http2: true);
        byte[] frame = [0, 0, 0, 0, 3, 1, 2, 3];
        using HttpRequestMessage request = new(HttpMethod.Post, Base + "/erp.Orders/Place")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));

        using HttpResponseMessage answer = await world.Client.SendAsync(request, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(frame);
        answer.Headers.GetValues("x-seen").ShouldBe(["HTTP/2 trailers /erp.Orders/Place"]);
        answer.TrailingHeaders.GetValues("grpc-status").ShouldBe(["0"]);
        answer.TrailingHeaders.GetValues("grpc-message").ShouldBe(["fine"]);
    }

    [Fact]
    public async Task A_large_file_passes_without_being_held()
    {
        const int size = 100_000_000;
        long received = 0;
        await using ScriptedBackend backend = await ScriptedBackend.StartAsync(async context =>
        {
            context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
            byte[] buffer = new byte[64 * 1024];
            while (await context.Request.Body.ReadAsync(buffer) is > 0 and int read)
                received += read;
            context.Response.ContentType = "application/octet-stream";
            for (long left = received; left > 0; left -= buffer.Length)
                await context.Response.Body.WriteAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)));
        });
        await using GatewayWorld world = await StartAsync(backend);
        using HttpRequestMessage request = new(HttpMethod.Post, Base + "/files") { Content = new ZeroContent(size) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;

        using HttpResponseMessage answer = await world.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using Stream stream = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        byte[] buffer = new byte[64 * 1024];
        long sent = 0;
        while (await stream.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and int read)
        {
            if ((sent + read) / 10_000_000 > sent / 10_000_000)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            sent += read;
        }

        (received, sent).ShouldBe((size, size));
        // Gateway, back end and client are one process here: what is alive at any time is far from the file.
        (most - before).ShouldBeLessThan(40_000_000);
    }

    /// <summary>Ends only when somebody has seen its beginning.</summary>
    private sealed class WaitingContent : HttpContent
    {
        private readonly (string First, Task Between, string Second) parts;

        public WaitingContent(string first, Task between, string second)
        {
            parts = (first, between, second);
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(parts.First));
            await stream.FlushAsync();
            await parts.Between;
            await stream.WriteAsync(Encoding.ASCII.GetBytes(parts.Second));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class ZeroContent(long size) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            byte[] zeros = new byte[64 * 1024];
            for (long left = size; left > 0; left -= zeros.Length)
                await stream.WriteAsync(zeros.AsMemory(0, (int)Math.Min(left, zeros.Length)));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = size;
            return true;
        }
    }
}
