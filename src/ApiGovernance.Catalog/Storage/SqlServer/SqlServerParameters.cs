using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Reflection;
using Dapper;

namespace ApiGovernance.Catalog.Storage.SqlServer;

/// <summary>
/// The properties of an object as parameters, each with the type of its column's kind: instants keep all their digits (a driver's
/// default would be <c>datetime</c>), a null keeps its type, and texts have two sizes only, so that a statement has one plan.
/// </summary>
internal sealed class SqlServerParameters(object values) : SqlMapper.IDynamicParameters
{
    private const int LongestSizedText = 4000;

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    void SqlMapper.IDynamicParameters.AddParameters(IDbCommand command, SqlMapper.Identity identity)
    {
        DbCommand target = (DbCommand)command;
        AddTo(target.Parameters, target.CreateParameter);
    }

    public void AddTo(DbParameterCollection parameters, Func<DbParameter> create)
    {
        foreach (PropertyInfo property in Properties.GetOrAdd(values.GetType(), type => type.GetProperties()))
            parameters.Add(Of(create(), property, property.GetValue(values)));
    }

    private static DbParameter Of(DbParameter parameter, PropertyInfo property, object? value)
    {
        parameter.ParameterName = "@" + property.Name;
        (parameter.DbType, parameter.Value) = value switch
        {
            DateTimeOffset instant => (DbType.DateTime2, instant.UtcDateTime),
            DateOnly day => (DbType.Date, day.ToDateTime(TimeOnly.MinValue)),
            _ => (TypeOf(property), value ?? DBNull.Value),
        };
        // Minus one is (max).
        if (parameter.DbType == DbType.String)
            parameter.Size = value is string { Length: > LongestSizedText } ? -1 : LongestSizedText;
        else if (parameter.DbType == DbType.Binary)
            parameter.Size = -1;
        return parameter;
    }

    private static DbType TypeOf(PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type == typeof(string) ? DbType.String
            : type == typeof(byte[]) ? DbType.Binary
            : type == typeof(int) ? DbType.Int32
            : type == typeof(long) ? DbType.Int64
            : type == typeof(bool) ? DbType.Boolean
            : type == typeof(DateTimeOffset) ? DbType.DateTime2
            : type == typeof(DateOnly) ? DbType.Date
            : throw new InvalidOperationException($"No column type is known for the parameter {property.Name} of type {type.Name}.");
    }
}
