using System.Reflection;
using System.Text.RegularExpressions;
using ApiGovernance.Gateway.Idempotency.SqlServer;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ApiGovernance.Gateway.Tests.Idempotency;

/// <summary>What is sent to SQL Server, read by its own parser, and held against the table that it is about.</summary>
public sealed partial class SqlServerStatementTests
{
    private static readonly CreateTableStatement Table = Collect<CreateTableStatement>(Parse(SqlServerStatements.Create)).ShouldHaveSingleItem();

    private static readonly HashSet<string> Columns = [.. Table.Definition.ColumnDefinitions.Select(column => column.ColumnIdentifier.Value)];

    [Fact]
    public void Every_statement_of_the_store_is_in_the_list()
    {
        IEnumerable<string> constants = typeof(SqlServerStatements).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        constants.ShouldBe(SqlServerStatements.All, ignoreOrder: true);
    }

    [Fact]
    public void Every_statement_is_transact_sql_over_columns_that_exist()
    {
        foreach (string statement in SqlServerStatements.All)
        {
            TSqlScript script = Parse(statement);
            foreach (ColumnReferenceExpression column in Collect<ColumnReferenceExpression>(script))
            {
                // DATEADD's first argument is no column.
                string name = column.MultiPartIdentifier.Identifiers[^1].Value;
                if (name is not ("millisecond" or "second"))
                    Columns.ShouldContain(name, statement);
            }

            foreach (NamedTableReference table in Collect<NamedTableReference>(script))
                table.SchemaObject.BaseIdentifier.Value.ShouldBe("apigov_idempotency");
        }
    }

    [Fact]
    public void A_new_row_has_every_column_that_must_not_be_null()
    {
        InsertSpecification insert = Collect<InsertSpecification>(Parse(SqlServerStatements.Claim)).ShouldHaveSingleItem();
        string[] given = [.. insert.Columns.Select(column => column.MultiPartIdentifier.Identifiers[^1].Value)];

        foreach (ColumnDefinition column in Table.Definition.ColumnDefinitions)
        {
            bool mayBeNull = column.Constraints.OfType<NullableConstraintDefinition>().Single().Nullable;
            given.Contains(column.ColumnIdentifier.Value).ShouldBe(!mayBeNull, column.ColumnIdentifier.Value);
        }

        ((ValuesInsertSource)insert.InsertSource).RowValues[0].ColumnValues.Count.ShouldBe(given.Length);
    }

    [Fact]
    public void Only_whoever_knows_the_fence_changes_a_record()
    {
        foreach (string statement in new[] { SqlServerStatements.Complete, SqlServerStatements.Release, SqlServerStatements.Lose, SqlServerStatements.Resolve, SqlServerStatements.Free })
        {
            statement.ShouldContain("fence = @Fence AND");
            Variables().Matches(statement).Select(match => match.Value).ShouldContain("@Id");
        }
    }

    private static TSqlScript Parse(string statement)
    {
        using StringReader reader = new(statement);
        // The oldest version that is supported.
        TSqlFragment parsed = new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out IList<ParseError> errors);
        errors.Select(error => $"{error.Line}: {error.Message}").ShouldBeEmpty(statement);
        return (TSqlScript)parsed;
    }

    private static List<T> Collect<T>(TSqlFragment fragment)
        where T : TSqlFragment
    {
        Collector<T> collector = new();
        fragment.Accept(collector);
        return collector.Found;
    }

    [GeneratedRegex("@[A-Za-z]+")]
    private static partial Regex Variables();

    private sealed class Collector<T> : TSqlFragmentVisitor
        where T : TSqlFragment
    {
        public List<T> Found { get; } = [];

        public override void Visit(TSqlFragment fragment)
        {
            if (fragment is T found)
                Found.Add(found);
        }
    }
}
