using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Protocol.Descriptors;

/// <summary>What a catalog's folder holds.</summary>
/// <param name="Descriptors">Those that could be read, ordered by path.</param>
/// <param name="Contracts">The contract of each API version; one that cannot be read at all is missing here and named in the findings.</param>
/// <param name="Schemas">The JSON Schema files of each canonical entity, by the entity's name.</param>
/// <param name="EventSchemas">The files of each event contract's schema, by the contract's name; see <see cref="EventContractSpec.SchemaPlace"/>.</param>
/// <param name="Findings">Everything that was wrong with any file, and with the descriptors taken together (<see cref="DescriptorRules"/>).</param>
public sealed record CatalogFolderContent(
    IReadOnlyList<LoadedDescriptor> Descriptors,
    IReadOnlyDictionary<(string Api, string Version), DocumentBundle> Contracts,
    IReadOnlyDictionary<string, DocumentBundle> Schemas,
    IReadOnlyDictionary<string, DocumentBundle> EventSchemas,
    IReadOnlyList<Finding> Findings)
{
    /// <summary>The descriptors of one kind, ordered by path.</summary>
    public IEnumerable<T> Of<T>()
        where T : Descriptor => Descriptors.Select(d => d.Descriptor).OfType<T>();
}
