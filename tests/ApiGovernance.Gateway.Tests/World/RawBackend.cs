using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ApiGovernance.Gateway.Tests.World;

/// <summary>A back end that answers every request with the same octets, whatever they are, and closes.</summary>
public sealed class RawBackend : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly byte[] answer;
    private readonly Task serving;

    /// <param name="answer">One octet for each character.</param>
    public RawBackend(string answer)
    {
        this.answer = Encoding.Latin1.GetBytes(answer);
        listener.Start();
        serving = ServeAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            using TcpClient client = await listener.AcceptTcpClientAsync(stop.Token);
            NetworkStream stream = client.GetStream();
            byte[] buffer = new byte[8192];
            StringBuilder head = new();
            while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer, stop.Token) is > 0 and int read)
                head.Append(Encoding.Latin1.GetString(buffer, 0, read));
            await stream.WriteAsync(answer, stop.Token);
        }
    }
}
