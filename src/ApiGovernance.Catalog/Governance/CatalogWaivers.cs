using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Governance;

/// <summary>All waivers that count: those of the policies' folder and those registered in the catalog.</summary>
internal static class CatalogWaivers
{
    public static IReadOnlyList<Waiver> Of(CatalogState state, PolicySet policies) =>
    [
        .. policies.Waivers,
        .. state.Of<WaiverDescriptor>().Select(waiver => new Waiver(
            $"catalog:Waiver/{waiver.Name}", waiver.Spec.Fingerprints, waiver.Spec.Reason, waiver.Spec.Owner, waiver.Spec.Expires) { Api = waiver.Spec.Api }),
    ];
}
