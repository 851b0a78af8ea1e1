namespace ApiGovernance.Gateway.Idempotency.SqlServer;

/// <summary>
/// All T-SQL of the store; a test has SQL Server's own parser read each. Leases and ends are by the server's clock, so gateways need
/// not agree on the time.
/// </summary>
internal static class SqlServerStatements
{
    public const string Create = """
        IF OBJECT_ID(N'dbo.apigov_idempotency', N'U') IS NULL
        BEGIN
          CREATE TABLE dbo.apigov_idempotency (
            id char(64) NOT NULL CONSTRAINT apigov_idempotency_pk PRIMARY KEY CLUSTERED,
            consumer nvarchar(200) NOT NULL, api nvarchar(200) NOT NULL, version nvarchar(50) NOT NULL,
            operation nvarchar(1100) NOT NULL, [key] nvarchar(400) NOT NULL,
            state int NOT NULL, fingerprint char(64) NOT NULL, fence char(32) NOT NULL, node nvarchar(200) NOT NULL, instance char(32) NOT NULL,
            claimed_at datetime2(3) NOT NULL, lease_until datetime2(3) NOT NULL, expires_at datetime2(3) NOT NULL,
            status int NULL, headers nvarchar(max) NULL, body varbinary(max) NULL, reason nvarchar(2000) NULL, resolved_by nvarchar(200) NULL);
          CREATE INDEX apigov_idempotency_expiry ON dbo.apigov_idempotency (expires_at);
          CREATE INDEX apigov_idempotency_open ON dbo.apigov_idempotency (claimed_at) WHERE state IN (0, 2);
        END
        """;

    /// <summary>Two gateways that come at once would both find no table.</summary>
    public const string LockCreation =
        "EXEC sp_getapplock @Resource = N'apigov_idempotency', @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = 10000";

    public const string Now = "SELECT SYSUTCDATETIME()";

    private const string Columns =
        "id AS Id, consumer AS Consumer, api AS Api, version AS Version, operation AS Operation, [key] AS [Key], state AS State, fingerprint AS Fingerprint, "
        + "fence AS Fence, node AS Node, claimed_at AS ClaimedAt, lease_until AS LeaseUntil, expires_at AS ExpiresAt, status AS Status, headers AS Headers, "
        + "body AS Body, reason AS Reason, resolved_by AS ResolvedBy";

    /// <summary>Keeps the key, there or not, from everybody else until the transaction ends.</summary>
    public const string ReadForClaim = $"SELECT {Columns} FROM dbo.apigov_idempotency WITH (UPDLOCK, HOLDLOCK) WHERE id = @Id";

    public const string ReadOpen = $"""
        SELECT TOP (@Most) {Columns} FROM dbo.apigov_idempotency
        WHERE state IN (0, 2) AND expires_at > SYSUTCDATETIME() ORDER BY claimed_at, id
        """;

    public const string Delete = "DELETE FROM dbo.apigov_idempotency WHERE id = @Id";

    public const string Claim = """
        INSERT INTO dbo.apigov_idempotency
          (id, consumer, api, version, operation, [key], state, fingerprint, fence, node, instance, claimed_at, lease_until, expires_at)
        VALUES (@Id, @Consumer, @Api, @Version, @Operation, @Key, 0, @Fingerprint, @Fence, @Node, @Instance, @Now,
          DATEADD(millisecond, @Lease, @Now), DATEADD(second, @Keep, DATEADD(millisecond, @Lease, @Now)))
        """;

    public const string Complete = """
        UPDATE dbo.apigov_idempotency
        SET state = 1, status = @Status, headers = @Headers, body = @Body, reason = NULL, expires_at = DATEADD(second, @Keep, SYSUTCDATETIME())
        WHERE id = @Id AND fence = @Fence AND state IN (0, 2)
        """;

    public const string Release = "DELETE FROM dbo.apigov_idempotency WHERE id = @Id AND fence = @Fence AND state = 0";

    public const string Lose = """
        UPDATE dbo.apigov_idempotency SET state = 2, reason = @Reason, expires_at = DATEADD(second, @Keep, SYSUTCDATETIME())
        WHERE id = @Id AND fence = @Fence AND state = 0
        """;

    public const string Resolve = """
        UPDATE dbo.apigov_idempotency
        SET state = @State, reason = @Reason, resolved_by = @By, expires_at = DATEADD(second, @Keep, SYSUTCDATETIME())
        WHERE id = @Id AND fence = @Fence AND (state = 2 OR (state = 0 AND lease_until <= SYSUTCDATETIME()))
        """;

    public const string Free = """
        DELETE FROM dbo.apigov_idempotency
        WHERE id = @Id AND fence = @Fence AND (state = 2 OR (state = 0 AND lease_until <= SYSUTCDATETIME()))
        """;

    public const string Recover = """
        UPDATE dbo.apigov_idempotency SET state = 2, reason = N'the gateway was restarted while the call was under way'
        WHERE state = 0 AND node = @Node AND instance <> @Instance
        """;

    public const string RemoveExpired = "DELETE TOP (@Most) FROM dbo.apigov_idempotency WHERE expires_at <= SYSUTCDATETIME()";

    /// <summary>Everything that is ever sent.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Create, LockCreation, Now, ReadForClaim, ReadOpen, Delete, Claim, Complete, Release, Lose, Resolve, Free, Recover, RemoveExpired];
}
