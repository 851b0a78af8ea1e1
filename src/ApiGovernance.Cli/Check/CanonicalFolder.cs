using System.Collections.Concurrent;
using ApiGovernance.Catalog.Canonical;
using ApiGovernance.Catalog.Canonical.Overlap;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Check;

/// <summary>The canonical entities of the catalog folder that a contract is in: registration holds contracts against them, and so does CI. Safe for many threads.</summary>
internal sealed class CanonicalFolder
{
    private readonly ConcurrentDictionary<string, Lazy<(CanonicalModel? Model, EntityVocabulary Words)>> _models = new(StringComparer.Ordinal);

    /// <param name="catalog">The catalog's folder; null for none.</param>
    /// <returns>Null when there is no catalog folder, or it has no entities.</returns>
    /// <exception cref="CommandRefusal">An entity cannot be read: what is not held against it must not look as if it was.</exception>
    public CanonicalModel? Of(string? catalog) => catalog is null ? null : Known(catalog).Model;

    /// <summary>What of the entities that were asked for nothing could be compared with.</summary>
    public IEnumerable<Finding> NotCompared => _models.OrderBy(model => model.Key, StringComparer.Ordinal)
        .SelectMany(model => model.Value is { IsValueCreated: true, Value.Model: { } compiled } ? compiled.NotCompared : []);

    /// <summary>What teams call the entities.</summary>
    public EntityVocabulary WordsOf(string? catalog) => catalog is null ? EntityVocabulary.Default : Known(catalog).Words;

    private (CanonicalModel? Model, EntityVocabulary Words) Known(string catalog) =>
        _models.GetOrAdd(catalog, static folder => new Lazy<(CanonicalModel?, EntityVocabulary)>(() => Read(Path.Combine(folder, "canonical")))).Value;

    private static (CanonicalModel? Model, EntityVocabulary Words) Read(string folder)
    {
        List<(CanonicalEntityDescriptor Descriptor, DocumentBundle)> entities = [];
        foreach ((string file, CanonicalEntityDescriptor? entity, IReadOnlyList<Finding> problems) in CatalogDescriptors.Of<CanonicalEntityDescriptor>(folder))
        {
            if (entity is null)
                throw new PolicyRefusal([.. problems.DefaultIfEmpty(Wrong(file, "The file holds no canonical entity."))]);
            string schema = Path.Combine(folder, entity.Spec.Schema);
            entities.Add((entity, File.Exists(schema)
                ? DocumentBundle.FromFile(Path.GetRelativePath(".", schema).Replace('\\', '/'), rootFolder: folder)
                : throw new PolicyRefusal([Wrong(file, $"There is no file {schema}.")])));
        }

        return (
            entities.Count == 0 ? null : CanonicalModel.From(entities),
            EntityVocabulary.Of(entities.Select(entity => new EntityWords(entity.Descriptor.Name, entity.Descriptor.Spec.Names))));
    }

    private static Finding Wrong(string file, string message) => new()
    {
        Kind = FindingKind.Catalog,
        RuleId = "canonical-unreadable",
        Severity = Severity.Error,
        Message = message,
        Source = new SourceSpan(file, 1, 1, 1, 1),
    };
}
