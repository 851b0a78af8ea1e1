using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Access;

/// <summary>Whose a record is, and who may change it.</summary>
internal static class RecordAccess
{
    /// <summary>The action of changing a record of this kind. A kind that is not here is changed by nobody.</summary>
    public static CatalogAction ActionOf(string kind) => kind switch
    {
        "Api" => CatalogAction.ChangeApi,
        "Team" => CatalogAction.ChangeTeam,
        "Backend" => CatalogAction.ChangeBackend,
        "Plan" => CatalogAction.ChangePlan,
        "CanonicalEntity" => CatalogAction.ChangeEntity,
        "EventContract" => CatalogAction.ChangeEvent,
        "Consumer" => CatalogAction.ChangeConsumer,
        "Waiver" => CatalogAction.Waive,
        "Subscription" => CatalogAction.DecideSubscription,
        "OverlapDecision" => CatalogAction.DecideOverlap,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No action changes records of this kind."),
    };

    /// <summary>The team that owns the record; null when none does.</summary>
    public static string? OwnerOf(Descriptor descriptor) => descriptor switch
    {
        ApiDescriptor api => api.Spec.Owner,
        TeamDescriptor team => team.Name,
        BackendDescriptor backend => backend.Spec.Owner,
        CanonicalEntityDescriptor entity => entity.Spec.Owner,
        EventContractDescriptor sent => sent.Spec.Owner,
        ConsumerDescriptor consumer => consumer.Spec.Owner,
        _ => null,
    };

    /// <summary>
    /// Refuses a change of a record; null lets pass. Both owners are looked at, the one of the record as it is and the one it would have:
    /// nobody takes a record by writing their own team into it, and nobody gives one away without an architect.
    /// </summary>
    /// <param name="state">What is registered, to find whose an API or consumer is that the record names.</param>
    /// <param name="before">Null for a new record.</param>
    /// <param name="after">Null when it is removed.</param>
    public static Refusal? RefuseChange(CatalogActor actor, CatalogState state, Descriptor? before, Descriptor? after)
    {
        Descriptor either = before ?? after ?? throw new ArgumentNullException(nameof(after));
        if (either is SubscriptionDescriptor)
            return RefuseSubscription(actor, state, before as SubscriptionDescriptor, after as SubscriptionDescriptor);
        CatalogAction action = (either, before, after) switch
        {
            (ApiDescriptor, null, _) => CatalogAction.RegisterApi,
            (ApiDescriptor, _, null) => CatalogAction.RemoveApi,
            _ => ActionOf(either.Kind),
        };
        if (AccessRules.Refuse(actor, action, OwnerOf(either)) is { } refusal)
            return refusal;
        if (before is not null && after is not null && OwnerOf(before) != OwnerOf(after))
            return AccessRules.Refuse(actor, CatalogAction.TransferOwnership, OwnerOf(before));
        // Those who saw it are owed the notice that goes with having seen it.
        if (before is ApiDescriptor was && after is ApiDescriptor becomes && becomes.Spec.Visibility < was.Spec.Visibility
            && was.Spec.Versions.Any(version => GovernanceGate.IsPublished(version.Stage))
            && AccessRules.Refuse(actor, CatalogAction.NarrowVisibility, OwnerOf(before)) is { } narrowed)
            return narrowed;
        return after is ConsumerDescriptor consumer ? RefuseGrants(actor, state, before as ConsumerDescriptor, consumer) : null;
    }

    /// <summary>What a consumer's own record grants it is granted by the API's owner, like any subscription.</summary>
    private static Refusal? RefuseGrants(CatalogActor actor, CatalogState state, ConsumerDescriptor? before, ConsumerDescriptor after)
    {
        HashSet<string> granted = [.. (before?.Spec.Subscriptions ?? []).Select(DescriptorJson.Write)];
        return after.Spec.Subscriptions
            .Where(subscription => !granted.Contains(DescriptorJson.Write(subscription)))
            .Select(subscription => AccessRules.Refuse(actor, CatalogAction.DecideSubscription, OwnerOfApi(state, subscription.Api)))
            .FirstOrDefault(refusal => refusal is not null);
    }

    private static Refusal? RefuseSubscription(CatalogActor actor, CatalogState state, SubscriptionDescriptor? before, SubscriptionDescriptor? after)
    {
        SubscriptionSpec spec = (after ?? before)!.Spec;
        // What was granted for one API is not granted for another.
        bool same = before is null || after is null || (before.Spec.Consumer, before.Spec.Api) == (after.Spec.Consumer, after.Spec.Api);
        bool onlyAsks = same && after is not null && Text(before?.Spec.Granted) == Text(after.Spec.Granted)
            // Asking again opens the question again and takes nothing from what was granted.
            && (after.Spec.Decision is null || (before?.Spec.Decision, before?.Spec.DecidedBy, before?.Spec.DecidedAt) == (after.Spec.Decision, after.Spec.DecidedBy, after.Spec.DecidedAt));
        return onlyAsks
            ? AccessRules.Refuse(actor, CatalogAction.RequestSubscription, (state.Find("Consumer", spec.Consumer)?.Descriptor as ConsumerDescriptor)?.Spec.Owner)
            : AccessRules.Refuse(actor, CatalogAction.DecideSubscription, OwnerOfApi(state, spec.Api));
    }

    private static string? OwnerOfApi(CatalogState state, string api) => state.FindApi(api)?.Descriptor.Spec.Owner;

    private static string Text(SubscriptionTerms? terms) => terms is null ? "" : DescriptorJson.Write(terms);
}
