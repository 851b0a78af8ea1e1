namespace ApiGovernance.Protocol.Acknowledgements;

/// <summary>What a gateway made of a revision.</summary>
/// <param name="Gateway">The node's name.</param>
/// <param name="Applied">False when the revision was refused as a whole and the gateway stays on the one before.</param>
/// <param name="Quarantined">API versions that could not be served from this revision; all others are.</param>
/// <param name="Error">Why the whole revision was refused.</param>
public sealed record SnapshotAcknowledgement(
    string Gateway, string Revision, bool Applied, IReadOnlyList<QuarantinedApi> Quarantined, string? Error, DateTimeOffset At);

/// <param name="Reason">What is wrong and where, for the owner.</param>
/// <param name="ServingPrevious">True when the version before is still served.</param>
public sealed record QuarantinedApi(string Api, string Version, string Reason, bool ServingPrevious);
