using System.Data;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ApiGovernance.Catalog.Tests.Storage.SqlServer;

/// <summary>Which parameter is written to, or compared with, which column.</summary>
internal static class ParameterColumns
{
    public static IEnumerable<(string Variable, ColumnDefinition Column)> Of(TSqlScript script)
    {
        Dictionary<string, ColumnDefinition> columns = new(StringComparer.Ordinal);
        foreach (NamedTableReference table in TransactSql.All<NamedTableReference>(script))
        {
            if (Schema.Tables.TryGetValue(table.SchemaObject.BaseIdentifier.Value, out Dictionary<string, ColumnDefinition>? known))
            {
                foreach ((string name, ColumnDefinition column) in known)
                    columns[name] = column;
            }
        }

        IEnumerable<(ScalarExpression Value, ColumnReferenceExpression? Column)> pairs =
        [
            .. TransactSql.All<BooleanComparisonExpression>(script).Select(comparison => (comparison.SecondExpression, comparison.FirstExpression as ColumnReferenceExpression)),
            .. TransactSql.All<AssignmentSetClause>(script).Select(set => (set.NewValue, set.Column)),
            .. TransactSql.All<InsertSpecification>(script).SelectMany(insert => Values(insert).Zip(insert.Columns, (value, column) => (value, (ColumnReferenceExpression?)column))),
        ];
        foreach ((ScalarExpression value, ColumnReferenceExpression? column) in pairs)
        {
            if (value is VariableReference variable && column is not null && columns.TryGetValue(column.MultiPartIdentifier.Identifiers[^1].Value, out ColumnDefinition? definition))
                yield return (variable.Name, definition);
        }
    }

    public static bool Fits(DbType parameter, string column) => (parameter, column) switch
    {
        (DbType.String, "nvarchar") or (DbType.Binary, "varbinary" or "binary") or (DbType.DateTime2, "datetime2") or (DbType.Date, "date") => true,
        (DbType.Int32 or DbType.Int64, "bigint") or (DbType.Int32, "int") or (DbType.Boolean, "bit") => true,
        _ => false,
    };

    private static IEnumerable<ScalarExpression> Values(InsertSpecification insert) => insert.InsertSource switch
    {
        ValuesInsertSource values => values.RowValues[0].ColumnValues,
        SelectInsertSource { Select: QuerySpecification query } => query.SelectElements.Cast<SelectScalarExpression>().Select(element => element.Expression),
        _ => [],
    };
}
