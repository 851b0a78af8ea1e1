using System.Data;
using System.Globalization;
using Dapper;
using Microsoft.Data.SqlClient;

namespace ApiGovernance.Gateway.Idempotency.SqlServer;

/// <summary>Keys in a SQL Server database that gateways share; one table, which is made when it is lacking.</summary>
internal sealed class SqlServerIdempotencyStore(string connectionString) : IIdempotencyStore
{
    private const int Attempts = 3;

    public string Place => "SQL Server";

    public async Task OpenAsync(GatewayRun? run, CancellationToken cancellationToken)
    {
        LetDriverRun();
        await RunAsync(
            async (connection, transaction) =>
            {
                if (run is null)
                    return 0;
                await connection.ExecuteAsync(SqlServerStatements.LockCreation, transaction: transaction).ConfigureAwait(false);
                await connection.ExecuteAsync(SqlServerStatements.Create, transaction: transaction).ConfigureAwait(false);
                return await connection.ExecuteAsync(SqlServerStatements.Recover, Values(("@Node", run.Node), ("@Instance", run.Instance)), transaction).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public Task<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) => RunAsync(
        async (connection, transaction) =>
        {
            SqlServerRow? row = await connection.QueryFirstOrDefaultAsync<SqlServerRow>(
                SqlServerStatements.ReadForClaim, Values(("@Id", request.Id)), transaction).ConfigureAwait(false);
            // After the lock was waited for: the lease of the one before may have ended meanwhile.
            DateTime time = await connection.ExecuteScalarAsync<DateTime>(SqlServerStatements.Now, transaction: transaction).ConfigureAwait(false);
            DateTimeOffset now = SqlServerRow.Utc(time);
            IdempotencyRecord? existing = row?.ToRecord();
            ClaimOutcome outcome = ClaimRules.Decide(existing, request, now);
            if (outcome != ClaimOutcome.Claimed)
                return new ClaimResult(outcome, Now(existing!, now), now);
            if (existing is not null)
                await connection.ExecuteAsync(SqlServerStatements.Delete, Values(("@Id", request.Id)), transaction).ConfigureAwait(false);
            IdempotencyKey key = request.Key;
            await connection.ExecuteAsync(
                SqlServerStatements.Claim,
                Values(
                    ("@Id", request.Id), ("@Consumer", key.Consumer), ("@Api", key.Api), ("@Version", key.Version), ("@Operation", key.Operation), ("@Key", key.Key),
                    ("@Fingerprint", request.Fingerprint), ("@Fence", request.Fence), ("@Node", request.Run.Node), ("@Instance", request.Run.Instance),
                    ("@Now", time), ("@Lease", (int)request.Lease.TotalMilliseconds), ("@Keep", Seconds(request.KeepUnknown))),
                transaction).ConfigureAwait(false);
            return new ClaimResult(ClaimOutcome.Claimed, null, now);
        },
        cancellationToken);

    public Task<bool> CompleteAsync(string id, string fence, StoredResponse response, TimeSpan keep, CancellationToken cancellationToken) => ChangeAsync(
        SqlServerStatements.Complete, cancellationToken, ("@Id", id), ("@Fence", fence), ("@Status", response.Status), ("@Headers", response.Headers),
        ("@Body", response.Body), ("@Keep", Seconds(keep)));

    public Task<bool> ReleaseAsync(string id, string fence, CancellationToken cancellationToken) =>
        ChangeAsync(SqlServerStatements.Release, cancellationToken, ("@Id", id), ("@Fence", fence));

    public Task<bool> LoseAsync(string id, string fence, string reason, TimeSpan keep, CancellationToken cancellationToken) =>
        ChangeAsync(SqlServerStatements.Lose, cancellationToken, ("@Id", id), ("@Fence", fence), ("@Reason", reason), ("@Keep", Seconds(keep)));

    public Task<IReadOnlyList<IdempotencyRecord>> ListOpenAsync(int most, CancellationToken cancellationToken) => RunAsync<IReadOnlyList<IdempotencyRecord>>(
        async (connection, transaction) =>
        {
            DateTimeOffset now = SqlServerRow.Utc(await connection.ExecuteScalarAsync<DateTime>(SqlServerStatements.Now, transaction: transaction).ConfigureAwait(false));
            IEnumerable<SqlServerRow> rows = await connection.QueryAsync<SqlServerRow>(SqlServerStatements.ReadOpen, Values(("@Most", most)), transaction).ConfigureAwait(false);
            return [.. rows.Select(row => Now(row.ToRecord(), now))];
        },
        cancellationToken);

    public Task<bool> ResolveAsync(string id, string fence, Resolution resolution, TimeSpan keep, CancellationToken cancellationToken) => resolution.Outcome is { } outcome
        ? ChangeAsync(
            SqlServerStatements.Resolve, cancellationToken, ("@Id", id), ("@Fence", fence), ("@State", (int)outcome), ("@Reason", resolution.Note ?? ""),
            ("@By", resolution.By), ("@Keep", Seconds(keep)))
        : ChangeAsync(SqlServerStatements.Free, cancellationToken, ("@Id", id), ("@Fence", fence));

    public Task<int> RemoveExpiredAsync(int most, CancellationToken cancellationToken) =>
        RunAsync((connection, transaction) => connection.ExecuteAsync(SqlServerStatements.RemoveExpired, Values(("@Most", most)), transaction), cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<bool> ChangeAsync(string statement, CancellationToken cancellationToken, params (string Name, object? Value)[] values) =>
        await RunAsync((connection, transaction) => connection.ExecuteAsync(statement, Values(values), transaction), cancellationToken).ConfigureAwait(false) > 0;

    /// <summary>What failed for a passing reason before its commit was sent is tried again; a commit is sent once.</summary>
    private async Task<T> RunAsync<T>(Func<SqlConnection, SqlTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            bool isCommitting = false;
            try
            {
                await using SqlConnection connection = new(connectionString);
                await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
                await using SqlTransaction transaction = (SqlTransaction)await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
                T result = await work(connection, transaction).ConfigureAwait(false);
                isCommitting = true;
                await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                return result;
            }
            catch (SqlException error) when (!isCommitting && attempt < Attempts && (error.IsTransient || error.Number is 1205 or 1222))
            {
            }
            catch (Exception error) when (error is SqlException or InvalidOperationException or ArgumentException or PlatformNotSupportedException)
            {
                // What the driver says of a connection string may quote a piece of a password.
                string problem = error is SqlException sql ? $"it reports error {sql.Number}: {sql.Errors[0].Message.ReplaceLineEndings(" ")}" : "no connection can be made.";
                throw new IdempotencyStoreException(Place, problem, "Check the connection string, the server and the user's rights.", error);
            }
        }
    }

    private static DynamicParameters Values(params (string Name, object? Value)[] values)
    {
        DynamicParameters parameters = new();
        foreach (var (name, value) in values)
        {
            (DbType type, int? size) = value switch
            {
                DateTime => (DbType.DateTime2, (int?)null),
                int => (DbType.Int32, null),
                // Ids are compared with char columns: as nvarchar they would keep the index from being used.
                string when name is "@Id" or "@Fence" or "@Fingerprint" or "@Instance" => (DbType.AnsiStringFixedLength, name is "@Id" or "@Fingerprint" ? 64 : 32),
                string text => (DbType.String, text.Length > 4000 ? -1 : 4000),
                _ => (DbType.Binary, -1),
            };
            parameters.Add(name, value, type, size: size);
        }

        return parameters;
    }

    private static IdempotencyRecord Now(IdempotencyRecord record, DateTimeOffset now) =>
        record with { State = ClaimRules.StateAt(record.State, record.LeaseUntil, now) };

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);

    private void LetDriverRun()
    {
        if (CultureInfo.GetCultures(CultureTypes.NeutralCultures).Length < 10)
        {
            throw new IdempotencyStoreException(
                Place, "its driver does not work without culture data (ICU), and this process runs without.",
                "Set the environment variable DOTNET_SYSTEM_GLOBALIZATION_INVARIANT to false, and install ICU where the system has none.");
        }

        // The driver asks the setting that the program was built with, although the environment has overruled it.
        AppContext.SetSwitch("System.Globalization.Invariant", false);
    }
}
