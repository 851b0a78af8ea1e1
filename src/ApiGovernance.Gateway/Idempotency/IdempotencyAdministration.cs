using ApiGovernance.Gateway.Redis;
using Microsoft.Extensions.Logging.Abstractions;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>
/// What a person does with keys: looks at those whose calls are open, and says how they ended. It works on the store itself, beside
/// running gateways or without any; who may open the store may do this, and no gateway has an endpoint for it that a stranger could find.
/// </summary>
public sealed class IdempotencyAdministration : IAsyncDisposable
{
    /// <summary>A record that somebody has resolved answers repeated calls this long.</summary>
    public static readonly TimeSpan KeepResolved = TimeSpan.FromDays(30);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly RedisLink link;
    private readonly IIdempotencyStore store;

    private IdempotencyAdministration(RedisLink link, IIdempotencyStore store) => (this.link, this.store) = (link, store);

    /// <param name="options">Of the gateway whose keys they are.</param>
    /// <exception cref="IdempotencyStoreException">The store cannot be used.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">The options name none.</exception>
    public static async Task<IdempotencyAdministration> OpenAsync(GatewayOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        RedisLink link = new(options, NullLogger<RedisLink>.Instance);
        IdempotencyStores stores = new(options, link, clock);
        long asked = clock.GetTimestamp();
        while (stores.Setting.Kind == "redis" && link.Database is null && clock.GetElapsedTime(asked) < Patience)
            await Task.Delay(TimeSpan.FromMilliseconds(20), clock, cancellationToken).ConfigureAwait(false);
        IdempotencyAdministration administration = new(link, stores.Create());
        try
        {
            await administration.store.OpenAsync(run: null, cancellationToken).ConfigureAwait(false);
            return administration;
        }
        catch
        {
            await administration.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Calls in flight and unknown outcomes, oldest first.</summary>
    public Task<IReadOnlyList<IdempotencyRecord>> ListOpenAsync(int most, CancellationToken cancellationToken) => store.ListOpenAsync(most, cancellationToken);

    /// <summary>Says how a call with an unknown outcome ended.</summary>
    /// <param name="outcome"><see cref="IdempotencyState.Succeeded"/> or <see cref="IdempotencyState.Failed"/>; null frees the key, so that the call may be sent again.</param>
    /// <param name="by">Who says so.</param>
    /// <returns>False when it is no longer as it was read, or is still under way.</returns>
    public Task<bool> ResolveAsync(IdempotencyRecord record, IdempotencyState? outcome, string by, string? note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        return outcome is null or IdempotencyState.Succeeded or IdempotencyState.Failed
            ? store.ResolveAsync(record.Id, record.Fence, new Resolution(outcome, by, note), KeepResolved, cancellationToken)
            : throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "A person says that a call succeeded, failed or may be tried again.");
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync().ConfigureAwait(false);
        await link.DisposeAsync().ConfigureAwait(false);
    }
}
