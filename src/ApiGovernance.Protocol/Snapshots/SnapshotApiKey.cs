namespace ApiGovernance.Protocol.Snapshots;

/// <summary>How a gateway knows a consumer's API key without having it.</summary>
/// <param name="Hash">HMAC-SHA-256 of the key with the salt as its key.</param>
public sealed record SnapshotApiKey(string Id, byte[] Salt, byte[] Hash)
{
    /// <summary>From then on it is not taken; null for no end.</summary>
    public DateTimeOffset? Expires { get; init; }
}
