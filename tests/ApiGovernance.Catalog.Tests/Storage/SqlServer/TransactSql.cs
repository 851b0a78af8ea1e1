using ApiGovernance.Catalog.Storage.SqlServer;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ApiGovernance.Catalog.Tests.Storage.SqlServer;

/// <summary>T-SQL as SQL Server's own parser reads it.</summary>
internal static class TransactSql
{
    /// <summary>The product's statements, and the batches of its migrations.</summary>
    public static IReadOnlyList<SqlServerStatement> Everything { get; } =
        [.. SqlServerStatement.All, .. SqlServerMigrations.Embedded().SelectMany(SqlServerStatement.BatchesOf)];

    public static TSqlScript Parse(string text, out IList<ParseError> errors)
    {
        // The oldest version that is supported.
        TSql150Parser parser = new(initialQuotedIdentifiers: true);
        using StringReader reader = new(text);
        return (TSqlScript)parser.Parse(reader, out errors);
    }

    public static TSqlScript Parse(string text)
    {
        TSqlScript script = Parse(text, out IList<ParseError> errors);
        errors.ShouldBeEmpty(text);
        return script;
    }

    public static IReadOnlyList<T> All<T>(TSqlFragment fragment)
        where T : TSqlFragment
    {
        Collector<T> collector = new();
        fragment.Accept(collector);
        return collector.Found;
    }

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
