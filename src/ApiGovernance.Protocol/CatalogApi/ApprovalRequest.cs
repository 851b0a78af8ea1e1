namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>What a reviewer says of a contract that waits for approval.</summary>
/// <param name="Decision"><c>approved</c> or <c>rejected</c></param>
public sealed record ApprovalRequest(string Decision)
{
    /// <summary>The very document that was looked at (<see cref="VerdictEvidence.DocumentHash"/>); null for the last one proposed.</summary>
    public string? DocumentHash { get; init; }

    /// <summary>Why; at most 2000 characters.</summary>
    public string? Comment { get; init; }
}
