using ApiGovernance.Catalog.Storage;

namespace ApiGovernance.Catalog.Governance;

/// <summary>All waivers that count: those of the policies' folder and those registered in the catalog.</summary>
internal static class CatalogWaivers
{
    public static IReadOnlyList<Waiver> Of(CatalogState state, PolicySet policies) => policies.Waivers;
}
