using ApiGovernance.Gateway.Idempotency.Redis;
using ApiGovernance.Gateway.Idempotency.Sqlite;
using ApiGovernance.Gateway.Idempotency.SqlServer;
using ApiGovernance.Gateway.Redis;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>Makes the store that the host has chosen.</summary>
internal sealed class IdempotencyStores
{
    private readonly RedisLink redis;
    private readonly TimeProvider clock;

    public IdempotencyStores(GatewayOptions options, RedisLink redis, TimeProvider clock)
    {
        (this.redis, this.clock) = (redis, clock);
        Setting = IdempotencySetting.Of(options);
        // Whoever asks for the link first has it made; the first call with a key would be told that there is none yet.
        if (Setting.Kind == "redis")
            _ = redis.Database;
    }

    public IdempotencySetting Setting { get; }

    /// <summary>A store that is not open yet.</summary>
    public IIdempotencyStore Create() => Setting.Kind switch
    {
        "redis" => new RedisIdempotencyStore(redis),
        "sqlserver" => new SqlServerIdempotencyStore(Setting.Value!),
        _ => new SqliteIdempotencyStore(Setting.Value!, clock),
    };
}
