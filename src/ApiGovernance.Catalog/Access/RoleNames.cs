using System.Collections.Frozen;

namespace ApiGovernance.Catalog.Access;

/// <summary>Roles as they are written, e.g. <c>architect</c>.</summary>
internal static class RoleNames
{
    private static readonly FrozenDictionary<CatalogRole, string> Names =
        Enum.GetValues<CatalogRole>().ToFrozenDictionary(role => role, role => Enum.GetName(role)!.ToLowerInvariant());

    public static IEnumerable<string> All => Enum.GetValues<CatalogRole>().Select(Of);

    public static string Of(CatalogRole role) => Names[role];

    public static CatalogRole? Parse(string? name)
    {
        foreach ((CatalogRole role, string written) in Names)
        {
            if (written == name)
                return role;
        }

        return null;
    }
}
