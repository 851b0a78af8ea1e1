using System.Collections.Frozen;
using ApiGovernance.Gateway.Authorization;
using ApiGovernance.Protocol.Keys;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// The API keys of a snapshot, found by their public id. A key is proven by one HMAC, about a microsecond: remembering proven keys would
/// save next to nothing and keep secrets in memory.
/// </summary>
internal sealed class ApiKeys
{
    // An unknown id costs the same work as a known one, so that the time taken does not tell which ids exist.
    private static readonly SnapshotApiKey Decoy = new("", new byte[ApiKey.SaltBytes], new byte[ApiKey.HashBytes]);

    private readonly FrozenDictionary<string, Entry> byId;
    private readonly TimeProvider clock;

    /// <exception cref="ArgumentException">Two keys have one id.</exception>
    public ApiKeys(IEnumerable<SnapshotConsumer> consumers, Func<string, ConsumerModel> model, TimeProvider clock)
    {
        this.clock = clock;
        Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
        foreach (SnapshotConsumer consumer in consumers.Where(consumer => consumer.Keys.Count > 0))
        {
            foreach (SnapshotApiKey key in consumer.Keys)
            {
                TokenIdentity identity = new("api-key", key.Id, [], key.Expires ?? DateTimeOffset.MaxValue) { Proof = CallerProof.Key };
                entries.Add(key.Id, new Entry(key, identity, model(consumer.Name)));
            }
        }

        byId = entries.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <returns>Whose key it is; null for a key that is unknown, wrong or past its end.</returns>
    public (TokenIdentity Identity, ConsumerModel Consumer)? Find(string key)
    {
        if (ApiKey.IdOf(key) is not { } id)
            return null;
        bool known = byId.TryGetValue(id, out Entry? entry);
        SnapshotApiKey expected = entry?.Key ?? Decoy;
        bool proven = ApiKey.Verify(key, expected.Salt, expected.Hash);
        return known && proven && clock.GetUtcNow() < entry!.Identity.Expires ? (entry.Identity, entry.Consumer) : null;
    }

    private sealed record Entry(SnapshotApiKey Key, TokenIdentity Identity, ConsumerModel Consumer);
}
