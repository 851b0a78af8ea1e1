namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>A verdict of the past, and what the gate of today says of the same evidence.</summary>
/// <param name="Same">True when outcome and findings are the same.</param>
/// <param name="OnlyThen">Fingerprints that only the past verdict has.</param>
/// <param name="OnlyNow">Fingerprints that only today's has.</param>
public sealed record ReplayedVerdict(
    ContractVerdict Then, ContractVerdict Now, bool Same, IReadOnlyList<string> OnlyThen, IReadOnlyList<string> OnlyNow);
