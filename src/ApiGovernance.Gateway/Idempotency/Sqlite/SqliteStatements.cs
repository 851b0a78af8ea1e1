namespace ApiGovernance.Gateway.Idempotency.Sqlite;

/// <summary>The store's SQL. Times are milliseconds since 1970 by the gateway's clock.</summary>
internal static class SqliteStatements
{
    public const int Version = 1;

    public const string Create = """
        CREATE TABLE IF NOT EXISTS idempotency (
          id TEXT NOT NULL PRIMARY KEY,
          consumer TEXT NOT NULL, api TEXT NOT NULL, version TEXT NOT NULL, operation TEXT NOT NULL, key TEXT NOT NULL,
          state INTEGER NOT NULL, fingerprint TEXT NOT NULL, fence TEXT NOT NULL, node TEXT NOT NULL, instance TEXT NOT NULL,
          claimed_at INTEGER NOT NULL, lease_until INTEGER NOT NULL, expires_at INTEGER NOT NULL,
          status INTEGER, headers TEXT, body BLOB, reason TEXT, resolved_by TEXT);
        CREATE INDEX IF NOT EXISTS idempotency_expiry ON idempotency (expires_at);
        CREATE INDEX IF NOT EXISTS idempotency_open ON idempotency (claimed_at) WHERE state IN (0, 2);
        """;

    private const string Columns =
        "id, consumer, api, version, operation, key, state, fingerprint, fence, node, claimed_at, lease_until, expires_at, status, headers, body, reason, resolved_by";

    public const string Read = $"SELECT {Columns} FROM idempotency WHERE id = $id";

    public const string ReadOpen = $"""
        SELECT {Columns} FROM idempotency INDEXED BY idempotency_open
        WHERE state IN (0, 2) AND expires_at > $now ORDER BY claimed_at, id LIMIT $most
        """;

    public const string Claim = """
        INSERT OR REPLACE INTO idempotency
          (id, consumer, api, version, operation, key, state, fingerprint, fence, node, instance, claimed_at, lease_until, expires_at)
        VALUES ($id, $consumer, $api, $version, $operation, $key, 0, $fingerprint, $fence, $node, $instance, $now, $lease, $expires)
        """;

    public const string Complete = """
        UPDATE idempotency SET state = 1, status = $status, headers = $headers, body = $body, reason = NULL, expires_at = $expires
        WHERE id = $id AND fence = $fence AND state IN (0, 2)
        """;

    public const string Release = "DELETE FROM idempotency WHERE id = $id AND fence = $fence AND state = 0";

    public const string Lose = "UPDATE idempotency SET state = 2, reason = $reason, expires_at = $expires WHERE id = $id AND fence = $fence AND state = 0";

    public const string Resolve = """
        UPDATE idempotency SET state = $state, reason = $reason, resolved_by = $by, expires_at = $expires
        WHERE id = $id AND fence = $fence AND (state = 2 OR (state = 0 AND lease_until <= $now))
        """;

    public const string Free = "DELETE FROM idempotency WHERE id = $id AND fence = $fence AND (state = 2 OR (state = 0 AND lease_until <= $now))";

    /// <summary>An earlier life of this gateway had these calls; it has no part in what becomes of them.</summary>
    public const string Recover = """
        UPDATE idempotency SET state = 2, reason = 'the gateway was restarted while the call was under way'
        WHERE state = 0 AND node = $node AND instance <> $instance
        """;

    public const string RemoveExpired = "DELETE FROM idempotency WHERE id IN (SELECT id FROM idempotency WHERE expires_at <= $now LIMIT $most)";
}
