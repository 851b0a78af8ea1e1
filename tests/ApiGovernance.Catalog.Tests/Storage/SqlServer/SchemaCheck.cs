using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ApiGovernance.Catalog.Tests.Storage.SqlServer;

/// <summary>Resolves the names of statements against the schema.</summary>
internal static class SchemaCheck
{
    public static List<string> Problems(TSqlScript script)
    {
        List<string> problems = [];
        foreach (TSqlStatement statement in script.Batches.SelectMany(batch => batch.Statements).SelectMany(Unwrapped))
        {
            switch (statement)
            {
                case CreateTableStatement table:
                    References(table, problems);
                    break;
                case CreateIndexStatement index:
                    Indexed(index, problems);
                    break;
                case InsertStatement insert:
                    Names(insert, problems);
                    Inserted(insert.InsertSpecification, problems);
                    break;
                case SelectStatement or UpdateStatement or DeleteStatement:
                    Names(statement, problems);
                    break;
                case MergeStatement:
                    problems.Add("MERGE is not safe under concurrency");
                    break;
                case CreateTriggerStatement trigger:
                    Table(trigger.TriggerObject.Name, problems);
                    break;
                case DeclareVariableStatement or ExecuteStatement or AlterDatabaseSetStatement:
                    break;
                default:
                    problems.Add($"{statement.GetType().Name} is not looked at");
                    break;
            }
        }

        return problems;
    }

    private static IEnumerable<TSqlStatement> Unwrapped(TSqlStatement statement) =>
        statement is IfStatement { ElseStatement: null } condition ? Unwrapped(condition.ThenStatement) : [statement];

    private static void Names(TSqlStatement statement, List<string> problems)
    {
        List<string> scope = [];
        foreach (NamedTableReference reference in TransactSql.All<NamedTableReference>(statement))
        {
            // What SQL Server says about itself is not in our migrations.
            if (reference.SchemaObject.SchemaIdentifier?.Value == "sys")
                return;
            if (Table(reference.SchemaObject, problems) is { } table)
                scope.Add(table);
        }

        foreach (ColumnReferenceExpression reference in TransactSql.All<ColumnReferenceExpression>(statement))
        {
            if (reference.ColumnType == ColumnType.Wildcard)
                problems.Add("* depends on the order of columns");
            else if (scope.Count > 0 && reference.MultiPartIdentifier.Identifiers[^1].Value is var name && !scope.Any(table => Schema.Tables[table].ContainsKey(name)))
                problems.Add($"{name} is no column of {string.Join(" or ", scope.Distinct())}");
        }
    }

    private static void Inserted(InsertSpecification insert, List<string> problems)
    {
        if (insert.Target is not NamedTableReference target || !Schema.Tables.TryGetValue(target.SchemaObject.BaseIdentifier.Value, out var columns))
            return;
        string table = target.SchemaObject.BaseIdentifier.Value;
        string[] named = [.. insert.Columns.Select(column => column.MultiPartIdentifier.Identifiers[^1].Value)];
        int given = insert.InsertSource switch
        {
            ValuesInsertSource values => values.RowValues[0].ColumnValues.Count,
            SelectInsertSource { Select: QuerySpecification query } => query.SelectElements.Count,
            _ => -1,
        };
        if (given != named.Length)
            problems.Add($"{given} values for {named.Length} columns of {table}");
        problems.AddRange(columns.Values.Where(Schema.IsRequired).Select(column => column.ColumnIdentifier.Value).Except(named).Select(missing => $"{missing} of {table} must be given"));
    }

    private static void References(CreateTableStatement table, List<string> problems)
    {
        foreach (ForeignKeyConstraintDefinition key in TransactSql.All<ForeignKeyConstraintDefinition>(table))
        {
            if (Table(key.ReferenceTableName, problems) is { } target)
                problems.AddRange(key.ReferencedTableColumns.Where(column => !Schema.Tables[target].ContainsKey(column.Value)).Select(column => $"{column.Value} is no column of {target}"));
        }
    }

    private static void Indexed(CreateIndexStatement index, List<string> problems)
    {
        if (Table(index.OnName, problems) is { } table)
        {
            problems.AddRange(index.Columns.Select(column => column.Column.MultiPartIdentifier.Identifiers[^1].Value)
                .Where(name => !Schema.Tables[table].ContainsKey(name)).Select(name => $"{name} is no column of {table}"));
        }
    }

    private static string? Table(SchemaObjectName name, List<string> problems)
    {
        string table = name.BaseIdentifier.Value;
        if (name.SchemaIdentifier?.Value != "dbo")
            problems.Add($"{table} is named without its schema");
        if (Schema.Tables.ContainsKey(table))
            return table;
        problems.Add($"there is no table {table}");
        return null;
    }
}
