using ApiGovernance.Diff.Policies;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Usage;

/// <summary>Lets a break pass that nobody was seen using, where a policy says so. What is not known is never let through.</summary>
public static class UnusedBreakRule
{
    /// <summary>The finding, or the same with the policy's severity and with what was observed in its message.</summary>
    /// <param name="rule">Null: nothing is let through.</param>
    /// <param name="input">Its window must be as long as the rule's, at least.</param>
    public static Finding Apply(Finding finding, UnusedBreaks? rule, ImpactInput input)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(input);
        if (rule is null || finding is not { Kind: FindingKind.Change, Severity: Severity.Error, Suppression: null })
            return finding;
        if (input.AsOf is null || input.WindowDays < rule.AfterDays)
            return finding;
        ImpactInput asked = input with { MinSamples = rule.MinSamples, WindowDays = rule.AfterDays };
        ImpactJudgement judgement = new(finding, asked);
        DateTimeOffset since = input.Now.AddDays(-rule.AfterDays);
        if (!IsObservedSince(DateOnly.FromDateTime(since.UtcDateTime), judgement, input))
            return finding;
        List<(ConsumerEvidence Consumer, ImpactState State)> states = [.. ConsumerEvidence.Of(asked, since).Select(consumer => (consumer, judgement.Of(consumer)))];
        if (states.Any(one => one.State != ImpactState.Unaffected))
            return finding;
        string observed = $"{ImpactNote.Nobody(finding, judgement)} in {Words.Count(rule.AfterDays, "day")}{ImpactNote.Sampled(judgement, states)}";
        return finding with { Severity = rule.Severity, Message = $"{finding.Message} {observed}; the policy lets such a break pass." };
    }

    /// <summary>A gateway that began last week knows nothing of the weeks before.</summary>
    private static bool IsObservedSince(DateOnly since, ImpactJudgement judgement, ImpactInput input)
    {
        bool byFields = judgement.Audience is ImpactAudience.Senders or ImpactAudience.Holders or ImpactAudience.Omitters or ImpactAudience.Strangers;
        return input.CallsSince <= since && (!byFields || input.FieldsSince <= since);
    }
}
