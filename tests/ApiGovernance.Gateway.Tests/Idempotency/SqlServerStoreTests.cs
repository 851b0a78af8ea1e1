using ApiGovernance.Gateway.Idempotency.SqlServer;
using Microsoft.Data.SqlClient;

namespace ApiGovernance.Gateway.Tests.Idempotency;

/// <summary>
/// Runs where <c>APIGOV_TEST_SQLSERVER</c> has a connection string to a database that may be written to; else it skips, and what is
/// known of the provider is that its statements are T-SQL (<see cref="SqlServerStatementTests"/>).
/// </summary>
public sealed class SqlServerStoreTests : IdempotencyStoreContract
{
    private const string Variable = "APIGOV_TEST_SQLSERVER";

    private protected override async Task<StoreHarness> StartAsync()
    {
        string? connectionString = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(connectionString), $"{Variable} is not set: no SQL Server to run against.");
        SqlServerIdempotencyStore store = new(connectionString!);
        await store.OpenAsync(StoreHarness.Run, TestContext.Current.CancellationToken);
        await using SqlConnection connection = new(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using SqlCommand empty = new("DELETE FROM dbo.apigov_idempotency", connection);
        await empty.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return new StoreHarness(
            store,
            () => new SqlServerIdempotencyStore(connectionString!),
            time => Task.Delay(time, TimeProvider.System, TestContext.Current.CancellationToken),
            () => ValueTask.CompletedTask);
    }
}
