using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Catalog.Publishing;

/// <summary>The canonical entities of a snapshot: only where an API's policy has bodies held against them.</summary>
internal static class CanonicalParts
{
    public static bool AreWanted(ApiDescriptor api) =>
        IsWanted(api.Spec.Policy) || api.Spec.Operations.Any(rule => IsWanted(rule.Policy));

    /// <summary>Hashes of the schemas that a snapshot of the state needs.</summary>
    public static IEnumerable<string> Hashes(CatalogState state) =>
        state.Apis.Any(api => AreWanted(api.Descriptor)) ? Entities(state).Select(stored => stored.DocumentHash!).Distinct(StringComparer.Ordinal) : [];

    /// <summary>In the order of names.</summary>
    public static IReadOnlyList<SnapshotCanonical> Of(SnapshotInput input) =>
    [
        .. Entities(input.State).Where(stored => input.CanonicalSchemas.ContainsKey(stored.DocumentHash!))
            .Select(stored => new SnapshotCanonical(
                stored.Descriptor.Name, ((CanonicalEntityDescriptor)stored.Descriptor).Spec.Version, SnapshotHash.OfPart(input.CanonicalSchemas[stored.DocumentHash!])))
            .OrderBy(entity => entity.Entity, StringComparer.Ordinal),
    ];

    private static IEnumerable<StoredDescriptor> Entities(CatalogState state) =>
        state.Descriptors.Where(stored => stored is { Descriptor: CanonicalEntityDescriptor, DocumentHash: not null });

    private static bool IsWanted(OperationPolicy? policy) => policy?.Validation?.Canonical is ValidationMode.Report or ValidationMode.Enforce;
}
