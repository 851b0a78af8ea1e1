using ApiGovernance.Gateway.Redis;
using StackExchange.Redis;

namespace ApiGovernance.Gateway.Idempotency.Redis;

/// <summary>
/// Keys in the Redis that gateways share. As durable as that Redis is: with <c>appendfsync everysec</c> a power cut can forget the
/// last second, with <c>always</c> and a replica that is waited for it cannot.
/// </summary>
internal sealed class RedisIdempotencyStore(RedisLink link) : IIdempotencyStore
{
    private static readonly RedisKey[] OpenKey = [RedisScripts.Open];

    public string Place => "Redis";

    public async Task OpenAsync(GatewayRun? run, CancellationToken cancellationToken)
    {
        if (run is null)
            return;
        await RunAsync(RedisScripts.Recover, OpenKey, RedisScripts.Prefix, run.Node, run.Instance, "the gateway was restarted while the call was under way").ConfigureAwait(false);
    }

    public async Task<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        IdempotencyKey key = request.Key;
        RedisResult[] answer = (RedisResult[])(await RunAsync(
            RedisScripts.Claim, Keys(request.Id), request.Fingerprint, request.Fence, Milliseconds(request.Lease), Milliseconds(request.KeepUnknown),
            request.Run.Node, request.Run.Instance, key.Consumer, key.Api, key.Version, key.Operation, key.Key, request.TakesOver ?? "", request.Id).ConfigureAwait(false))!;
        ClaimOutcome outcome = (ClaimOutcome)(int)answer[0];
        DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds((long)answer[1]);
        return new ClaimResult(outcome, outcome == ClaimOutcome.Claimed ? null : RedisRecords.Read(request.Id, answer[2], now), now);
    }

    public Task<bool> CompleteAsync(string id, string fence, StoredResponse response, TimeSpan keep, CancellationToken cancellationToken) => ChangeAsync(
        RedisScripts.Complete, id, fence, id, Milliseconds(keep), response.Status, response.Headers, response.Body is null ? 0 : 1, response.Body ?? []);

    public Task<bool> ReleaseAsync(string id, string fence, CancellationToken cancellationToken) => ChangeAsync(RedisScripts.Release, id, fence, id);

    public Task<bool> LoseAsync(string id, string fence, string reason, TimeSpan keep, CancellationToken cancellationToken) =>
        ChangeAsync(RedisScripts.Lose, id, fence, id, Milliseconds(keep), reason);

    public Task<bool> ResolveAsync(string id, string fence, Resolution resolution, TimeSpan keep, CancellationToken cancellationToken) => ChangeAsync(
        RedisScripts.Resolve, id, fence, id, Milliseconds(keep), resolution.Outcome is { } outcome ? (int)outcome : "", resolution.Note ?? "", resolution.By);

    public async Task<IReadOnlyList<IdempotencyRecord>> ListOpenAsync(int most, CancellationToken cancellationToken)
    {
        RedisResult[] answer = (RedisResult[])(await RunAsync(RedisScripts.List, OpenKey, RedisScripts.Prefix, most).ConfigureAwait(false))!;
        DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds((long)answer[0]);
        return [.. ((RedisResult[])answer[1]!).Select(entry => (RedisResult[])entry!).Select(entry => RedisRecords.Read((string)entry[0]!, entry[1], now))];
    }

    public async Task<int> RemoveExpiredAsync(int most, CancellationToken cancellationToken) =>
        (int)await RunAsync(RedisScripts.Prune, OpenKey, RedisScripts.Prefix, most).ConfigureAwait(false);

    /// <summary>The link is not this store's.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<bool> ChangeAsync(string script, string id, params RedisValue[] values) =>
        (int)await RunAsync(script, Keys(id), values).ConfigureAwait(false) == 1;

    private async Task<RedisResult> RunAsync(string script, RedisKey[] keys, params RedisValue[] values)
    {
        IDatabase database = link.Database ?? throw new IdempotencyStoreException(Place, "it cannot be reached.", "Look whether it runs, and at the connection string.");
        try
        {
            return await database.ScriptEvaluateAsync(script, keys, values).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RedisException or TimeoutException or ObjectDisposedException)
        {
            throw new IdempotencyStoreException(Place, $"it does not take a command: {error.Message}", "Look at its log and its memory.", error);
        }
    }

    private static RedisKey[] Keys(string id) => [RedisScripts.Prefix + id, RedisScripts.Open];

    private static RedisValue Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
