using ApiGovernance.Gateway.Idempotency.Redis;
using ApiGovernance.Gateway.Redis;
using ApiGovernance.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ApiGovernance.Gateway.Tests.Idempotency;

public sealed class RedisStoreTests : IdempotencyStoreContract
{
    private protected override async Task<StoreHarness> StartAsync()
    {
        RedisServer redis = await RedisServer.StartAsync(durable: true);
        RedisLink link = new(new GatewayOptions { Node = "n", StateDirectory = "s", Redis = redis.ConnectionString }, NullLogger<RedisLink>.Instance);
        await Eventually.HoldsAsync(() => link.Database is not null, TimeSpan.FromSeconds(30), "the link is there");
        RedisIdempotencyStore store = new(link);
        await store.OpenAsync(StoreHarness.Run, TestContext.Current.CancellationToken);
        return new StoreHarness(
            store,
            () => new RedisIdempotencyStore(link),
            // Its clock is its own.
            time => Task.Delay(time, TimeProvider.System, TestContext.Current.CancellationToken),
            async () =>
            {
                await link.DisposeAsync();
                await redis.DisposeAsync();
            })
        { RemovesByItself = true };
    }
}
