using Microsoft.Data.Sqlite;

namespace ApiGovernance.Gateway.Idempotency.Sqlite;

/// <summary>From a row to a record.</summary>
internal static class SqliteRecords
{
    /// <summary>As it is written; see <see cref="ClaimRules.StateAt"/> for what it means now.</summary>
    public static IdempotencyRecord Read(SqliteDataReader row) => new()
    {
        Id = row.GetString(0),
        Key = new IdempotencyKey(row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5)),
        State = (IdempotencyState)row.GetInt32(6),
        Fingerprint = row.GetString(7),
        Fence = row.GetString(8),
        Node = row.GetString(9),
        ClaimedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(10)),
        LeaseUntil = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(11)),
        ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(12)),
        Response = row.IsDBNull(13) ? null : new StoredResponse(row.GetInt32(13), row.GetString(14), row.IsDBNull(15) ? null : row.GetFieldValue<byte[]>(15)),
        Reason = row.IsDBNull(16) ? null : row.GetString(16),
        ResolvedBy = row.IsDBNull(17) ? null : row.GetString(17),
    };
}
