using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Consumers;

/// <summary>Subscriptions as they are listed: those that were asked for, and those that only a consumer's descriptor has.</summary>
internal static class SubscriptionViews
{
    public const string Declared = "declared";
    public const string Requested = "requested";

    public static readonly string[] States = [Declared, Requested, "approved", "rejected", "revoked"];

    public static IEnumerable<SubscriptionSummary> Of(CatalogState state)
    {
        HashSet<string> recorded = new(StringComparer.Ordinal);
        foreach (SubscriptionDescriptor subscription in state.Of<SubscriptionDescriptor>())
        {
            recorded.Add(subscription.Name);
            yield return Of(state, subscription);
        }

        foreach (ConsumerDescriptor consumer in state.Of<ConsumerDescriptor>())
        {
            foreach (string api in consumer.Spec.Subscriptions.Select(subscription => subscription.Api).Distinct(StringComparer.Ordinal))
            {
                string name = SubscriptionDescriptor.NameOf(consumer.Name, api);
                if (!recorded.Contains(name))
                    yield return new SubscriptionSummary(name, consumer.Name, api, Declared) { Owner = OwnerOf(state, api), Declared = DeclaredBy(consumer, api) };
            }
        }
    }

    public static SubscriptionSummary Of(CatalogState state, SubscriptionDescriptor subscription)
    {
        SubscriptionSpec spec = subscription.Spec;
        return new SubscriptionSummary(subscription.Name, spec.Consumer, spec.Api, StateOf(spec))
        {
            Owner = OwnerOf(state, spec.Api),
            Declared = state.Find("Consumer", spec.Consumer)?.Descriptor is ConsumerDescriptor consumer ? DeclaredBy(consumer, spec.Api) : null,
            Granted = Scope(spec.Granted),
            Requested = Scope(spec.Requested),
            Reason = spec.Reason,
            RequestedBy = spec.RequestedBy,
            RequestedAt = spec.RequestedAt,
            DecidedBy = spec.DecidedBy,
            DecidedAt = spec.DecidedAt,
        };
    }

    public static string StateOf(SubscriptionSpec spec) => spec.Decision switch
    {
        SubscriptionDecision.Approved => "approved",
        SubscriptionDecision.Rejected => "rejected",
        SubscriptionDecision.Revoked => "revoked",
        // Written in the folder without anybody's decision: what is granted is what counts.
        _ => spec.Requested is null ? "approved" : Requested,
    };

    private static string? OwnerOf(CatalogState state, string api) => state.FindApi(api)?.Descriptor.Spec.Owner;

    private static SubscriptionScope? DeclaredBy(ConsumerDescriptor consumer, string api)
    {
        ConsumerSubscription[] same = [.. consumer.Spec.Subscriptions.Where(subscription => subscription.Api == api)];
        return same.Length == 0 ? null : new SubscriptionScope(
            same.Any(subscription => subscription.Versions.Count == 0) ? [] : [.. same.SelectMany(subscription => subscription.Versions).Distinct()],
            [.. same.SelectMany(subscription => subscription.Scopes).Distinct()]);
    }

    private static SubscriptionScope? Scope(SubscriptionTerms? terms) => terms is null ? null : new SubscriptionScope(terms.Versions, terms.Scopes);
}
