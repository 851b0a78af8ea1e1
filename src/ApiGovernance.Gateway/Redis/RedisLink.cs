using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace ApiGovernance.Gateway.Redis;

/// <summary>
/// The connection to Redis that everything in a gateway shares; there is none where the host names no Redis. It is made in the
/// background and made again whenever it breaks: who asks while there is none is told so at once and goes on without.
/// </summary>
internal sealed partial class RedisLink : IAsyncDisposable
{
    private readonly ConfigurationOptions? configuration;
    private readonly ILogger<RedisLink> logger;
    private readonly Lock starting = new();
    private Task<ConnectionMultiplexer>? connecting;

    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">The connection string cannot be read.</exception>
    public RedisLink(GatewayOptions options, ILogger<RedisLink> logger)
    {
        this.logger = logger;
        configuration = options.Redis is { } text ? Parse(text) : null;
    }

    /// <summary>Whether the host names a Redis, be it there or not.</summary>
    public bool IsConfigured => configuration is not null;

    /// <summary>Null where there is none, or none that answers now.</summary>
    public IDatabase? Database
    {
        get
        {
            if (configuration is null)
                return null;
            Task<ConnectionMultiplexer> connection = Volatile.Read(ref connecting) ?? Start();
            return connection.IsCompletedSuccessfully && connection.Result.IsConnected ? connection.Result.GetDatabase() : null;
        }
    }

    internal static ConfigurationOptions Parse(string text)
    {
        try
        {
            ConfigurationOptions parsed = ConfigurationOptions.Parse(text);
            // The gateway starts without Redis, and no call waits for it longer than this.
            parsed.AbortOnConnectFail = false;
            parsed.ConnectTimeout = Math.Min(parsed.ConnectTimeout, 2000);
            parsed.AsyncTimeout = Math.Min(parsed.AsyncTimeout, 1000);
            parsed.SyncTimeout = parsed.AsyncTimeout;
            parsed.BacklogPolicy = BacklogPolicy.FailFast;
            parsed.ClientName ??= "apigov-gateway";
            return parsed;
        }
        catch (ArgumentException error)
        {
            throw new System.ComponentModel.DataAnnotations.ValidationException($"The Redis connection string cannot be read: {error.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Volatile.Read(ref connecting) is { } connection && await connection.ConfigureAwait(false) is { } multiplexer)
            await multiplexer.DisposeAsync().ConfigureAwait(false);
    }

    private Task<ConnectionMultiplexer> Start()
    {
        lock (starting)
            return connecting ??= ConnectAsync(configuration!);
    }

    private async Task<ConnectionMultiplexer> ConnectAsync(ConfigurationOptions options)
    {
        ConnectionMultiplexer multiplexer = await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false);
        multiplexer.ConnectionFailed += (_, failed) => Lost(failed.Exception, failed.EndPoint?.ToString());
        multiplexer.ConnectionRestored += (_, restored) => Back(restored.EndPoint?.ToString());
        return multiplexer;
    }

    [LoggerMessage(1, LogLevel.Warning, "The connection to Redis at {Address} is lost")]
    private partial void Lost(Exception? error, string? address);

    [LoggerMessage(2, LogLevel.Information, "The connection to Redis at {Address} is back")]
    private partial void Back(string? address);
}
