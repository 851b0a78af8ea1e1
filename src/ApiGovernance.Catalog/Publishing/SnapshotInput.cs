using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Catalog.Publishing;

/// <summary>Everything a snapshot is made of.</summary>
internal sealed record SnapshotInput
{
    public required CatalogState State { get; init; }

    /// <summary>What is known of the contracts in force, by hash.</summary>
    public required IReadOnlyDictionary<string, ContractFacts> Contracts { get; init; }

    /// <summary>What was in force before, by API version; a version that has had one contract only is not listed.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<EarlierContract>> EarlierContracts { get; init; } =
        new Dictionary<string, IReadOnlyList<EarlierContract>>();

    /// <summary>The schemas of canonical entities as single documents, by their hashes. Only asked for where a policy wants them.</summary>
    public IReadOnlyDictionary<string, byte[]> CanonicalSchemas { get; init; } = new Dictionary<string, byte[]>();

    public required IReadOnlyList<TokenIssuer> Issuers { get; init; }

    /// <summary>Gives another address for a back end's name, or null to keep the catalog's.</summary>
    public Func<string, string?> BackendAddress { get; init; } = _ => null;
}

/// <param name="Size">Bytes of the contract as one JSON document.</param>
/// <param name="Version"><c>info.version</c>.</param>
/// <param name="Trouble">Why it cannot be served; null when it can.</param>
internal sealed record ContractFacts(string Hash, int Size, string Version, string? Trouble);

/// <param name="Parts">Bytes of the parts by hash, except contracts, which are kept already.</param>
/// <param name="Findings">API versions that were left out, and why.</param>
internal sealed record BuiltSnapshot(
    SnapshotManifest Manifest, IReadOnlyDictionary<string, byte[]> Parts, IReadOnlyList<Finding> Findings);
