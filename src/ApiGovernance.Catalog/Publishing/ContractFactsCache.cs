using System.Collections.Concurrent;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Publishing;

/// <summary>
/// Remembers of each contract whether it can be served. Facts are kept in the store since the contract was accepted; only a contract
/// without them is read. The bytes are held against their hash when a gateway fetches them (<see cref="SnapshotPublisher.GetPartAsync"/>).
/// </summary>
internal sealed class ContractFactsCache(ICatalogStore store)
{
    private readonly ConcurrentDictionary<string, ContractFacts> _facts = new(StringComparer.Ordinal);
    private bool _loaded;

    public async Task<IReadOnlyDictionary<string, ContractFacts>> OfAsync(IEnumerable<string> hashes, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        Dictionary<string, ContractFacts> found = new(StringComparer.Ordinal);
        List<StoredFacts> worked = [];
        foreach (string hash in hashes.Distinct(StringComparer.Ordinal))
        {
            if (!_facts.TryGetValue(hash, out ContractFacts? facts))
            {
                facts = await FindAsync(hash, worked, cancellationToken);
                if (facts is null)
                    continue;
                _facts[hash] = facts;
            }

            found[hash] = facts;
        }

        if (worked.Count > 0)
            await store.ApplyAsync(new CatalogChange { Facts = worked }, cancellationToken);
        return found;
    }

    /// <summary>The bytes in the store are not those that were accepted: they are not served any more.</summary>
    public bool MarkAltered(string hash) =>
        _facts.TryGetValue(hash, out ContractFacts? facts) && _facts.TryUpdate(hash, facts with { Trouble = Altered }, facts) && facts.Trouble is null;

    private const string Altered = "its contract was altered in the store";

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (_loaded)
            return;
        foreach (StoredFacts stored in await store.ReadFactsAsync(PublishingFacts.Kind, cancellationToken))
            _facts[stored.Hash] = PublishingFacts.Read(stored);
        _loaded = true;
    }

    private async Task<ContractFacts?> FindAsync(string hash, List<StoredFacts> worked, CancellationToken cancellationToken)
    {
        if (await store.ReadFactAsync(hash, PublishingFacts.Kind, cancellationToken) is { } stored)
            return PublishingFacts.Read(stored);
        if (await store.ReadContractAsync(hash, cancellationToken) is not { } contract)
            return null;
        ContractFacts facts = Examine(contract);
        // Trouble is looked at again on every start: another version of the product may be able to read it.
        if (facts.Trouble is null)
            worked.Add(PublishingFacts.Of(contract));
        return facts;
    }

    private static ContractFacts Examine(StoredContract contract)
    {
        string? trouble = null;
        if (GovernanceGate.HashOf(contract.Document) != contract.Hash)
            trouble = Altered;
        else if (ContractReader.FromBytes("openapi.json", contract.Document) is { IsFatal: true } read)
            trouble = $"its contract cannot be read ({(read.Findings.Count > 0 ? read.Findings[0].Message : "no reason known")})";
        return new ContractFacts(contract.Hash, contract.Document.Length, contract.InfoVersion, trouble);
    }
}
