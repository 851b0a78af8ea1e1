namespace ApiGovernance.Protocol.Descriptors.Reading;

internal static class OverlapDecisionReader
{
    private const string Rule = "descriptor-overlap";

    public static OverlapDecisionSpec Read(NodeReader spec)
    {
        var decision = new OverlapDecisionSpec(
            spec.Texts("apis", TextRule.Name, minimum: 2, required: true, maximum: 2),
            spec.Choice<OverlapChoice>("decision"),
            spec.Text("reason", TextRule.Reason))
        {
            Entity = spec.OptionalText("entity", TextRule.Name),
            Into = spec.OptionalText("into", TextRule.Name),
            OwnerOfRecord = spec.OptionalText("ownerOfRecord", TextRule.Name),
            DecidedBy = spec.OptionalText("decidedBy", TextRule.Actor),
            Expires = spec.Date("expires"),
        };
        if (spec.TextOf("decision") is not null)
            CheckInto(spec, decision);
        return decision;
    }

    private static void CheckInto(NodeReader spec, OverlapDecisionSpec decision)
    {
        if (decision.Decision == OverlapChoice.Accept)
        {
            if (decision.Into is not null)
                spec.Wrong(Rule, "into", "is written, and the decision is to accept: both stay.", "Remove it, or write decision: consolidate.");
        }
        else if (!spec.Has("into"))
        {
            spec.Wrong(Rule, "into", "is missing: the decision is to consolidate.", $"Name the one that stays: {string.Join(" or ", decision.Apis)}.");
        }
        else if (decision.Into is not null && decision.Apis.Count == 2 && !decision.Apis.Contains(decision.Into))
        {
            spec.Wrong(Rule, "into", $"is `{decision.Into}`, which is neither of the two APIs.", $"Name the one that stays: {string.Join(" or ", decision.Apis)}.");
        }
    }
}
