using System.Globalization;
using System.Text;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ApiGovernance.Catalog.Tests.Storage.SqlServer;

/// <summary>
/// The product's T-SQL said in SQLite's words, construct by construct, so that the provider's own code can be run where there is no
/// SQL Server. What it does not know fails the test.
/// </summary>
internal sealed class SqliteRendering
{
    private readonly IList<TSqlParserToken> _tokens;
    private readonly Dictionary<int, string> _replaced = [];

    private SqliteRendering(TSqlFragment script) => _tokens = script.ScriptTokenStream;

    public static string Of(string text)
    {
        TSqlScript script = TransactSql.Parse(text);
        SqliteRendering rendering = new(script);
        foreach (TSqlStatement statement in script.Batches.SelectMany(batch => batch.Statements))
            rendering.Statement(statement);
        foreach (SchemaObjectName name in TransactSql.All<SchemaObjectName>(script).Where(name => name.SchemaIdentifier?.Value == "dbo"))
            rendering.Remove(name.SchemaIdentifier.FirstTokenIndex, name.BaseIdentifier.FirstTokenIndex - 1);
        foreach (NamedTableReference table in TransactSql.All<NamedTableReference>(script).Where(table => table.TableHints.Count > 0))
            rendering.Remove(table.SchemaObject.LastTokenIndex + 1, table.LastTokenIndex);
        foreach (StringLiteral literal in TransactSql.All<StringLiteral>(script).Where(literal => literal.IsNational && !rendering._replaced.ContainsKey(literal.FirstTokenIndex)))
            rendering.Replace(literal, $"'{literal.Value.Replace("'", "''", StringComparison.Ordinal)}'");
        return rendering.Text();
    }

    private void Statement(TSqlStatement statement)
    {
        switch (statement)
        {
            case SelectStatement select:
                Select(select);
                break;
            case IfStatement { ThenStatement: CreateTableStatement table } condition:
                Replace(condition, CreateTable(table));
                break;
            case IfStatement { ThenStatement: InsertStatement insert } condition:
                InsertWhenNothingWasUpdated(condition, insert);
                break;
            case CreateTableStatement table:
                Replace(table, CreateTable(table));
                break;
            case CreateTriggerStatement trigger:
                Replace(trigger, CreateTrigger(trigger));
                break;
            case DeleteStatement { DeleteSpecification: { TopRowFilter: { } top, Target: NamedTableReference target, WhereClause: { } where } }:
                DeleteSome(top, target, where);
                break;
            case InsertStatement or UpdateStatement or DeleteStatement or CreateIndexStatement:
                break;
            default:
                throw new NotSupportedException(statement.GetType().Name);
        }
    }

    private void Select(SelectStatement select)
    {
        string limit = "";
        if (select.QueryExpression is QuerySpecification { TopRowFilter: { } top })
        {
            limit = " LIMIT " + string.Concat(_tokens.Skip(top.Expression.FirstTokenIndex).Take(top.Expression.LastTokenIndex - top.Expression.FirstTokenIndex + 1).Select(token => token.Text));
            Remove(top.FirstTokenIndex, top.LastTokenIndex);
        }

        if (select.OptimizerHints.Count > 0)
            Remove(select.QueryExpression.LastTokenIndex + 1, select.LastTokenIndex);
        int last = select.QueryExpression.LastTokenIndex;
        _replaced[last] = _tokens[last].Text + limit + (select.OptimizerHints.Count > 0 ? ";" : "");
    }

    private void DeleteSome(TopRowFilter top, NamedTableReference target, WhereClause where)
    {
        string table = target.SchemaObject.BaseIdentifier.Value;
        string most = string.Concat(_tokens.Skip(top.Expression.FirstTokenIndex).Take(top.Expression.LastTokenIndex - top.Expression.FirstTokenIndex + 1).Select(token => token.Text));
        Remove(top.FirstTokenIndex, top.LastTokenIndex);
        _replaced[target.LastTokenIndex] = $"{table} WHERE rowid IN (SELECT rowid FROM {table}";
        _replaced[where.LastTokenIndex] = $"{_tokens[where.LastTokenIndex].Text} LIMIT {most})";
    }

    private void InsertWhenNothingWasUpdated(IfStatement condition, InsertStatement insert)
    {
        BooleanComparisonExpression comparison = (BooleanComparisonExpression)condition.Predicate;
        ((GlobalVariableExpression)comparison.FirstExpression).Name.ShouldBe("@@ROWCOUNT");
        Remove(condition.FirstTokenIndex, insert.FirstTokenIndex - 1);
        RowValue row = ((ValuesInsertSource)insert.InsertSpecification.InsertSource).RowValues.ShouldHaveSingleItem();
        Remove(insert.InsertSpecification.InsertSource.FirstTokenIndex, row.FirstTokenIndex);
        _replaced[row.FirstTokenIndex] = "SELECT ";
        _replaced[row.LastTokenIndex] = " WHERE changes() = 0";
    }

    private static string CreateTable(CreateTableStatement table)
    {
        List<string> parts = [];
        foreach (ColumnDefinition column in table.Definition.ColumnDefinitions)
        {
            StringBuilder part = new(column.ColumnIdentifier.Value + " " + TypeOf(Schema.TypeOf(column)));
            if (column.IdentityOptions is not null)
                part.Append(" PRIMARY KEY AUTOINCREMENT");
            else if (column.Constraints.OfType<UniqueConstraintDefinition>().Any(constraint => constraint.IsPrimaryKey))
                part.Append(" PRIMARY KEY");
            if (column.Constraints.OfType<NullableConstraintDefinition>().Any(constraint => !constraint.Nullable))
                part.Append(" NOT NULL");
            foreach (ForeignKeyConstraintDefinition key in column.Constraints.OfType<ForeignKeyConstraintDefinition>())
                part.Append(CultureInfo.InvariantCulture, $" REFERENCES {key.ReferenceTableName.BaseIdentifier.Value} ({key.ReferencedTableColumns[0].Value})");
            parts.Add(part.ToString());
        }

        foreach (UniqueConstraintDefinition unique in table.Definition.TableConstraints.OfType<UniqueConstraintDefinition>())
        {
            parts.Add((unique.IsPrimaryKey ? "PRIMARY KEY (" : "UNIQUE (")
                + string.Join(", ", unique.Columns.Select(column => column.Column.MultiPartIdentifier.Identifiers[^1].Value)) + ")");
        }

        return $"CREATE TABLE IF NOT EXISTS {table.SchemaObjectName.BaseIdentifier.Value} ({string.Join(", ", parts)}) STRICT;";
    }

    private static string CreateTrigger(CreateTriggerStatement trigger)
    {
        trigger.TriggerType.ShouldBe(TriggerType.InsteadOf);
        string message = TransactSql.All<ThrowStatement>(trigger).ShouldHaveSingleItem().Message is StringLiteral literal ? literal.Value : "";
        return $"CREATE TRIGGER {trigger.Name.BaseIdentifier.Value} BEFORE {trigger.TriggerActions.ShouldHaveSingleItem().TriggerActionType} "
            + $"ON {trigger.TriggerObject.Name.BaseIdentifier.Value} BEGIN SELECT RAISE(ABORT, '{message}'); END;";
    }

    private static string TypeOf(string type) => type switch
    {
        "int" or "bigint" or "bit" => "INTEGER",
        "nvarchar" or "datetime2" or "date" => "TEXT",
        "varbinary" or "binary" => "BLOB",
        _ => throw new NotSupportedException(type),
    };

    private void Replace(TSqlFragment fragment, string text)
    {
        Remove(fragment.FirstTokenIndex, fragment.LastTokenIndex);
        _replaced[fragment.FirstTokenIndex] = text;
    }

    private void Remove(int from, int to)
    {
        for (int i = from; i <= to; i++)
            _replaced.TryAdd(i, "");
    }

    private string Text() => string.Concat(_tokens.Select((token, i) => _replaced.GetValueOrDefault(i, token.Text ?? "")));
}
