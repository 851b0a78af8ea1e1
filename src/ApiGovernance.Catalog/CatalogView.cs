using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Consumers;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog;

/// <summary>What is registered now, for others in this process. Each call gives the state of its moment.</summary>
public sealed class CatalogView
{
    private readonly CatalogRegistry _registry;
    private readonly TimeProvider _clock;

    internal CatalogView(CatalogRegistry registry, TimeProvider clock) => (_registry, _clock) = (registry, clock);

    /// <summary>By name, with all that they may call.</summary>
    public IReadOnlyList<ConsumerDescriptor> Consumers => [.. EffectiveSubscriptions.Of(_registry.Current)];

    /// <summary>The consumer's keys that are taken now, as they are kept.</summary>
    public IReadOnlyList<ConsumerKey> KeysOf(string consumer)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        return
        [
            .. _registry.Current.Secrets.Where(key => key.Consumer == consumer && key.Revoked is null && !(key.Expires <= now))
                .Select(key => new ConsumerKey(key.Salt, key.Hash)),
        ];
    }

    /// <summary>By name, with their versions as they are now.</summary>
    public IReadOnlyList<ApiDescriptor> Apis => [.. _registry.Current.Apis.Select(api => api.Whole)];
}

/// <summary>How a key is kept.</summary>
/// <param name="Hash">HMAC-SHA-256 of the key with the salt as its key.</param>
public sealed record ConsumerKey(byte[] Salt, byte[] Hash);
