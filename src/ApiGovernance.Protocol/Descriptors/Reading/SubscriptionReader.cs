namespace ApiGovernance.Protocol.Descriptors.Reading;

internal static class SubscriptionReader
{
    private const string Rule = "descriptor-subscription";

    /// <param name="name">The descriptor's name, which says the same as the consumer and the API.</param>
    public static SubscriptionSpec Read(NodeReader spec, string name)
    {
        var subscription = new SubscriptionSpec(spec.Text("consumer", TextRule.Name), spec.Text("api", TextRule.Name))
        {
            Granted = spec.Object("granted", Terms),
            Requested = spec.Object("requested", Terms),
            Reason = spec.OptionalText("reason", TextRule.Reason),
            RequestedBy = spec.OptionalText("requestedBy", TextRule.Actor),
            RequestedAt = spec.Instant("requestedAt"),
            DecidedBy = spec.OptionalText("decidedBy", TextRule.Actor),
            DecidedAt = spec.Instant("decidedAt"),
            Decision = spec.Has("decision") ? spec.Choice<SubscriptionDecision>("decision") : null,
        };
        if (!spec.Findings.HasErrors)
        {
            CheckName(spec, subscription, name);
            CheckDecision(spec, subscription);
        }

        return subscription;
    }

    public static SubscriptionTerms Terms(NodeReader node) =>
        new(node.Texts("versions", TextRule.VersionName, minimum: 1), node.Texts("scopes", TextRule.Scope));

    private static void CheckName(NodeReader spec, SubscriptionSpec subscription, string name)
    {
        string right = SubscriptionDescriptor.NameOf(subscription.Consumer, subscription.Api);
        if (name != right)
        {
            spec.Wrong(
                Rule, "consumer", $"and `{spec.LabelOf("api")}` belong to a subscription named `{right}`; this one is named `{name}`.",
                $"Write metadata.name: {right}, or correct the two.");
        }
    }

    private static void CheckDecision(NodeReader spec, SubscriptionSpec subscription)
    {
        if (subscription is { Granted: null, Requested: null, Decision: null })
            spec.Wrong(Rule, "granted", "is missing, and so is `requested`: the subscription says nothing.", "Write what is `granted`, or what is `requested`.");
        if (subscription is { Decision: SubscriptionDecision.Approved, Granted: null })
            spec.Wrong(Rule, "granted", "is missing: the decision is `approved`.", "Write what is granted; `granted: {}` is all versions without scopes.");
        if (subscription is { Decision: SubscriptionDecision.Revoked, Granted: not null })
            spec.Wrong(Rule, "granted", "is written, and the decision is `revoked`.", "Remove it, or write decision: approved.");
        if (subscription is { Decision: not null, DecidedBy: null })
            spec.Wrong(Rule, "decidedBy", "is missing: there is a decision.", "Name who decided.");
        foreach (string member in new[] { "decidedBy", "decidedAt" })
        {
            if (subscription.Decision is null && spec.Has(member))
                spec.Wrong(Rule, member, "is written, and there is no decision.", "Add `decision`, or remove it.");
        }

        if (subscription is { RequestedAt: { } requested, DecidedAt: { } decided } && decided < requested)
            spec.Wrong(Rule, "decidedAt", "is before `requestedAt`.", "Correct one of the two.");
    }
}
