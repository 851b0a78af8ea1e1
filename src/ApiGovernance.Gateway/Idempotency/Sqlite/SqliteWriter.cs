using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace ApiGovernance.Gateway.Idempotency.Sqlite;

/// <summary>
/// One thread with the one connection that writes. Whatever is waiting when it comes round goes into one transaction: one fsync for
/// all of them, and whoever waits hears of it after the commit. The batch finds its own size: the slower the disk, the larger.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int MostInOneTransaction = 256;

    private readonly BlockingCollection<Work> queue = new(boundedCapacity: 4096);
    private readonly SqliteSession session;
    private readonly string place;
    private readonly Thread thread;

    public SqliteWriter(SqliteConnection connection, string place)
    {
        (session, this.place) = (new SqliteSession(connection), place);
        thread = new Thread(Run) { Name = "idempotency writer", IsBackground = true };
        thread.Start();
    }

    /// <exception cref="IdempotencyStoreException">More is waiting than could be written in good time.</exception>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work)
    {
        Work<T> item = new(work);
        try
        {
            if (queue.TryAdd(item))
                return item.Done;
        }
        catch (InvalidOperationException)
        {
            throw new IdempotencyStoreException(place, "the gateway is stopping.", "Send the call again.");
        }

        throw new IdempotencyStoreException(place, "writes come faster than the disk takes them.", "Look for other programs that write to it.");
    }

    /// <summary>Writes what is waiting and ends.</summary>
    public void Dispose()
    {
        queue.CompleteAdding();
        thread.Join();
        queue.Dispose();
        session.Dispose();
    }

    private void Run()
    {
        List<Work> batch = new(MostInOneTransaction);
        foreach (Work first in queue.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < MostInOneTransaction && queue.TryTake(out Work? next))
                batch.Add(next);
            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<Work> batch)
    {
        try
        {
            using SqliteTransaction transaction = session.Begin();
            foreach (Work work in batch)
                work.Run(session);
            transaction.Commit();
        }
#pragma warning disable CA1031 // Whatever it is, the thread goes on and those who wait hear of it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            IdempotencyStoreException told = error is SqliteException sqlite
                ? SqliteFailure.Describe(place, sqlite)
                : new IdempotencyStoreException(place, $"a write failed: {error.Message}", "Nothing of it was written.", error);
            foreach (Work work in batch)
                work.Fail(told);
            return;
        }

        foreach (Work work in batch)
            work.Succeed();
    }

    private abstract class Work
    {
        public abstract void Run(SqliteSession session);

        public abstract void Succeed();

        public abstract void Fail(Exception error);
    }

    private sealed class Work<T>(Func<SqliteSession, T> work) : Work
    {
        // Elsewhere than on the writer's thread: the next transaction does not wait for those who were waiting.
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;

        public Task<T> Done => done.Task;

        public override void Run(SqliteSession session) => result = work(session);

        public override void Succeed() => done.SetResult(result!);

        public override void Fail(Exception error) => done.SetException(error);
    }
}
