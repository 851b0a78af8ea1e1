using ApiGovernance.Catalog.Feed;
using ApiGovernance.Catalog.Storage;

namespace ApiGovernance.Catalog.Apis;

/// <summary>
/// The catalog as it is now, and the one door through which it changes: one change at a time, decided on the state that it changes,
/// durable before anybody sees it.
/// </summary>
internal sealed class CatalogRegistry(ICatalogStore store) : IDisposable
{
    private const int MostAttempts = 10;

    private readonly SemaphoreSlim _changing = new(1, 1);
    private CatalogState _current = CatalogState.Empty;

    /// <summary>Raised when something was written to the audit.</summary>
    public ChangeSignal Written { get; } = new();

    public CatalogState Current => Volatile.Read(ref _current);

    public async Task LoadAsync(CancellationToken cancellationToken) =>
        Volatile.Write(ref _current, await store.ReadStateAsync(cancellationToken));

    /// <summary>Takes over what other processes have written since; cheap when there is nothing.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (await store.ReadNumberAsync(cancellationToken) == Current.Number)
            return;
        await _changing.WaitAsync(cancellationToken);
        try
        {
            await RefreshLockedAsync(cancellationToken);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Lets <paramref name="decide"/> look at the state and say what to write; its other result is passed on.</summary>
    public async Task<T> ChangeAsync<T>(Func<CatalogState, Task<(CatalogChange Change, T Result)>> decide, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            // A refusal too is given on what is in force now.
            if (store.IsShared)
                await RefreshLockedAsync(cancellationToken);
            for (int attempt = 1; ; attempt++)
            {
                CatalogState state = Current;
                (CatalogChange change, T result) = await decide(state);
                if (change.IsEmpty)
                    return result;
                try
                {
                    // Once begun it is finished, or the caller could not know what is in force.
                    await store.ApplyAsync(change with { BasedOn = change.TouchesTraffic ? state.Number : null }, CancellationToken.None);
                }
                catch (CatalogConflictException) when (attempt < MostAttempts)
                {
                    // Another control plane was faster: decided again on what it has made of the catalog.
                    await LoadAsync(cancellationToken);
                    continue;
                }

                // Nobody else has written since the state was read, or there had been a conflict.
                if (change.TouchesTraffic)
                    Volatile.Write(ref _current, state.After(change));
                if (change.Audit.Count > 0)
                    Written.Raise();
                return result;
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    public void Dispose() => _changing.Dispose();

    private async Task RefreshLockedAsync(CancellationToken cancellationToken)
    {
        if (await store.ReadNumberAsync(cancellationToken) != Current.Number)
            await LoadAsync(cancellationToken);
    }
}
