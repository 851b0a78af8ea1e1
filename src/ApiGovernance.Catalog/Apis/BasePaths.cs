using ApiGovernance.Catalog.Storage;

namespace ApiGovernance.Catalog.Apis;

/// <summary>One path, one API: neither the same base path nor one inside another's.</summary>
internal static class BasePaths
{
    public static StoredApi? Conflict(CatalogState state, string name, string basePath) =>
        state.Apis.FirstOrDefault(api => api.Name != name && Overlap(api.Descriptor.Spec.BasePath, basePath));

    private static bool Overlap(string one, string other) => (one + "/").StartsWith(other + "/", StringComparison.Ordinal)
        || (other + "/").StartsWith(one + "/", StringComparison.Ordinal);
}
