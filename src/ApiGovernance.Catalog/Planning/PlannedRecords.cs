using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Seeding;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Planning;

/// <summary>Compares records of a folder with those that are registered, by what they say and not by what was applied last.</summary>
internal static class PlannedRecords
{
    public static void Descriptor(CatalogState state, Descriptor descriptor, CatalogFolderContent content, SeedChange change, List<PlannedChange> planned)
    {
        StoredDescriptor? stored = state.Find(descriptor.Kind, descriptor.Name);
        StoredContract? schema = FolderSeed.SchemaOf(content, descriptor) is { } bundle ? ContractDocuments.OfSchema(bundle) : null;
        StoredDescriptor next = new(descriptor, FolderSeed.SeedOf(descriptor, schema)) { DocumentHash = schema?.Hash ?? stored?.DocumentHash };
        bool isSchemaNew = schema is not null && schema.Hash != stored?.DocumentHash;
        if (stored is not null && stored.ETag == next.ETag && !isSchemaNew)
        {
            // It is the folder's from now on, and nothing else changes.
            if (stored.SeedHash != next.SeedHash)
                change.Descriptors.Add(next);
            return;
        }

        if (schema is not null)
            change.Add(new CatalogChange { Contracts = [schema] });
        change.Descriptors.Add(next);
        change.Note(stored is null ? "registered" : "changed", $"{descriptor.Kind}/{descriptor.Name}", AuditText.Of(stored?.Descriptor), AuditText.Of(descriptor));
        planned.Add(stored is null
            ? new PlannedChange("create", descriptor.Kind, descriptor.Name, "it is not registered")
            : Update(descriptor.Kind, descriptor.Name, FieldDifferences.Between(stored.Descriptor, descriptor), isSchemaNew ? "its schema differs" : null));
    }

    public static void Api(StoredApi? stored, ApiDescriptor whole, SeedChange change, List<PlannedChange> planned)
    {
        ApiDescriptor alone = whole with { Spec = whole.Spec with { Versions = [] } };
        string seed = DescriptorJson.Hash(alone);
        if (stored is not null && DescriptorJson.Hash(stored.Descriptor with { Spec = stored.Descriptor.Spec with { Versions = [] } }) == seed)
        {
            if (stored.SeedHash != seed)
                change.Apis.Add(new StoredApi(alone, seed, []));
            return;
        }

        change.Apis.Add(new StoredApi(alone, seed, []));
        change.Note(stored is null ? "registered" : "changed", $"Api/{whole.Name}", AuditText.Of(stored?.Descriptor), AuditText.Of(alone));
        planned.Add(stored is null
            ? new PlannedChange("create", "Api", whole.Name, "it is not registered")
            : Update("Api", whole.Name, FieldDifferences.Between(stored.Descriptor with { Spec = stored.Descriptor.Spec with { Versions = [] } }, alone), null));
    }

    /// <summary>Null when nothing that anybody sees changes.</summary>
    public static PlannedChange? Version(StoredVersion? stored, StoredVersion next)
    {
        if (stored is null)
        {
            return new PlannedChange(
                "create", "ApiVersion", next.Key, $"it is not registered: {StageNames.Of(next.Spec.Stage)}" + (next.ContractVersion is { } version ? $", contract {version}" : ""));
        }

        List<string> reasons = [];
        if (stored.Spec.Stage != next.Spec.Stage)
            reasons.Add($"stage {StageNames.Of(stored.Spec.Stage)} -> {StageNames.Of(next.Spec.Stage)}");
        if (stored.Spec.Sunset != next.Spec.Sunset)
            reasons.Add($"sunset {stored.Spec.Sunset?.ToString("yyyy-MM-dd", null) ?? "none"} -> {next.Spec.Sunset?.ToString("yyyy-MM-dd", null) ?? "none"}");
        if (stored.ContractHash != next.ContractHash)
            reasons.Add($"contract {stored.ContractVersion ?? "none"} -> {next.ContractVersion ?? "none"}");
        if (reasons.Count == 0 && stored.Spec != next.Spec)
            reasons.Add("how it is reached differs");
        return reasons.Count == 0 ? null : new PlannedChange("update", "ApiVersion", next.Key, string.Join("; ", reasons));
    }

    private static PlannedChange Update(string kind, string name, IReadOnlyList<PlannedField> fields, string? besides)
    {
        string[] named = [.. fields.Take(3).Select(field => field.Pointer)];
        string differ = named.Length == 0 ? "" : $"{string.Join(", ", named)}{(fields.Count > named.Length ? $" and {fields.Count - named.Length} more" : "")} differ{(fields.Count == 1 ? "s" : "")}";
        return new PlannedChange("update", kind, name, string.Join("; ", new[] { differ, besides ?? "" }.Where(text => text.Length > 0))) { Fields = fields };
    }
}
