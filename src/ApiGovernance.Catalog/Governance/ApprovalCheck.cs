using ApiGovernance.Diff;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Governance;

/// <summary>Four eyes, where the policy asks for them: of what passes, what somebody other than its submitter must have approved.</summary>
internal static class ApprovalCheck
{
    public static Verdict Apply(Verdict verdict, GateInput input, VersionBump bump)
    {
        ApprovalRule? rule = input.Policies.Gate.Approvals.Where(rule => Applies(rule, verdict, input, bump)).MaxBy(rule => rule.Reviewers);
        if (rule is null || input.IsReviewed || verdict.Outcome != VerdictOutcome.Pass || verdict.Evidence.DocumentHash == verdict.Evidence.BaselineHash)
            return verdict;
        ApprovalState state = StateOf(rule, input, bump);
        string needs = state.Required == 1 ? "somebody else's approval" : $"the approval of {state.Required} others";
        return state switch
        {
            { RejectedBy: { } reviewer } => verdict with
            {
                Approval = state,
                Outcome = VerdictOutcome.Blocked,
                Summary = $"Blocked: {reviewer} has refused this contract{(state.Comment is { Length: > 0 } comment ? $": {comment}" : ".")}",
            },
            { IsGiven: false } => verdict with
            {
                Approval = state,
                Outcome = VerdictOutcome.NeedsApproval,
                Summary = $"Needs {needs} ({state.Reason}). {verdict.Summary}",
            },
            _ => verdict with { Approval = state },
        };
    }

    private static ApprovalState StateOf(ApprovalRule rule, GateInput input, VersionBump bump)
    {
        GateApproval[] last = [.. input.Approvals.GroupBy(approval => approval.Actor, StringComparer.Ordinal).Select(words => words.Last()).OrderBy(word => word.Actor, StringComparer.Ordinal)];
        GateApproval? rejected = last.LastOrDefault(word => word.Decision == ContractApprovals.Rejected);
        string[] approvers = [.. last.Where(word => word.Decision == ContractApprovals.Approved && word.Actor != input.Submitter).Select(word => word.Actor)];
        return new ApprovalState(rule.Reviewers, approvers, rejected?.Actor) { Reason = ReasonOf(rule, input, bump), Comment = rejected?.Comment };
    }

    private static bool Applies(ApprovalRule rule, Verdict verdict, GateInput input, VersionBump bump) =>
        rule.AppliesTo.Matches(input.Descriptor)
        && (rule.Stages.Count == 0 || rule.Stages.Contains(input.Stage))
        && (rule.Bumps.Count == 0 || rule.Bumps.Contains(StepOf(input, bump), StringComparer.Ordinal))
        && (!rule.WaivedBreaksOnly || verdict.Findings.Any(finding => finding is { Kind: FindingKind.Change, Severity: Severity.Error, Suppression: not null }));

    private static string ReasonOf(ApprovalRule rule, GateInput input, VersionBump bump) => rule.WaivedBreaksOnly
        ? "a waiver lets a breaking change through"
        : $"a {StepOf(input, bump)} change of a version that is {Storage.StageNames.Of(input.Stage)}";

    private static string StepOf(GateInput input, VersionBump bump) => input.Baseline is null ? "first" : bump.ToString().ToLowerInvariant();
}
