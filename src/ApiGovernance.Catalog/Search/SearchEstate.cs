using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Search;

/// <summary>
/// The index over what is registered, kept in step with the catalog. What can be found in a contract is worked out once and stored:
/// contracts never change. Retired versions offer nothing any more and are left out.
/// </summary>
internal sealed class SearchEstate(ICatalogStore store) : IDisposable
{
    private const int StoredTogether = 100;

    private readonly SemaphoreSlim _using = new(1, 1);
    private readonly SearchIndex _index = new();
    private readonly Dictionary<(string Api, string? Version), string> _indexed = [];
    private readonly SortedDictionary<string, NotSearched> _notSearched = new(StringComparer.Ordinal);
    private CatalogState? _state;
    private SearchSynonyms? _synonyms;

    public async Task<SearchFinds> FindAsync(
        CatalogState state, string text, Func<SearchSlot, bool> takes, SearchKind? kind, SearchFind? after, int atMost, CancellationToken cancellationToken)
    {
        await _using.WaitAsync(cancellationToken);
        try
        {
            await UpdateAsync(state, cancellationToken);
            SearchQuery query = SearchQuery.Of(text, _synonyms!, _index.Terms);
            return new SearchFinds(_index.Find(query, takes, kind, after, atMost), query.Words, [.. _notSearched.Values]);
        }
        finally
        {
            _using.Release();
        }
    }

    /// <summary>Brings the index up to a state before somebody searches.</summary>
    public async Task PrepareAsync(CatalogState state, CancellationToken cancellationToken)
    {
        await _using.WaitAsync(cancellationToken);
        try
        {
            await UpdateAsync(state, cancellationToken);
        }
        finally
        {
            _using.Release();
        }
    }

    /// <summary>What is written of a contract; worked out when it is not stored.</summary>
    public async Task<SearchDocument?> DocumentAsync(string hash, CancellationToken cancellationToken) =>
        await StoredAsync(hash, cancellationToken) ?? await ReadAsync(hash, cancellationToken);

    public void Dispose() => _using.Dispose();

    private async Task UpdateAsync(CatalogState state, CancellationToken cancellationToken)
    {
        if (ReferenceEquals(state, _state))
            return;
        HashSet<(string, string?)> present = [];
        List<StoredFacts> worked = [];
        foreach (StoredApi api in state.Apis)
        {
            IEnumerable<StoredVersion?> offered = api.Versions.Where(version => version.Spec.Stage != ApiStage.Retired);
            foreach (StoredVersion? version in api.Versions.Count == 0 ? [null] : offered)
            {
                (string, string?) key = (api.Name, version?.Name);
                present.Add(key);
                string content = $"{api.ETag} {version?.ContractHash}";
                if (_indexed.GetValueOrDefault(key) == content)
                    continue;
                await SetAsync(api, version, worked, cancellationToken);
                _indexed[key] = content;
            }

            if (worked.Count >= StoredTogether)
                await StoreAsync(worked, cancellationToken);
        }

        foreach ((string Api, string? Version) gone in _indexed.Keys.Where(key => !present.Contains(key)).ToArray())
        {
            _index.Remove(gone.Api, gone.Version);
            _indexed.Remove(gone);
            _notSearched.Remove($"{gone.Api}/{gone.Version}");
        }

        await StoreAsync(worked, cancellationToken);
        _synonyms = new SearchSynonyms(state);
        _state = state;
    }

    private async Task SetAsync(StoredApi api, StoredVersion? version, List<StoredFacts> worked, CancellationToken cancellationToken)
    {
        SearchDocument? document = new();
        if (version?.ContractHash is { } hash && (document = await StoredAsync(hash, cancellationToken)) is null)
        {
            document = await ReadAsync(hash, cancellationToken);
            if (document is not null)
                worked.Add(new StoredFacts(hash, SearchDocument.FactsKind, DescriptorJson.Write(document)));
        }

        string? reason = document is null ? "Its contract cannot be read." : document.IsCut ? "It has more fields than are searched; the first were." : null;
        string key = $"{api.Name}/{version?.Name}";
        if (reason is null)
            _notSearched.Remove(key);
        else
            _notSearched[key] = new NotSearched(api.Name, version!.Name, reason);
        ApiSpec spec = api.Descriptor.Spec;
        SearchDocument found = document ?? new SearchDocument();
        _index.Set(
            new SearchSlot(api.Name, version?.Name, spec.Owner, spec.Entity, SearchContents.Context(_index.Terms, api, found)) { Hash = version?.ContractHash },
            SearchContents.Of(_index.Terms, api, found));
    }

    private async Task<SearchDocument?> StoredAsync(string hash, CancellationToken cancellationToken) =>
        await store.ReadFactAsync(hash, SearchDocument.FactsKind, cancellationToken) is { } facts
        && DescriptorJson.Read<SearchDocument>(facts.Json) is { Form: SearchDocument.CurrentForm } document
            ? document
            : null;

    // Read from what was submitted, since places in it are what people can look up.
    private async Task<SearchDocument?> ReadAsync(string hash, CancellationToken cancellationToken) =>
        await store.ReadContractAsync(hash, cancellationToken) is { } contract
        && ContractReader.FromBytes("openapi.yaml", contract.Source).Contract is { } read
            ? SearchReading.Read(read)
            : null;

    private async Task StoreAsync(List<StoredFacts> worked, CancellationToken cancellationToken)
    {
        if (worked.Count == 0)
            return;
        await store.ApplyAsync(new CatalogChange { Facts = [.. worked] }, cancellationToken);
        worked.Clear();
    }
}

/// <param name="Words">Those that things were found by, for whoever shows them.</param>
/// <param name="NotSearched">What could not be looked at, or not wholly.</param>
internal sealed record SearchFinds(IReadOnlyList<SearchFind> Finds, IReadOnlySet<string> Words, IReadOnlyList<NotSearched> NotSearched);
