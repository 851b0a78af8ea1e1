using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace ApiGovernance.Catalog.Storage.SqlServer;

/// <summary>
/// Transactions on one database: what failed for a passing reason before its commit was sent is tried again; a commit is sent once.
/// </summary>
internal sealed class SqlServerDatabase(string place, Func<DbConnection> connect, TimeProvider clock)
{
    private const int Attempts = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    /// <summary>How messages name the database.</summary>
    public string Place => place;

    /// <summary>One statement, or several that need not be of one moment.</summary>
    public Task<T> ReadAsync<T>(Func<SqlServerSession, Task<T>> work, CancellationToken cancellationToken) => RetryAsync(
        async () =>
        {
            await using DbConnection connection = await OpenAsync(cancellationToken);
            return await work(new SqlServerSession(connection, null, cancellationToken));
        },
        cancellationToken);

    /// <summary>Several statements that all see the same moment, and wait for no writer.</summary>
    public Task<T> ReadMomentAsync<T>(Func<SqlServerSession, Task<T>> work, CancellationToken cancellationToken) => RetryAsync(
        async () =>
        {
            await using DbConnection connection = await OpenAsync(cancellationToken);
            await using DbTransaction transaction = await connection.BeginTransactionAsync(IsolationLevel.Snapshot, cancellationToken);
            T read = await work(new SqlServerSession(connection, transaction, cancellationToken));
            await transaction.CommitAsync(cancellationToken);
            return read;
        },
        cancellationToken);

    /// <summary>Runs <paramref name="work"/> in a transaction of its own, perhaps more than once; an exception undoes all of it.</summary>
    public Task WriteAsync(Func<SqlServerSession, Task> work, CancellationToken cancellationToken) => RetryAsync(
        async () =>
        {
            await using DbConnection connection = await OpenAsync(cancellationToken);
            await using DbTransaction transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
            await work(new SqlServerSession(connection, transaction, cancellationToken));
            try
            {
                // Not cancelled: whoever waits is to know how it ended.
                await transaction.CommitAsync(CancellationToken.None);
            }
            catch (Exception error) when (error is SqlException or InvalidOperationException)
            {
                throw SqlServerFailure.Unknown(place, error);
            }

            return true;
        },
        cancellationToken);

    private async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        DbConnection connection = connect();
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch (Exception error)
        {
            await connection.DisposeAsync();
            // How the driver tells that all connections of the pool are in use.
            if (error is InvalidOperationException)
                throw new CatalogStorageException(place, "no connection became free in time.", "Look for load on the server, or raise Max Pool Size in the connection string.", error);
            throw;
        }
    }

    private async Task<T> RetryAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        TimeSpan pause = FirstPause;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (SqlException) when (cancellationToken.IsCancellationRequested)
            {
                // The driver tells a cancelled command as an error of the server.
                throw new OperationCanceledException(cancellationToken);
            }
            catch (SqlException error)
            {
                if (attempt == Attempts || !SqlServerFailure.Passes(error))
                    throw SqlServerFailure.Describe(place, error);
            }

            await Task.Delay(pause, clock, cancellationToken);
            pause *= 3;
        }
    }
}
