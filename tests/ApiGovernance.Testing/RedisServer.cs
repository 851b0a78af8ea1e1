using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ApiGovernance.Testing;

/// <summary>A real redis-server on a port of its own, which can be killed and started again. A test skips where the program is absent.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/redis-server", "/usr/local/bin/redis-server", "/opt/homebrew/bin/redis-server"];

    private readonly TempFolder folder = new();
    private readonly string program;
    private readonly bool durable;
    private Process? process;

    private RedisServer(string program, bool durable)
    {
        (this.program, this.durable) = (program, durable);
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Port = ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public int Port { get; }

    public string ConnectionString => $"127.0.0.1:{Port}";

    /// <param name="durable">What it was told it still knows after it was killed.</param>
    public static async Task<RedisServer> StartAsync(bool durable = false)
    {
        string? program = Array.Find(Places, File.Exists);
        Assert.SkipWhen(program is null, "redis-server is not installed.");
        RedisServer server = new(program!, durable);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Starts it; without anything that it knew, unless it is durable.</summary>
    public async Task StartAgainAsync()
    {
        ProcessStartInfo start = new(program, ["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", durable ? "yes" : "no", "--appendfsync", "always", "--dir", folder.Path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        await Eventually.HoldsAsync(IsUpAsync, TimeSpan.FromSeconds(30), "redis-server answers");
    }

    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.Dispose();
        process = null;
    }

    /// <summary>Stops it where it is (SIGSTOP): connections stay, nothing answers.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    public Task ThawAsync() => SignalAsync("-CONT");

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        folder.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", [signal, $"{process!.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private async Task<bool> IsUpAsync()
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync("PING\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        byte[] answer = new byte[7];
        await client.GetStream().ReadExactlyAsync(answer, TestContext.Current.CancellationToken);
        return answer.AsSpan().StartsWith("+PONG"u8);
    }
}
