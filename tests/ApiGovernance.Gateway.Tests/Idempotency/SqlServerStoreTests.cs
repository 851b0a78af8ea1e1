using System.Reflection;
using ApiGovernance.Gateway.Idempotency.SqlServer;
using Microsoft.Data.SqlClient;

namespace ApiGovernance.Gateway.Tests.Idempotency;

/// <summary>
/// Runs where <c>APIGOV_TEST_SQLSERVER</c> has a connection string to a database that may be written to; else it skips, and what is
/// known of the provider is that its statements are T-SQL (<see cref="SqlServerStatementTests"/>).
/// </summary>
public sealed class SqlServerStoreTests
{
    private const string Variable = "APIGOV_TEST_SQLSERVER";

    private static string? Server => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    public static IEnumerable<TheoryDataRow<string>> Contract => Server is null
        ? [new TheoryDataRow<string>("all") { Skip = $"{Variable} is not set: no SQL Server to run against." }]
        : Methods.Select(method => new TheoryDataRow<string>(method.Name));

    private static IEnumerable<MethodInfo> Methods =>
        typeof(IdempotencyStoreContract).GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null);

    [Theory]
    [MemberData(nameof(Contract))]
    public async Task The_contract_holds(string test)
    {
        MethodInfo method = Methods.Single(method => method.Name == test);
        object?[]?[] cases = [.. method.GetCustomAttributes<InlineDataAttribute>().Select(row => row.Data)];
        foreach (object?[]? arguments in cases.Length == 0 ? [null] : cases)
            await (Task)method.Invoke(new OnServer(Server!), arguments)!;
    }

    private sealed class OnServer(string connectionString) : IdempotencyStoreContract
    {
        private protected override async Task<StoreHarness> StartAsync()
        {
            SqlServerIdempotencyStore store = new(connectionString);
            await store.OpenAsync(StoreHarness.Run, TestContext.Current.CancellationToken);
            await using SqlConnection connection = new(connectionString);
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using SqlCommand empty = new("DELETE FROM dbo.apigov_idempotency", connection);
            await empty.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            return new StoreHarness(
                store,
                () => new SqlServerIdempotencyStore(connectionString),
                time => Task.Delay(time, TimeProvider.System, TestContext.Current.CancellationToken),
                () => ValueTask.CompletedTask);
        }
    }
}
