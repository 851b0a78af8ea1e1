using ApiGovernance.Gateway.Idempotency.Redis;
using ApiGovernance.Gateway.Idempotency.Sqlite;
using ApiGovernance.Gateway.Idempotency.SqlServer;
using ApiGovernance.Gateway.Redis;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>Makes the store that the host has chosen.</summary>
internal sealed class IdempotencyStores(GatewayOptions options, RedisLink redis, TimeProvider clock)
{
    public IdempotencySetting Setting { get; } = IdempotencySetting.Of(options);

    /// <summary>A store that is not open yet.</summary>
    public IIdempotencyStore Create() => Setting.Kind switch
    {
        "redis" => new RedisIdempotencyStore(redis),
        "sqlserver" => new SqlServerIdempotencyStore(Setting.Value!),
        _ => new SqliteIdempotencyStore(Setting.Value!, clock),
    };
}
