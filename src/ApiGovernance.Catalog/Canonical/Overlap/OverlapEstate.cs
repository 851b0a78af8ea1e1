using System.Text;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>
/// The footprints of what is registered, kept in step with the catalog. Each contract's is worked out once and stored: contracts never
/// change. Retired versions offer nothing any more and are left out.
/// </summary>
internal sealed class OverlapEstate(ICatalogStore store) : IDisposable
{
    public const string FactsKind = "overlap";

    private readonly SemaphoreSlim _updating = new(1, 1);
    private readonly OverlapIndex _index = new();
    private readonly Dictionary<(string Api, string Version), string> _indexed = [];
    private Dictionary<string, string>? _stored;

    /// <summary>What a contract is compared with in a state of the catalog.</summary>
    public async Task<OverlapInput> InputAsync(CatalogState state, CancellationToken cancellationToken)
    {
        EntityVocabulary vocabulary = VocabularyOf(state);
        await _updating.WaitAsync(cancellationToken);
        try
        {
            _stored ??= (await store.ReadFactsAsync(FactsKind, cancellationToken)).ToDictionary(facts => facts.Hash, facts => facts.Json, StringComparer.Ordinal);
            await UpdateAsync(state, vocabulary, cancellationToken);
        }
        finally
        {
            _updating.Release();
        }

        return new OverlapInput(
            _index, vocabulary, state.Apis.ToDictionary(api => api.Name, api => api.Descriptor.Spec.Owner, StringComparer.Ordinal),
            [.. state.Of<OverlapDecisionDescriptor>().Select(OverlapDecision.Of).OfType<OverlapDecision>()]);
    }

    /// <summary>What is to be stored with a contract that is accepted.</summary>
    public static StoredFacts FactsOf(string api, string version, string hash, ApiContract contract, EntityVocabulary vocabulary, string? entity) =>
        new(hash, FactsKind, Encoding.UTF8.GetString(ApiFootprint.Of(api, version, contract, vocabulary, entity).ToJson()));

    /// <summary>The words for entities that the catalog has, or the usual ones.</summary>
    public static EntityVocabulary VocabularyOf(CatalogState state) =>
        EntityVocabulary.Of(state.Of<CanonicalEntityDescriptor>().Select(entity => new EntityWords(entity.Name, entity.Spec.Names)));

    public void Dispose() => _updating.Dispose();

    private async Task UpdateAsync(CatalogState state, EntityVocabulary vocabulary, CancellationToken cancellationToken)
    {
        HashSet<(string, string)> present = [];
        foreach (StoredApi api in state.Apis)
        {
            foreach (StoredVersion version in api.Versions.Where(version => version.ContractHash is not null && version.Spec.Stage != ApiStage.Retired))
            {
                (string, string) key = (api.Name, version.Name);
                present.Add(key);
                string content = $"{version.ContractHash} {vocabulary.Revision} {api.Descriptor.Spec.Entity}";
                if (_indexed.GetValueOrDefault(key) == content)
                    continue;
                if (await FootprintAsync(api, version, vocabulary, cancellationToken) is { } footprint)
                    _index.Set(footprint);
                _indexed[key] = content;
            }
        }

        foreach ((string Api, string Version) gone in _indexed.Keys.Where(key => !present.Contains(key)).ToArray())
        {
            _index.Remove(gone.Api, gone.Version);
            _indexed.Remove(gone);
        }
    }

    private async Task<ApiFootprint?> FootprintAsync(StoredApi api, StoredVersion version, EntityVocabulary vocabulary, CancellationToken cancellationToken)
    {
        string hash = version.ContractHash!;
        if (_stored!.TryGetValue(hash, out string? json) && ApiFootprint.FromJson(Encoding.UTF8.GetBytes(json)) is { } stored
            && stored.IsOf(vocabulary, api.Descriptor.Spec.Entity))
            return stored with { Api = api.Name, Version = version.Name };
        if (await store.ReadContractAsync(hash, cancellationToken) is not { } contract || ContractReader.FromBytes("openapi.json", contract.Document).Contract is not { } read)
            return null;
        return ApiFootprint.Of(api.Name, version.Name, read, vocabulary, api.Descriptor.Spec.Entity);
    }
}
