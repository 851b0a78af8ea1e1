using System.Collections.Concurrent;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Publishing;

/// <summary>Reads each stored contract once and remembers whether it can be served; the bytes are not kept.</summary>
internal sealed class ContractFactsCache(ICatalogStore store)
{
    private readonly ConcurrentDictionary<string, ContractFacts> _facts = new(StringComparer.Ordinal);

    public async Task<IReadOnlyDictionary<string, ContractFacts>> OfAsync(IEnumerable<string> hashes, CancellationToken cancellationToken)
    {
        Dictionary<string, ContractFacts> found = new(StringComparer.Ordinal);
        foreach (string hash in hashes.Distinct(StringComparer.Ordinal))
        {
            if (!_facts.TryGetValue(hash, out ContractFacts? facts))
            {
                if (await store.ReadContractAsync(hash, cancellationToken) is not { } contract)
                    continue;
                facts = Examine(contract);
                _facts[hash] = facts;
            }

            found[hash] = facts;
        }

        return found;
    }

    private static ContractFacts Examine(StoredContract contract)
    {
        string? trouble = null;
        if (GovernanceGate.HashOf(contract.Document) != contract.Hash)
            trouble = "its contract was altered in the store";
        else if (ContractReader.FromBytes("openapi.json", contract.Document) is { IsFatal: true } read)
            trouble = $"its contract cannot be read ({(read.Findings.Count > 0 ? read.Findings[0].Message : "no reason known")})";
        return new ContractFacts(contract.Hash, contract.Document.Length, contract.InfoVersion, trouble);
    }
}
