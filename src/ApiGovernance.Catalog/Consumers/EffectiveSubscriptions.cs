using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Consumers;

/// <summary>What consumers may call: what their descriptors say, and what owners have granted them.</summary>
internal static class EffectiveSubscriptions
{
    /// <summary>The consumers, each with all its subscriptions: one for each API, in the APIs' order when any was granted.</summary>
    public static IEnumerable<ConsumerDescriptor> Of(CatalogState state)
    {
        ILookup<string, ConsumerSubscription> granted = state.Of<SubscriptionDescriptor>()
            .Where(subscription => subscription.Spec.Granted is not null)
            .ToLookup(
                subscription => subscription.Spec.Consumer,
                subscription => new ConsumerSubscription(subscription.Spec.Api, subscription.Spec.Granted!.Versions, subscription.Spec.Granted.Scopes),
                StringComparer.Ordinal);
        return state.Of<ConsumerDescriptor>().Select(consumer => granted.Contains(consumer.Name)
            ? consumer with { Spec = consumer.Spec with { Subscriptions = Merge([.. consumer.Spec.Subscriptions, .. granted[consumer.Name]]) } }
            : consumer);
    }

    private static IReadOnlyList<ConsumerSubscription> Merge(IReadOnlyList<ConsumerSubscription> all) =>
    [
        .. all.GroupBy(subscription => subscription.Api, StringComparer.Ordinal)
            .OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => new ConsumerSubscription(
                same.Key,
                // Without versions a subscription is for all of them.
                same.Any(subscription => subscription.Versions.Count == 0) ? [] : Sorted(same.SelectMany(subscription => subscription.Versions)),
                Sorted(same.SelectMany(subscription => subscription.Scopes)))),
    ];

    private static string[] Sorted(IEnumerable<string> texts) => [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
