using ApiGovernance.Catalog.Storage;

namespace ApiGovernance.Catalog.Governance;

/// <summary>What approvals of one document come to: each reviewer's last word counts.</summary>
internal static class ContractApprovals
{
    public const string Approved = "approved";

    public const string Rejected = "rejected";

    /// <summary>Who approved and has not taken it back, by name.</summary>
    /// <param name="except">Those whose word does not count: who submitted it, who asks for the step.</param>
    public static IReadOnlyList<string> Approvers(IReadOnlyList<StoredApproval> approvals, IReadOnlyList<string> except) =>
    [
        .. LastWords(approvals).Where(word => word.Decision == Approved && !except.Contains(word.Actor, StringComparer.Ordinal)).Select(word => word.Actor),
    ];

    /// <summary>The last rejection that stands; null when nobody's last word is one.</summary>
    public static StoredApproval? Rejection(IReadOnlyList<StoredApproval> approvals) => LastWords(approvals).LastOrDefault(word => word.Decision == Rejected);

    private static IEnumerable<StoredApproval> LastWords(IReadOnlyList<StoredApproval> approvals) =>
        approvals.GroupBy(approval => approval.Actor, StringComparer.Ordinal).Select(words => words.Last()).OrderBy(word => word.Actor, StringComparer.Ordinal);
}
