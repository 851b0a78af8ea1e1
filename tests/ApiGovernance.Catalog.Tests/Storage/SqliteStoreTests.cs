using ApiGovernance.Catalog.Storage;
using ApiGovernance.Catalog.Storage.Sqlite;
using ApiGovernance.Testing;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Tests.Storage;

/// <summary>The storage contract on a real file.</summary>
public sealed class SqliteStoreTests
{
    public static TheoryData<string> Scenarios => [.. StoreScenarios.All];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task The_contract_holds(string scenario)
    {
        await using SqliteStoreWorld world = new();
        await world.StartAsync();
        await StoreScenarios.RunAsync(scenario, world);
    }
}

internal sealed class SqliteStoreWorld : StoreWorld
{
    private readonly TempFolder _folder = new();
    private readonly List<SqliteCatalogStore> _stores = [];

    public override async Task<ICatalogStore> OpenAnotherAsync()
    {
        SqliteCatalogStore store = new(_folder.Path, TimeProvider.System);
        _stores.Add(store);
        await store.OpenAsync(Cancel);
        return store;
    }

    public override async Task TamperAsync(string sql)
    {
        await using SqliteConnection connection = new($"Data Source={_folder["catalog.db"]};Pooling=False");
        await connection.OpenAsync(Cancel);
        await using SqliteCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (SqliteCatalogStore store in _stores)
            await store.DisposeAsync();
        _folder.Dispose();
    }
}
