using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ApiGovernance.Catalog.Tests.Storage.SqlServer;

/// <summary>The tables that the migrations make, with their columns.</summary>
internal static class Schema
{
    public static IReadOnlyDictionary<string, Dictionary<string, ColumnDefinition>> Tables { get; } = TransactSql.Everything
        .SelectMany(statement => TransactSql.All<CreateTableStatement>(TransactSql.Parse(statement.Text)))
        .ToDictionary(
            table => table.SchemaObjectName.BaseIdentifier.Value,
            table => table.Definition.ColumnDefinitions.ToDictionary(column => column.ColumnIdentifier.Value, StringComparer.Ordinal),
            StringComparer.Ordinal);

    /// <summary>The type as it is written, e.g. <c>nvarchar</c>.</summary>
    public static string TypeOf(ColumnDefinition column) => ((SqlDataTypeReference)column.DataType).Name.BaseIdentifier.Value;

    public static bool IsRequired(ColumnDefinition column) =>
        column.IdentityOptions is null && column.Constraints.OfType<NullableConstraintDefinition>().Any(constraint => !constraint.Nullable);
}
