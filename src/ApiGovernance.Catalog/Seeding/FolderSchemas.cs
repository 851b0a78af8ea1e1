using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Canonical;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Seeding;

/// <summary>What a catalog folder's JSON Schemas have wrong beyond what reading them tells.</summary>
public static class FolderSchemas
{
    /// <summary>Errors for what is no JSON Schema, and warnings for what of the canonical model contracts cannot be compared with.</summary>
    public static IReadOnlyList<Finding> Check(CatalogFolderContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return
        [
            .. from loaded in content.Descriptors
               let schema = FolderSeed.SchemaOf(content, loaded.Descriptor)
               where schema is not null
               from finding in SchemaFindings.Of(loaded.Descriptor, schema)
               select finding,
            .. CanonicalModel.From(content).NotCompared,
        ];
    }
}
