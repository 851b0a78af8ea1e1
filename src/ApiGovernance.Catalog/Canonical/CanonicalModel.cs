using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Canonical;

/// <summary>The canonical entities of a catalog, compiled once. Immutable; safe for many threads.</summary>
public sealed class CanonicalModel
{
    private readonly Dictionary<string, CanonicalEntity> _byName;
    private readonly Dictionary<string, CanonicalEntity> _byFile;
    private readonly Dictionary<string, int> _fieldUse;

    private CanonicalModel(IReadOnlyList<CanonicalEntity> entities, IReadOnlyList<Finding> findings)
    {
        (Entities, Findings) = (entities, findings);
        _byName = entities.ToDictionary(e => e.Name, StringComparer.Ordinal);
        _byFile = entities.GroupBy(e => e.SchemaFile, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        _fieldUse = entities.SelectMany(e => e.Type.Fields).GroupBy(f => f.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
    }

    public static CanonicalModel Empty { get; } = new([], []);

    /// <summary>Ordered by name.</summary>
    public IReadOnlyList<CanonicalEntity> Entities { get; }

    /// <summary>What in the schemas cannot be compared with. An entity whose schema is no object is left out and named here.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The <see cref="Findings"/> as warnings: what they are about is left out of comparisons, and everything else is compared.</summary>
    public IEnumerable<Finding> NotCompared => Findings.Select(finding => finding with { Severity = Severity.Warning });

    /// <summary>The order of the entities does not matter.</summary>
    public static CanonicalModel From(IEnumerable<(CanonicalEntityDescriptor Descriptor, DocumentBundle Schema)> entities)
    {
        ArgumentNullException.ThrowIfNull(entities);
        List<CanonicalEntity> compiled = [];
        List<Finding> findings = [];
        foreach ((CanonicalEntityDescriptor descriptor, DocumentBundle schema) in entities
            .DistinctBy(e => e.Descriptor.Name, StringComparer.Ordinal).OrderBy(e => e.Descriptor.Name, StringComparer.Ordinal))
        {
            if (CanonicalSchemaReader.Read(descriptor, schema, findings) is { } type)
                compiled.Add(CanonicalEntity.Of(descriptor, type));
        }

        return new CanonicalModel(compiled, findings);
    }

    /// <summary>The model of a catalog's folder.</summary>
    public static CanonicalModel From(CatalogFolderContent catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return From(catalog.Of<CanonicalEntityDescriptor>().Where(d => catalog.Schemas.ContainsKey(d.Name)).Select(d => (d, catalog.Schemas[d.Name])));
    }

    public CanonicalEntity? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The entity whose schema stands in a file of this name.</summary>
    internal CanonicalEntity? FindByFile(string fileName) => _byFile.GetValueOrDefault(fileName);

    /// <summary>How much a field tells entities apart: 1 for one that only one entity has, near 0 for one that all have.</summary>
    internal double Distinction(CanonicalField field) =>
        Entities.Count < 2 ? 1 : 1 - ((_fieldUse.GetValueOrDefault(field.Key, 1) - 1) / (double)Entities.Count);
}
