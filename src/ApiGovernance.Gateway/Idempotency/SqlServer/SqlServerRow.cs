namespace ApiGovernance.Gateway.Idempotency.SqlServer;

/// <summary>A row as Dapper fills it.</summary>
internal sealed class SqlServerRow
{
    public string Id { get; set; } = "";

    public string Consumer { get; set; } = "";

    public string Api { get; set; } = "";

    public string Version { get; set; } = "";

    public string Operation { get; set; } = "";

    public string Key { get; set; } = "";

    public int State { get; set; }

    public string Fingerprint { get; set; } = "";

    public string Fence { get; set; } = "";

    public string Node { get; set; } = "";

    public DateTime ClaimedAt { get; set; }

    public DateTime LeaseUntil { get; set; }

    public DateTime ExpiresAt { get; set; }

    public int? Status { get; set; }

    public string? Headers { get; set; }

    public byte[]? Body { get; set; }

    public string? Reason { get; set; }

    public string? ResolvedBy { get; set; }

    /// <summary>As it is written; see <see cref="ClaimRules.StateAt"/> for what it means now.</summary>
    public IdempotencyRecord ToRecord() => new()
    {
        Id = Id,
        Key = new IdempotencyKey(Consumer, Api, Version, Operation, Key),
        State = (IdempotencyState)State,
        Fingerprint = Fingerprint,
        Fence = Fence,
        Node = Node,
        ClaimedAt = Utc(ClaimedAt),
        LeaseUntil = Utc(LeaseUntil),
        ExpiresAt = Utc(ExpiresAt),
        Response = Status is { } status ? new StoredResponse(status, Headers ?? "{}", Body) : null,
        Reason = Reason,
        ResolvedBy = ResolvedBy,
    };

    public static DateTimeOffset Utc(DateTime moment) => new(DateTime.SpecifyKind(moment, DateTimeKind.Utc));
}
