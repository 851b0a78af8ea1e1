using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ApiGovernance.Testing;

/// <summary>A back end that does to its connections, byte by byte, what no web server would.</summary>
public sealed class FaultyBackend : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopped = new();
    private Task accepting = Task.CompletedTask;

    private FaultyBackend(Func<FaultyCall, Task> behave)
    {
        Behave = behave;
        listener.Start();
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    public string Address { get; }

    /// <summary>What is done with a request.</summary>
    public Func<FaultyCall, Task> Behave { get; set; }

    /// <summary>Requests that arrived whole, in order.</summary>
    public ConcurrentQueue<FaultyCall> Calls { get; } = [];

    public static FaultyBackend Start(Func<FaultyCall, Task> behave)
    {
        FaultyBackend backend = new(behave);
        backend.accepting = backend.AcceptAsync();
        return backend;
    }

    /// <summary>Connections that come from now on are refused.</summary>
    public void StopListening() => listener.Stop();

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        listener.Stop();
        await accepting;
        stopped.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptSocketAsync(stopped.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or InvalidOperationException)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using NetworkStream stream = new(socket, ownsSocket: true);
        try
        {
            while (await ReadAsync(stream) is var (head, body))
            {
                FaultyCall call = new(Calls.Count, head, body, socket, stream, stopped.Token);
                Calls.Enqueue(call);
                await Behave(call);
                if (call.IsOver)
                    return;
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
        }
    }

    private async Task<(string Head, byte[] Body)?> ReadAsync(NetworkStream stream)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, stopped.Token) == 0)
                return null;
            head.Append((char)one[0]);
        }

        string? length = head.ToString().Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        byte[] body = new byte[length is null ? 0 : int.Parse(length.AsSpan(length.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, stopped.Token);
        return (head.ToString(), body);
    }
}

/// <summary>One request to a <see cref="FaultyBackend"/>, and the connection on which it came.</summary>
public sealed class FaultyCall(int number, string head, byte[] body, Socket socket, NetworkStream stream, CancellationToken stopped)
{
    /// <summary>From 0 on, over all connections.</summary>
    public int Number { get; } = number;

    public string Head { get; } = head;

    public string Body { get; } = Encoding.UTF8.GetString(body);

    public DateTimeOffset At { get; } = TimeProvider.System.GetUtcNow();

    public Socket Socket { get; } = socket;

    /// <summary>The connection is of no further use.</summary>
    public bool IsOver { get; private set; }

    public Task WriteAsync(string text) => stream.WriteAsync(Encoding.Latin1.GetBytes(text), stopped).AsTask();

    /// <param name="headers">Each with its line end.</param>
    public Task AnswerAsync(int status, string body = "{}", string headers = "") => WriteAsync(string.Create(
        CultureInfo.InvariantCulture, $"HTTP/1.1 {status} S\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n{headers}\r\n{body}"));

    /// <summary>Writes the text again and again, with a pause of 20 ms between, until nobody reads it.</summary>
    public async Task TrickleAsync(string text)
    {
        while (true)
        {
            await WriteAsync(text);
            await PauseAsync(TimeSpan.FromMilliseconds(20));
        }
    }

    public Task PauseAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System, stopped);

    /// <summary>Says nothing until the other side closes.</summary>
    public async Task HangAsync()
    {
        IsOver = true;
        await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, stopped);
    }

    /// <summary>Ends the connection with a RST.</summary>
    public void Reset()
    {
        IsOver = true;
        Socket.LingerState = new LingerOption(true, 0);
        Socket.Close();
    }

    public void Close()
    {
        IsOver = true;
        Socket.Shutdown(SocketShutdown.Both);
        Socket.Close();
    }
}
