using Dapper;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Catalog.Storage.Sqlite;

/// <summary>
/// One SQLite file: a single writer whose commits are on disk when they return (WAL, synchronous=FULL), and readers beside it.
/// Without pooling, because a pooled connection keeps the pragmas of whoever had it before.
/// </summary>
internal sealed class SqliteDatabase(string path) : IAsyncDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private bool _isDisposed;
    private SqliteConnection? _writer;

    public string Path => path;

    /// <exception cref="CatalogStorageException"/>
    public async Task OpenAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CatalogStorageException(path, $"the data folder cannot be made: {error.Message}.", "Give a folder that this user may write.", error);
        }

        await GuardAsync(async () =>
        {
            _writer = await ConnectAsync(SqliteOpenMode.ReadWriteCreate, cancellationToken);
            // The file is read here for the first time: what is no database is found out now, before anything is written to it.
            string check = await _writer.ExecuteScalarAsync<string>("PRAGMA quick_check(1)") ?? "no answer";
            if (check != "ok")
                throw SqliteFailure.Corrupt(path, check);
            string mode = await _writer.ExecuteScalarAsync<string>("PRAGMA journal_mode = WAL") ?? "";
            if (mode != "wal")
            {
                throw new CatalogStorageException(
                    path, $"the journal mode is '{mode}' and cannot be 'wal' here.", "Put the data folder on a local disk: network file systems cannot hold it.");
            }

            SqliteMigrations.Apply(_writer, path, SqliteMigrations.Embedded(), clock);
            return true;
        });
    }

    /// <summary>Runs <paramref name="work"/> in a transaction of its own; an exception undoes all of it.</summary>
    public async Task WriteAsync(Func<SqliteConnection, SqliteTransaction, Task> work, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await GuardAsync(async () =>
            {
                SqliteConnection writer = _writer ?? throw new InvalidOperationException("The database was not opened.");
                // Immediate: a second writer is met at the beginning, not in the middle.
                await using SqliteTransaction transaction = writer.BeginTransaction(deferred: false);
                await work(writer, transaction);
                await transaction.CommitAsync(cancellationToken);
                return true;
            });
        }
        finally
        {
            _writing.Release();
        }
    }

    public Task<T> ReadAsync<T>(Func<SqliteConnection, Task<T>> work, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        await using SqliteConnection reader = await ConnectAsync(SqliteOpenMode.ReadOnly, cancellationToken);
        return await work(reader);
    });

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        // What is being written is written to its end.
        await _writing.WaitAsync();
        if (_writer is not null)
            await _writer.DisposeAsync();
        _writer = null;
        _writing.Dispose();
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (SqliteException error)
        {
            throw SqliteFailure.Describe(path, error);
        }
    }

    private async Task<SqliteConnection> ConnectAsync(SqliteOpenMode mode, CancellationToken cancellationToken)
    {
        SqliteConnectionStringBuilder settings = new() { DataSource = path, Mode = mode, Pooling = false, ForeignKeys = true, DefaultTimeout = 5 };
        SqliteConnection connection = new(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await connection.ExecuteAsync("PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL;");
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
