using ApiGovernance.Catalog.Problems;
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
        ConsumerDescriptor consumer => consumer.Spec.Owner,
        _ => null,
    };

    /// <summary>
    /// Refuses a change of a record; null lets pass. Both owners are looked at, the one of the record as it is and the one it would have:
    /// nobody takes a record by writing their own team into it, and nobody gives one away without an architect.
    /// </summary>
    /// <param name="before">Null for a new record.</param>
    /// <param name="after">Null when it is removed.</param>
    public static Refusal? RefuseChange(CatalogActor actor, Descriptor? before, Descriptor? after)
    {
        Descriptor either = before ?? after ?? throw new ArgumentNullException(nameof(after));
        CatalogAction action = (either, before, after) switch
        {
            (ApiDescriptor, null, _) => CatalogAction.RegisterApi,
            (ApiDescriptor, _, null) => CatalogAction.RemoveApi,
            _ => ActionOf(either.Kind),
        };
        if (AccessRules.Refuse(actor, action, OwnerOf(either)) is { } refusal)
            return refusal;
        return before is not null && after is not null && OwnerOf(before) != OwnerOf(after)
            ? AccessRules.Refuse(actor, CatalogAction.TransferOwnership, OwnerOf(before))
            : null;
    }
}
