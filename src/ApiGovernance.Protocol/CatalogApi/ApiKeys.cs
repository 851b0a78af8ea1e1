namespace ApiGovernance.Protocol.CatalogApi;

/// <param name="Label">What it is for, e.g. <c>nightly import</c>; 1 to 100 characters.</param>
public sealed record CreateKeyRequest(string Label)
{
    /// <summary>From then on it is not taken; at most five years from now, one year when not given.</summary>
    public DateTimeOffset? Expires { get; init; }
}

/// <param name="OverlapHours">How long the old key is still taken, 0 to 2160 (90 days).</param>
public sealed record RotateKeyRequest(int OverlapHours)
{
    /// <summary>The new key's end; one year from now when not given.</summary>
    public DateTimeOffset? Expires { get; init; }
}

/// <summary>A new key: the only answer that ever holds the key itself.</summary>
/// <param name="Key">What the consumer sends as <c>X-Api-Key</c>.</param>
public sealed record IssuedKey(string Id, string Consumer, string Label, DateTimeOffset Created, string CreatedBy, DateTimeOffset Expires, string Key);

/// <summary>A key as it is listed: everything but the key.</summary>
/// <param name="State"><c>active</c>, <c>expired</c> or <c>revoked</c>.</param>
public sealed record KeyEntry(string Id, string Consumer, string Label, DateTimeOffset Created, string CreatedBy, string State)
{
    public DateTimeOffset? Expires { get; init; }

    public DateTimeOffset? Revoked { get; init; }
}

/// <summary>All keys of a consumer, oldest first: they are few.</summary>
public sealed record KeyList(IReadOnlyList<KeyEntry> Items);
