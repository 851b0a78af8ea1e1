using System.Collections.Frozen;
using ApiGovernance.Gateway.Snapshots;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Routing.Canary;

/// <summary>Whose calls of a version go to another back end.</summary>
/// <param name="target">The version on that back end.</param>
internal sealed class CanaryModel(VersionCanary canary, ServedVersion target)
{
    private readonly ulong seed = StickyBucket.Seed($"{target.Part.Api}/{target.Part.Version}");
    private readonly int buckets = canary.Weight * (StickyBucket.Count / 100);
    private readonly FrozenSet<string> consumers = canary.Consumers.ToFrozenSet(StringComparer.Ordinal);

    public ServedVersion Target { get; } = target;

    /// <summary>A consumer is known by its name; an anonymous caller by the address of its connection.</summary>
    public bool Takes(Exchange exchange)
    {
        if (exchange.Consumer is { } consumer)
            return consumers.Contains(consumer.Name) || (buckets > 0 && StickyBucket.Of(seed, consumer.Name) < buckets);
        return buckets > 0 && exchange.Context.Connection.RemoteIpAddress is { } address && StickyBucket.Of(seed, address) < buckets;
    }
}
