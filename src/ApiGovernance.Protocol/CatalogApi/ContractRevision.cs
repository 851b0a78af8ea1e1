namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>A contract that came into force for a version.</summary>
/// <param name="Revision">Counted from 1.</param>
/// <param name="ContractHash">Lower-case hex SHA-256 of the contract as one JSON document.</param>
/// <param name="ContractVersion">Its <c>info.version</c>.</param>
/// <param name="Bump">The step that its changes ask for: <c>none</c>, <c>patch</c>, <c>minor</c>, <c>major</c>; <c>first</c> for the first.</param>
public sealed record ContractRevision(int Revision, string ContractHash, string ContractVersion, DateTimeOffset At, string Actor, string Bump)
{
    /// <summary>What is different from the revision before; null in lists.</summary>
    public IReadOnlyList<CatalogFinding>? Changes { get; init; }
}
