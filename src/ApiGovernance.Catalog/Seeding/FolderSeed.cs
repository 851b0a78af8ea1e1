using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Catalog.Seeding;

/// <summary>
/// Applies what is new in the catalog folder, or has changed there since it was last applied; what was changed over HTTP and not in
/// the folder stays. All or nothing: with an error anywhere nothing is applied, and all errors are told.
/// </summary>
internal sealed partial class FolderSeed(CatalogRegistry registry, VersionSeeding versions, PolicySet policies, TimeProvider clock, ILogger<FolderSeed> log)
{
    /// <exception cref="CatalogStartupException"/>
    public async Task ApplyAsync(string directory, CancellationToken cancellationToken)
    {
        CatalogFolderContent content = CatalogFolder.Load(directory);
        ThrowOnErrors(directory, [.. content.Findings, .. FolderSchemas.Check(content), .. EstateCheck.UnknownIssuers(content.Descriptors, policies)]);
        int applied = await registry.ChangeAsync(
            async state =>
            {
                SeedChange change = new(clock.GetUtcNow(), CatalogActor.Folder);
                foreach (LoadedDescriptor loaded in content.Descriptors.Where(loaded => loaded.Descriptor is not ApiDescriptor))
                    Descriptor(state, loaded.Descriptor, SchemaOf(content, loaded.Descriptor), change);
                foreach (LoadedDescriptor loaded in content.Descriptors.Where(loaded => loaded.Descriptor is ApiDescriptor))
                    await ApiAsync(state, loaded, content, change, cancellationToken);
                ThrowOnErrors(directory, change.Findings);
                return (change.ToChange(), change.Audited);
            },
            cancellationToken);
        LogSeeded(log, directory, content.Descriptors.Count, applied);
    }

    private static void Descriptor(CatalogState state, Descriptor descriptor, DocumentBundle? bundle, SeedChange change)
    {
        StoredContract? schema = bundle is null ? null : ContractDocuments.OfSchema(bundle);
        string hash = SeedOf(descriptor, schema);
        StoredDescriptor? stored = state.Find(descriptor.Kind, descriptor.Name);
        if (stored?.SeedHash == hash)
            return;
        if (schema is not null)
            change.Add(new CatalogChange { Contracts = [schema] });
        change.Descriptors.Add(new StoredDescriptor(descriptor, hash) { DocumentHash = schema?.Hash ?? stored?.DocumentHash });
        change.Note("seeded", $"{descriptor.Kind}/{descriptor.Name}", AuditText.Of(stored?.Descriptor), AuditText.Of(descriptor));
    }

    /// <summary>Changes with what the folder says of a record.</summary>
    public static string SeedOf(Descriptor descriptor, StoredContract? schema) =>
        schema is null ? DescriptorJson.Hash(descriptor) : $"{DescriptorJson.Hash(descriptor)}-{schema.Hash}";

    public static DocumentBundle? SchemaOf(CatalogFolderContent content, Descriptor descriptor) => descriptor switch
    {
        CanonicalEntityDescriptor => content.Schemas.GetValueOrDefault(descriptor.Name),
        EventContractDescriptor => content.EventSchemas.GetValueOrDefault(descriptor.Name),
        _ => null,
    };

    private async Task ApiAsync(
        CatalogState state, LoadedDescriptor loaded, CatalogFolderContent content, SeedChange change, CancellationToken cancellationToken)
    {
        ApiDescriptor whole = (ApiDescriptor)loaded.Descriptor;
        ApiDescriptor alone = whole with { Spec = whole.Spec with { Versions = [] } };
        StoredApi? stored = state.FindApi(whole.Name);
        string hash = DescriptorJson.Hash(alone);
        if (stored is null || stored.SeedHash != hash)
        {
            if (BasePaths.Conflict(state, whole.Name, alone.Spec.BasePath) is { } other && content.Descriptors.All(seed => !EstateCheck.Same(seed.Descriptor, other.Descriptor)))
            {
                change.Findings.Add(CatalogFindings.Catalog(
                    "descriptor-base-path-taken",
                    $"`{alone.Spec.BasePath}` overlaps with `{other.Descriptor.Spec.BasePath}` of the API {other.Name}, owned by {other.Descriptor.Spec.Owner}, which was registered over HTTP.",
                    "Choose another path.", loaded.PlaceOf("/spec/basePath"), "/spec/basePath"));
            }

            change.Apis.Add(new StoredApi(alone, hash, []));
            change.Note("seeded", $"Api/{whole.Name}", AuditText.Of(stored?.Descriptor), AuditText.Of(alone));
        }

        StoredApi api = new(alone, hash, stored?.Versions ?? []);
        ApiVersionSpec[] all =
            [.. whole.Spec.Versions, .. api.Versions.Select(known => known.Spec).ExceptBy(whole.Spec.Versions.Select(named => named.Name), known => known.Name)];
        for (int i = 0; i < whole.Spec.Versions.Count; i++)
        {
            content.Contracts.TryGetValue((whole.Name, whole.Spec.Versions[i].Name), out var contract);
            FolderVersion version = new(whole.Spec.Versions[i], contract, loaded.PlaceOf($"/spec/versions/{i}"), $"/spec/versions/{i}", all);
            await versions.ApplyAsync(state, api, version, change, cancellationToken);
        }
    }

    private static void ThrowOnErrors(string directory, IReadOnlyList<Finding> findings)
    {
        if (findings.Any(finding => finding.Severity == Severity.Error))
            throw new CatalogStartupException($"The catalog folder {directory} has errors:", findings);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Catalog folder {Directory}: {Descriptors} descriptors, {Applied} changes applied")]
    private static partial void LogSeeded(ILogger log, string directory, int descriptors, int applied);
}
