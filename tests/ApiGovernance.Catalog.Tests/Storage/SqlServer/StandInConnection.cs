using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using ApiGovernance.Catalog.Storage;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Tests.Storage.SqlServer;

/// <summary>A SQLite connection that takes the SQL Server provider's statements, and remembers which came with which parameters.</summary>
internal sealed class StandInConnection(SqliteConnection inner) : DbConnection
{
    private static readonly ConcurrentDictionary<string, string> Rendered = new(StringComparer.Ordinal);

    /// <summary>By text: the parameters that it came with, with their types.</summary>
    public static ConcurrentDictionary<string, IReadOnlyDictionary<string, DbType>> Seen { get; } = new(StringComparer.Ordinal);

    [AllowNull]
    public override string ConnectionString
    {
        get => inner.ConnectionString;
        set => inner.ConnectionString = value;
    }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);

    public override void Close() => inner.Close();

    public override void Open() => inner.Open();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
    {
        isolationLevel.ShouldBeOneOf(IsolationLevel.Snapshot, IsolationLevel.ReadCommitted);
        return inner.BeginTransaction(deferred: isolationLevel == IsolationLevel.Snapshot);
    }

    protected override DbCommand CreateDbCommand() => new Command(this, inner.CreateCommand());

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private static string Render(string text) => text switch
    {
        // What only a server has.
        _ when text.Contains("sp_getapplock", StringComparison.Ordinal) => "SELECT 0;",
        _ when text.Contains("snapshot_isolation_state", StringComparison.Ordinal) => "SELECT 1;",
        _ => Rendered.GetOrAdd(text, SqliteRendering.Of),
    };

    private sealed class Command(StandInConnection connection, SqliteCommand command) : DbCommand
    {
        private string _text = "";

        [AllowNull]
        public override string CommandText
        {
            get => _text;
            set => _text = value ?? "";
        }

        public override int CommandTimeout { get; set; } = 30;

        public override CommandType CommandType { get; set; } = CommandType.Text;

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; } = connection;

        protected override DbParameterCollection DbParameterCollection => command.Parameters;

        protected override DbTransaction? DbTransaction
        {
            get => command.Transaction;
            set => command.Transaction = (SqliteTransaction?)value;
        }

        public override void Cancel() => command.Cancel();

        public override int ExecuteNonQuery() => Run(ready => ready.ExecuteNonQuery());

        public override object? ExecuteScalar() => Run(ready => ready.ExecuteScalar());

        public override void Prepare() => command.Prepare();

        protected override DbParameter CreateDbParameter() => command.CreateParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Run(ready => ready.ExecuteReader(behavior));

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                command.Dispose();
            base.Dispose(disposing);
        }

        private T Run<T>(Func<SqliteCommand, T> run)
        {
            Seen[_text] = command.Parameters.Cast<DbParameter>().ToDictionary(parameter => parameter.ParameterName, parameter => parameter.DbType);
            command.CommandText = Render(_text);
            // A size is the server's concern; SQLite would cut the value.
            SqliteParameter[] unsized = [.. command.Parameters.Cast<SqliteParameter>().Select(given => new SqliteParameter(given.ParameterName, given.Value))];
            command.Parameters.Clear();
            command.Parameters.AddRange(unsized);
            try
            {
                return run(command);
            }
            catch (SqliteException error)
            {
                throw new CatalogStorageException("stand-in", error.Message, "See the statement.", error);
            }
        }
    }
}
