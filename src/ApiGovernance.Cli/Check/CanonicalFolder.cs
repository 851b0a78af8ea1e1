using System.Collections.Concurrent;
using ApiGovernance.Catalog.Canonical;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Check;

/// <summary>The canonical entities of the catalog folder that a contract is in: registration holds contracts against them, and so does CI. Safe for many threads.</summary>
internal sealed class CanonicalFolder
{
    private const string Suffix = ".yaml", SchemaSuffix = ".schema.yaml";

    private readonly ConcurrentDictionary<string, Lazy<CanonicalModel?>> _models = new(StringComparer.Ordinal);

    /// <param name="catalog">The catalog's folder; null for none.</param>
    /// <returns>Null when there is no catalog folder, or it has no entities.</returns>
    /// <exception cref="CommandRefusal">An entity cannot be read: what is not held against it must not look as if it was.</exception>
    public CanonicalModel? Of(string? catalog) =>
        catalog is null ? null : _models.GetOrAdd(catalog, static folder => new Lazy<CanonicalModel?>(() => Read(Path.Combine(folder, "canonical")))).Value;

    /// <summary>What of the entities that were asked for nothing could be compared with.</summary>
    public IEnumerable<Finding> NotCompared => _models.OrderBy(model => model.Key, StringComparer.Ordinal)
        .SelectMany(model => model.Value is { IsValueCreated: true, Value: { } compiled } ? compiled.NotCompared : []);

    private static CanonicalModel? Read(string folder)
    {
        if (!Directory.Exists(folder))
            return null;
        List<(CanonicalEntityDescriptor, DocumentBundle)> entities = [];
        foreach (string file in Directory.EnumerateFiles(folder, "*" + Suffix).Where(file => !file.EndsWith(SchemaSuffix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            string shown = Path.GetRelativePath(".", file).Replace('\\', '/');
            DescriptorReadResult result = DescriptorReader.Read(DocumentReader.Read(shown, File.ReadAllBytes(file)));
            if (result.Descriptor is not CanonicalEntityDescriptor entity)
                throw new PolicyRefusal([.. result.Findings.Where(finding => finding.Severity == Severity.Error).DefaultIfEmpty(Wrong(shown, "The file holds no canonical entity."))]);
            string schema = Path.Combine(folder, entity.Spec.Schema);
            entities.Add((entity, File.Exists(schema)
                ? DocumentBundle.FromFile(Path.GetRelativePath(".", schema).Replace('\\', '/'), rootFolder: folder)
                : throw new PolicyRefusal([Wrong(shown, $"There is no file {schema}.")])));
        }

        return entities.Count == 0 ? null : CanonicalModel.From(entities);
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
