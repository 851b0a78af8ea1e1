using ApiGovernance.Catalog.Storage;
using ApiGovernance.Catalog.Storage.SqlServer;
using Microsoft.Data.SqlClient;

namespace ApiGovernance.Catalog.Tests.Storage.SqlServer;

/// <summary>The storage contract on a server: set APIGOV_TEST_SQLSERVER to a connection string whose login may make databases.</summary>
public sealed class SqlServerStoreTests
{
    private const string Variable = "APIGOV_TEST_SQLSERVER";

    private static string? Server => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    public static IEnumerable<TheoryDataRow<string>> Scenarios => Server is null
        ? [new TheoryDataRow<string>("all") { Skip = $"Set {Variable} to the connection string of a SQL Server whose login may make databases." }]
        : StoreScenarios.All.Select(scenario => new TheoryDataRow<string>(scenario));

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task The_contract_holds(string scenario)
    {
        await using SqlServerWorld world = new(Server!);
        await world.StartAsync();
        await StoreScenarios.RunAsync(scenario, world);
    }
}

internal sealed class SqlServerWorld(string server) : StoreWorld
{
    private readonly string _database = $"apigov_test_{Guid.NewGuid():N}";
    private bool _made;

    private string ConnectionString => new SqlConnectionStringBuilder(server) { InitialCatalog = _database }.ConnectionString;

    public override async Task<ICatalogStore> OpenAnotherAsync()
    {
        SqlServerCatalogStore store = SqlServerCatalogStore.Of(ConnectionString, TimeProvider.System);
        if (!_made)
            await ExecuteAsync(server, $"CREATE DATABASE {_database}");
        _made = true;
        await store.OpenAsync(Cancel);
        return store;
    }

    public override Task TamperAsync(string sql) => ExecuteAsync(ConnectionString, sql);

    public override async ValueTask DisposeAsync()
    {
        SqlConnection.ClearAllPools();
        if (_made)
            await ExecuteAsync(server, $"ALTER DATABASE {_database} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {_database};");
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using SqlConnection connection = new(connectionString);
        await connection.OpenAsync();
        await using SqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
