using ApiGovernance.Catalog.Storage.SqlServer;
using ApiGovernance.Testing;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ApiGovernance.Catalog.Tests.Storage.SqlServer;

/// <summary>What can be known of the T-SQL without a server: it parses, and it speaks of tables and columns that the migrations make.</summary>
public sealed class StatementTests
{
    public static TheoryData<string> Names => [.. TransactSql.Everything.Select((statement, i) => $"{i} {statement.Name}")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_statement_parses_and_fits_the_schema(string name)
    {
        SqlServerStatement statement = TransactSql.Everything[int.Parse(name.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)];
        TSqlScript script = TransactSql.Parse(statement.Text, out IList<ParseError> errors);
        errors.Select(error => $"line {error.Line}: {error.Message}").ShouldBeEmpty();

        SchemaCheck.Problems(script).ShouldBeEmpty();
    }

    [Fact]
    public void The_check_itself_sees_what_is_wrong()
    {
        Check("SELECT nothing FROM dbo.audit;").ShouldContain("nothing is no column of audit");
        Check("SELECT a FROM dbo.nowhere;").ShouldContain("there is no table nowhere");
        Check("SELECT seq FROM audit;").ShouldContain("audit is named without its schema");
        Check("INSERT INTO dbo.apis (name, json) VALUES (@Name);").ShouldBe(["1 values for 2 columns of apis", "base_path of apis must be given"]);
        Check("UPDATE dbo.apis SET nam = @Name WHERE name = @Name;").ShouldContain("nam is no column of apis");
        Check("MERGE dbo.apis AS t USING dbo.audit AS s ON t.name = s.actor WHEN MATCHED THEN DELETE;").ShouldContain("MERGE is not safe under concurrency");
    }

    [Fact]
    public void Every_text_has_a_name_and_every_name_a_text() =>
        typeof(SqlServerStatements).GetProperties().Select(property => property.Name)
            .ShouldBe(SqlServerStatement.All.Select(statement => statement.Name), ignoreOrder: true);

    [Fact]
    public void Nothing_but_the_session_sends_texts_to_the_server()
    {
        string folder = RepositoryPaths.At("src/ApiGovernance.Catalog/Storage/SqlServer");
        foreach (string file in Directory.EnumerateFiles(folder, "*.cs"))
        {
            string text = File.ReadAllText(file);
            if (Path.GetFileName(file) is not ("SqlServerSession.cs" or "SqlServerParameters.cs"))
                text.ShouldNotContain("using Dapper", customMessage: file);
            if (Path.GetFileName(file) is not "SqlServerSession.cs")
                text.ShouldNotContain("CommandText", customMessage: file);
            text.ShouldNotContain("SqlCommand", customMessage: file);
        }

        // The session gets its texts from statements alone, and nobody else can make one.
        string session = File.ReadAllText(Path.Combine(folder, "SqlServerSession.cs"));
        session.Split("statement.Text").Length.ShouldBe(3);
        session.ShouldContain("command.CommandText = statement.Text;");
        session.ShouldContain("new(\n        statement.Text,");
        typeof(SqlServerStatement).GetConstructors().ShouldBeEmpty();
    }

    [Fact]
    public void Migrations_are_numbered_without_gaps() =>
        SqlServerMigrations.Embedded().Select(migration => migration.Number).ShouldBe(Enumerable.Range(1, SqlServerMigrations.Embedded().Count));

    [Fact]
    public void Every_text_column_compares_by_code_points() =>
        Schema.Tables.SelectMany(table => table.Value.Values.Select(column => (Table: table.Key, Column: column)))
            .Where(place => Schema.TypeOf(place.Column) == "nvarchar" && place.Column.Collation?.Value != "Latin1_General_100_BIN2")
            .Select(place => $"{place.Table}.{place.Column.ColumnIdentifier.Value}")
            .ShouldBeEmpty();

    private static List<string> Check(string text) => SchemaCheck.Problems(TransactSql.Parse(text));
}
