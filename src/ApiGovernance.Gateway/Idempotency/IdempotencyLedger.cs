using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>
/// The store as requests use it: opened when the first of them needs it, never waited for longer than <see cref="Patience"/>, and
/// with one exception for everything that can go wrong.
/// </summary>
internal sealed partial class IdempotencyLedger(IdempotencyStores stores, GatewayOptions options, TimeProvider clock, ILogger<IdempotencyLedger> logger) : IAsyncDisposable
{
    /// <summary>How long a request waits for the store.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private const int AttemptsToUndo = 5;

    private readonly SemaphoreSlim opening = new(1, 1);
    private IIdempotencyStore? store;
    private (IdempotencyStoreException Error, long At)? failure;

    /// <summary>This life of this gateway.</summary>
    public GatewayRun Run { get; } = new(options.Node, Guid.NewGuid().ToString("N"));

    public bool IsOpen => Volatile.Read(ref store) is not null;

    /// <exception cref="IdempotencyStoreException">The call must not be carried out.</exception>
    public async Task<ClaimResult> ClaimAsync(ClaimRequest request)
    {
        IIdempotencyStore open = await StoreAsync().ConfigureAwait(false);
        Task<ClaimResult> claim = open.ClaimAsync(request, CancellationToken.None);
        try
        {
            return await BoundedAsync(open, claim).ConfigureAwait(false);
        }
        catch (IdempotencyStoreException)
        {
            // It may be written all the same, for a call that nobody carries out.
            _ = UndoAsync(open, claim, request);
            throw;
        }
    }

    /// <inheritdoc cref="IIdempotencyStore.CompleteAsync"/>
    public Task<bool> CompleteAsync(string id, string fence, StoredResponse response, TimeSpan keep) =>
        ChangeAsync(open => open.CompleteAsync(id, fence, response, keep, CancellationToken.None));

    /// <inheritdoc cref="IIdempotencyStore.ReleaseAsync"/>
    public Task<bool> ReleaseAsync(string id, string fence) => ChangeAsync(open => open.ReleaseAsync(id, fence, CancellationToken.None));

    /// <inheritdoc cref="IIdempotencyStore.LoseAsync"/>
    public Task<bool> LoseAsync(string id, string fence, string reason, TimeSpan keep) =>
        ChangeAsync(open => open.LoseAsync(id, fence, reason, keep, CancellationToken.None));

    /// <inheritdoc cref="IIdempotencyStore.RemoveExpiredAsync"/>
    public async Task<int> RemoveExpiredAsync(int most, CancellationToken cancellationToken) =>
        await (await StoreAsync().ConfigureAwait(false)).RemoveExpiredAsync(most, cancellationToken).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref store, null) is { } open)
            await open.DisposeAsync().ConfigureAwait(false);
        opening.Dispose();
    }

    private async Task<bool> ChangeAsync(Func<IIdempotencyStore, Task<bool>> change)
    {
        IIdempotencyStore open = await StoreAsync().ConfigureAwait(false);
        return await BoundedAsync(open, change(open)).ConfigureAwait(false);
    }

    private async ValueTask<IIdempotencyStore> StoreAsync()
    {
        if (Volatile.Read(ref store) is { } open)
            return open;
        if (!await opening.WaitAsync(Patience).ConfigureAwait(false))
            throw new IdempotencyStoreException(stores.Setting.Place, "it did not open in time.", "Look at its host.");
        try
        {
            return store ?? await OpenAsync().ConfigureAwait(false);
        }
        finally
        {
            opening.Release();
        }
    }

    private async Task<IIdempotencyStore> OpenAsync()
    {
        // A store that is gone is not asked by every request anew.
        if (failure is { } last && clock.GetElapsedTime(last.At) < PauseAfterFailure)
            throw last.Error;
        IIdempotencyStore opened = stores.Create();
        try
        {
            await BoundedAsync(opened, OpenedAsync(opened)).ConfigureAwait(false);
            Opened(opened.Place);
            failure = null;
            Volatile.Write(ref store, opened);
            return opened;
        }
        catch (IdempotencyStoreException error)
        {
            failure = (error, clock.GetTimestamp());
            NotOpened(error, opened.Place);
            _ = opened.DisposeAsync().AsTask();
            throw;
        }
    }

    private async Task<bool> OpenedAsync(IIdempotencyStore opened)
    {
        await opened.OpenAsync(Run, CancellationToken.None).ConfigureAwait(false);
        return true;
    }

    private async Task<T> BoundedAsync<T>(IIdempotencyStore open, Task<T> work)
    {
        try
        {
            return await work.WaitAsync(Patience, clock).ConfigureAwait(false);
        }
        catch (TimeoutException error)
        {
            throw new IdempotencyStoreException(open.Place, $"it did not answer within {Patience.TotalSeconds} s.", "Look at its host and the network.", error);
        }
    }

    private async Task UndoAsync(IIdempotencyStore open, Task<ClaimResult> claim, ClaimRequest request)
    {
        await ((Task)claim).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        for (int attempt = 0; attempt < AttemptsToUndo; attempt++)
        {
            try
            {
                if (request.TakesOver is null)
                    await open.ReleaseAsync(request.Id, request.Fence, CancellationToken.None).ConfigureAwait(false);
                else
                    await open.LoseAsync(request.Id, request.Fence, "the store did not answer in time", request.KeepUnknown, CancellationToken.None).ConfigureAwait(false);
                return;
            }
            catch (IdempotencyStoreException) when (attempt < AttemptsToUndo - 1)
            {
                await Task.Delay(PauseAfterFailure * (attempt + 1), clock).ConfigureAwait(false);
            }
            catch (IdempotencyStoreException error)
            {
                // On the safe side: once the lease is over the outcome counts as unknown.
                NotUndone(error, request.Id);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Idempotency keys are kept in {Place}")]
    private partial void Opened(string place);

    [LoggerMessage(2, LogLevel.Error, "The store of idempotency keys cannot be opened ({Place}): operations that need it answer 503")]
    private partial void NotOpened(Exception error, string place);

    [LoggerMessage(3, LogLevel.Warning, "The key {Id} was claimed for a call that was not carried out, and could not be given back")]
    private partial void NotUndone(Exception error, string id);
}
