using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ApiGovernance.Testing;
using StackExchange.Redis;

namespace ApiGovernance.Gateway.Tests.Idempotency;

/// <summary>A Redis of its own, that can be stopped and started.</summary>
internal sealed class RedisProcess : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly int port;
    private Process? process;

    private RedisProcess(int port) => this.port = port;

    public string ConnectionString => $"127.0.0.1:{port}";

    /// <summary>Skips the test where there is no Redis.</summary>
    public static async Task<RedisProcess> StartAsync()
    {
        Assert.SkipUnless(
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(path => File.Exists(Path.Combine(path, "redis-server"))),
            "redis-server is not installed (apt-get install redis-server).");
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        RedisProcess redis = new(port);
        await redis.ResumeAsync();
        return redis;
    }

    /// <summary>Ends it without a word.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.Dispose();
        process = null;
    }

    public async Task ResumeAsync()
    {
        process = Process.Start(new ProcessStartInfo("redis-server", ["--port", $"{port}", "--bind", "127.0.0.1", "--dir", folder.Path, "--appendonly", "yes", "--appendfsync", "always", "--save", ""])
        {
            RedirectStandardOutput = true,
        })!;
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await Eventually.HoldsAsync(
            async () =>
            {
                await using ConnectionMultiplexer probe = await ConnectionMultiplexer.ConnectAsync(ConnectionString);
                return probe.IsConnected;
            },
            TimeSpan.FromSeconds(30), "Redis answers");
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await KillAsync();
        folder.Dispose();
    }
}
