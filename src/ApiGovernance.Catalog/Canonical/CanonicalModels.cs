using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Canonical;

/// <summary>The canonical model of what is registered, compiled anew only when an entity or its schema has changed.</summary>
internal sealed class CanonicalModels(ICatalogStore store) : IDisposable
{
    private readonly SemaphoreSlim _compiling = new(1, 1);
    private string _key = "";
    private CanonicalSources _sources = CanonicalSources.None;

    public async Task<CanonicalSources> OfAsync(CatalogState state, CancellationToken cancellationToken)
    {
        StoredDescriptor[] entities = [.. state.Descriptors.Where(stored => stored is { Descriptor: CanonicalEntityDescriptor, DocumentHash: not null })];
        string key = string.Join('\n', entities.Select(stored => $"{stored.ETag} {stored.DocumentHash}"));
        await _compiling.WaitAsync(cancellationToken);
        try
        {
            if (key == _key)
                return _sources;
            List<(CanonicalEntityDescriptor, DocumentBundle)> read = [];
            foreach (StoredDescriptor entity in entities)
            {
                CanonicalEntityDescriptor descriptor = (CanonicalEntityDescriptor)entity.Descriptor;
                if (await store.ReadContractAsync(entity.DocumentHash!, cancellationToken) is { } schema)
                    read.Add((descriptor, DocumentBundle.FromBytes(descriptor.Spec.Schema, schema.Document)));
            }

            _sources = new CanonicalSources(
                CanonicalModel.From(read), [.. entities.Select(stored => new CanonicalSource((CanonicalEntityDescriptor)stored.Descriptor, stored.DocumentHash!))]);
            _key = key;
            return _sources;
        }
        finally
        {
            _compiling.Release();
        }
    }

    public void Dispose() => _compiling.Dispose();
}

/// <summary>A compiled model, and what it was compiled from.</summary>
internal sealed record CanonicalSources(CanonicalModel Model, IReadOnlyList<CanonicalSource> Entities)
{
    public static CanonicalSources None { get; } = new(CanonicalModel.Empty, []);
}

/// <param name="SchemaHash">The schema among the stored contracts.</param>
internal sealed record CanonicalSource(CanonicalEntityDescriptor Descriptor, string SchemaHash);
