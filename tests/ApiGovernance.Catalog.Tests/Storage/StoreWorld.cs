using ApiGovernance.Catalog.Storage;

namespace ApiGovernance.Catalog.Tests.Storage;

/// <summary>A database of one provider, empty at first, that a scenario of the storage contract runs on.</summary>
internal abstract class StoreWorld : IAsyncDisposable
{
    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ICatalogStore Store { get; private set; } = null!;

    public async Task StartAsync() => Store = await OpenAnotherAsync();

    /// <summary>Another process's view of the same database.</summary>
    public abstract Task<ICatalogStore> OpenAnotherAsync();

    /// <summary>SQL past the store, as somebody with access to the database would do.</summary>
    public abstract Task TamperAsync(string sql);

    public abstract ValueTask DisposeAsync();
}
