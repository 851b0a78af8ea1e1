namespace ApiGovernance.Catalog.Governance;

/// <summary>What a reviewer can say of a document.</summary>
internal static class ContractApprovals
{
    public const string Approved = "approved";

    public const string Rejected = "rejected";
}
