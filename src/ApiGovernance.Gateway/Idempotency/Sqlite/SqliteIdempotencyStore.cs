using Microsoft.Data.Sqlite;

namespace ApiGovernance.Gateway.Idempotency.Sqlite;

/// <summary>
/// Keys in one SQLite file (WAL, synchronous=FULL): what was answered is on disk. For one gateway; the file must be on a local disk.
/// </summary>
internal sealed class SqliteIdempotencyStore(string path, TimeProvider clock) : IIdempotencyStore
{
    private SqliteWriter? writer;

    public string Place => path;

    public async Task OpenAsync(GatewayRun? run, CancellationToken cancellationToken)
    {
        SqliteConnection connection;
        try
        {
            connection = SqliteFile.Open(path, mayCreate: run is not null);
        }
        catch (SqliteException error)
        {
            throw SqliteFailure.Describe(path, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IdempotencyStoreException(path, $"its folder cannot be made: {error.Message}", "Give a folder that this user may write.", error);
        }

        writer = new SqliteWriter(connection, path);
        if (run is not null)
            await ExecuteAsync(SqliteStatements.Recover, ("$node", run.Node), ("$instance", run.Instance)).ConfigureAwait(false);
    }

    public Task<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) => Writer.WriteAsync(session =>
    {
        DateTimeOffset now = clock.GetUtcNow();
        IdempotencyRecord? existing;
        using (SqliteDataReader row = session.Command(SqliteStatements.Read, ("$id", request.Id)).ExecuteReader())
            existing = row.Read() ? SqliteRecords.Read(row) : null;

        ClaimOutcome outcome = ClaimRules.Decide(existing, request, now);
        if (outcome != ClaimOutcome.Claimed)
            return new ClaimResult(outcome, Now(existing!, now), now);
        session.Command(
            SqliteStatements.Claim, ("$id", request.Id), ("$consumer", request.Key.Consumer), ("$api", request.Key.Api),
            ("$version", request.Key.Version), ("$operation", request.Key.Operation), ("$key", request.Key.Key), ("$fingerprint", request.Fingerprint),
            ("$fence", request.Fence), ("$node", request.Run.Node), ("$instance", request.Run.Instance), ("$now", Milliseconds(now)),
            ("$lease", Milliseconds(now + request.Lease)), ("$expires", Milliseconds(now + request.Lease + request.KeepUnknown))).ExecuteNonQuery();
        return new ClaimResult(ClaimOutcome.Claimed, null, now);
    });

    public Task<bool> CompleteAsync(string id, string fence, StoredResponse response, TimeSpan keep, CancellationToken cancellationToken) => ChangeAsync(
        SqliteStatements.Complete, ("$id", id), ("$fence", fence), ("$status", response.Status), ("$headers", response.Headers), ("$body", response.Body), Until(keep));

    public Task<bool> ReleaseAsync(string id, string fence, CancellationToken cancellationToken) =>
        ChangeAsync(SqliteStatements.Release, ("$id", id), ("$fence", fence));

    public Task<bool> LoseAsync(string id, string fence, string reason, TimeSpan keep, CancellationToken cancellationToken) =>
        ChangeAsync(SqliteStatements.Lose, ("$id", id), ("$fence", fence), ("$reason", reason), Until(keep));

    public Task<IReadOnlyList<IdempotencyRecord>> ListOpenAsync(int most, CancellationToken cancellationToken) => Writer.WriteAsync<IReadOnlyList<IdempotencyRecord>>(session =>
    {
        DateTimeOffset now = clock.GetUtcNow();
        using SqliteDataReader row = session.Command(SqliteStatements.ReadOpen, ("$now", Milliseconds(now)), ("$most", most)).ExecuteReader();
        List<IdempotencyRecord> open = [];
        while (row.Read())
            open.Add(Now(SqliteRecords.Read(row), now));
        return open;
    });

    public Task<bool> ResolveAsync(string id, string fence, Resolution resolution, TimeSpan keep, CancellationToken cancellationToken)
    {
        (string, object?) now = ("$now", Milliseconds(clock.GetUtcNow()));
        return resolution.Outcome is { } outcome
            ? ChangeAsync(SqliteStatements.Resolve, ("$id", id), ("$fence", fence), now, ("$state", (int)outcome), ("$reason", resolution.Note), ("$by", resolution.By), Until(keep))
            : ChangeAsync(SqliteStatements.Free, ("$id", id), ("$fence", fence), now);
    }

    public Task<int> RemoveExpiredAsync(int most, CancellationToken cancellationToken) =>
        ExecuteAsync(SqliteStatements.RemoveExpired, ("$now", Milliseconds(clock.GetUtcNow())), ("$most", most));

    public ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref writer, null)?.Dispose();
        return ValueTask.CompletedTask;
    }

    private SqliteWriter Writer => writer ?? throw new IdempotencyStoreException(path, "the file is not open.", "The gateway is starting or stopping.");

    private async Task<bool> ChangeAsync(string statement, params (string Name, object? Value)[] values) =>
        await ExecuteAsync(statement, values).ConfigureAwait(false) > 0;

    private Task<int> ExecuteAsync(string statement, params (string Name, object? Value)[] values) =>
        Writer.WriteAsync(session => session.Command(statement, values).ExecuteNonQuery());

    private (string, object?) Until(TimeSpan keep) => ("$expires", Milliseconds(clock.GetUtcNow() + keep));

    private static IdempotencyRecord Now(IdempotencyRecord record, DateTimeOffset now) =>
        record with { State = ClaimRules.StateAt(record.State, record.LeaseUntil, now) };

    private static long Milliseconds(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds();
}
