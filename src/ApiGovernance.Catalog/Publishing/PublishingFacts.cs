using ApiGovernance.Catalog.Storage;

namespace ApiGovernance.Catalog.Publishing;

/// <summary>What publishing needs to know of a contract that can be served: kept, so that no start reads every contract again.</summary>
/// <param name="Size">Bytes of the contract as one JSON document.</param>
/// <param name="Version"><c>info.version</c>.</param>
internal sealed record PublishingFacts(int Size, string Version)
{
    public const string Kind = "publishing";

    /// <summary>The facts of a contract that was read without a fatal error.</summary>
    public static StoredFacts Of(StoredContract contract) =>
        new(contract.Hash, Kind, DescriptorJson.Write(new PublishingFacts(contract.Document.Length, contract.InfoVersion)));

    public static ContractFacts Read(StoredFacts stored)
    {
        PublishingFacts facts = DescriptorJson.Read<PublishingFacts>(stored.Json);
        return new ContractFacts(stored.Hash, facts.Size, facts.Version, null);
    }
}
