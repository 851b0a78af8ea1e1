using System.Data;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Catalog.Storage.SqlServer;
using ApiGovernance.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ApiGovernance.Catalog.Tests.Storage.SqlServer;

/// <summary>
/// The provider's own code under the storage contract where no server is: its T-SQL is run by SQLite, construct by construct. This
/// proves parameters, mapping, order and transactions; locks and isolation are the server's and proven with APIGOV_TEST_SQLSERVER.
/// </summary>
public sealed class SqlServerStandInTests
{
    // They would show locks of SQLite only.
    private static readonly string[] NeedTheServer = ["Writing: A_document_of_thirty_megabytes_is_kept_whole"];

    public static TheoryData<string> Scenarios => [.. StoreScenarios.All.Except(NeedTheServer)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task The_contract_holds(string scenario)
    {
        await using StandInWorld world = new();
        await world.StartAsync();
        await StoreScenarios.RunAsync(scenario, world);
    }

    [Fact]
    public async Task Every_statement_is_used_and_comes_with_its_parameters_in_the_types_of_their_columns()
    {
        foreach (string scenario in StoreScenarios.All.Except(NeedTheServer))
        {
            await using StandInWorld world = new();
            await world.StartAsync();
            await StoreScenarios.RunAsync(scenario, world);
        }

        foreach (SqlServerStatement statement in SqlServerStatement.All)
        {
            if (statement.Name == nameof(SqlServerStatements.AllowSnapshotIsolation))
                continue;
            StandInConnection.Seen.TryGetValue(statement.Text, out IReadOnlyDictionary<string, DbType>? given).ShouldBeTrue($"{statement.Name} is not used");
            TSqlScript script = TransactSql.Parse(statement.Text);
            IEnumerable<string> declared = TransactSql.All<DeclareVariableElement>(script).Select(variable => variable.VariableName.Value);
            IEnumerable<string> asked = TransactSql.All<VariableReference>(script).Where(variable => !IsArgumentName(script, variable)).Select(variable => variable.Name).Distinct().Except(declared);
            given!.Keys.ShouldBe(asked, ignoreOrder: true, customMessage: statement.Name);
            foreach ((string variable, ColumnDefinition column) in ParameterColumns.Of(script))
                ParameterColumns.Fits(given[variable], Schema.TypeOf(column)).ShouldBeTrue($"{statement.Name}: {variable} is {given[variable]}, its column {Schema.TypeOf(column)}");
        }
    }

    // EXEC p @name = value: the name is the procedure's.
    private static bool IsArgumentName(TSqlScript script, VariableReference variable) =>
        TransactSql.All<ExecuteParameter>(script).Any(parameter => ReferenceEquals(parameter.Variable, variable));
}

internal sealed class StandInWorld : StoreWorld
{
    private readonly TempFolder _folder = new();

    private string ConnectionString => $"Data Source={_folder["catalog.db"]};Pooling=False;Foreign Keys=True";

    public override async Task<ICatalogStore> OpenAnotherAsync()
    {
        SqlServerCatalogStore store = new("stand-in", () => new StandInConnection(new SqliteConnection(ConnectionString)), TimeProvider.System);
        await store.OpenAsync(Cancel);
        return store;
    }

    public override async Task TamperAsync(string sql)
    {
        await using SqliteConnection connection = new(ConnectionString);
        await connection.OpenAsync(Cancel);
        await using SqliteCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
