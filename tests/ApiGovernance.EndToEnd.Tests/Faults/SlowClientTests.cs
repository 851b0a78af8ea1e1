using System.Net.Sockets;
using System.Text;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;

namespace ApiGovernance.EndToEnd.Tests.Faults;

/// <summary>Clients that send or read as good as nothing and keep their connections.</summary>
public sealed class SlowClientTests(ITestOutputHelper output)
{
    private const int Clients = 200;

    [Fact]
    public async Task Clients_that_never_finish_are_let_go_and_others_are_served_meanwhile()
    {
        int arrived = 0;
        await using LoopbackApp backend = await LoopbackApp.StartAsync(app => app.Run(async context =>
        {
            Interlocked.Increment(ref arrived);
            await EchoBackend.AnswerAsync(context);
        }));
        using TempFolder folder = new();
        CatalogFiles files = new CatalogFiles(folder).Backend("erp", backend.BaseAddress).Api("notes", "/test/notes", "erp", Contracts.Notes, anonymous: true);
        await using ServeProcess serve = await ServeProcess.StartAsync([.. files.Arguments, "--log-level", "Warning"]);
        using HttpClient client = new() { Timeout = ServeProcess.Patience };
        Uri notes = new(serve.Gateway!, "test/notes/v1/notes");
        (await CallAsync(client, notes)).Status.ShouldBe(200);
        long before = serve.PeakMemory;

        const string Head = "POST /test/notes/v1/notes HTTP/1.1\r\nHost: gateway\r\n";
        SlowClient[] heads = await OpenAsync(serve.Gateway!, Head);
        SlowClient[] bodies = await OpenAsync(serve.Gateway!, Head + "Content-Type: application/json\r\nContent-Length: 900000\r\n\r\n{\"text\":\"");
        using CancellationTokenSource over = new();
        Task dripping = DripAsync([.. heads, .. bodies], over.Token);

        int served = 0;
        await Eventually.HoldsAsync(
            async () =>
            {
                Answer answer = await CallAsync(client, notes);
                answer.Status.ShouldBe(200, answer.Body);
                served++;
                return heads.All(slow => slow.IsClosed) && bodies.All(slow => slow.IsClosed);
            },
            ServeProcess.Patience, "every slow connection has been closed");
        await over.CancelAsync();
        await dripping;

        heads.ShouldAllBe(slow => slow.Answer.Length == 0 || slow.Answer.StartsWith("HTTP/1.1 408 ", StringComparison.Ordinal));
        bodies.ShouldAllBe(slow => slow.Answer.Length == 0 || slow.Answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal));
        arrived.ShouldBe(served + 1, "half a request reaches no back end");
        double grown = (serve.PeakMemory - before) / 1024.0 / 1024.0;
        // 200 bodies of 900 kB would be 180 MB: what was declared takes no memory, what came does.
        grown.ShouldBeLessThan(120);
        output.WriteLine($"{2 * Clients} slow connections were closed, {served} calls of others answered meanwhile; the process grew by {grown:0} MB at most.");
    }

    private static Task<Answer> CallAsync(HttpClient client, Uri notes) => Answer.ToAsync(client, new HttpRequestMessage(HttpMethod.Get, notes));

    private static async Task<SlowClient[]> OpenAsync(Uri gateway, string first)
    {
        SlowClient[] clients = [.. Enumerable.Range(0, Clients).Select(_ => new SlowClient())];
        foreach (SlowClient client in clients)
            await client.OpenAsync(gateway, first);
        return clients;
    }

    /// <summary>An octet each, again and again: below any rate that is a rate.</summary>
    private static async Task DripAsync(SlowClient[] clients, CancellationToken over)
    {
        using PeriodicTimer every = new(TimeSpan.FromMilliseconds(500));
        while (!over.IsCancellationRequested)
        {
            foreach (SlowClient client in clients)
                await client.DripAsync();
            await every.WaitForNextTickAsync(CancellationToken.None);
        }

        foreach (SlowClient client in clients)
            client.Dispose();
    }

    private sealed class SlowClient : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        public bool IsClosed { get; private set; }

        public string Answer { get; private set; } = "";

        public async Task OpenAsync(Uri gateway, string first)
        {
            await _socket.ConnectAsync(gateway.Host, gateway.Port);
            await _socket.SendAsync(Encoding.ASCII.GetBytes(first));
            _ = Task.Run(ReadAsync);
        }

        public async Task DripAsync()
        {
            if (IsClosed)
                return;
            try
            {
                await _socket.SendAsync("a"u8.ToArray());
            }
            catch (SocketException)
            {
                IsClosed = true;
            }
        }

        public void Dispose() => _socket.Dispose();

        private async Task ReadAsync()
        {
            byte[] buffer = new byte[4096];
            try
            {
                int read;
                while ((read = await _socket.ReceiveAsync(buffer)) > 0)
                    Answer += Encoding.ASCII.GetString(buffer, 0, read);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
            }

            IsClosed = true;
        }
    }
}
