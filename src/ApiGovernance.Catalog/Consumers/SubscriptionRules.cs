using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Consumers;

/// <summary>Which decision is possible when.</summary>
internal static class SubscriptionRules
{
    /// <summary>In one order, so that the same wish is the same.</summary>
    public static SubscriptionTerms Terms(IEnumerable<string> versions, IEnumerable<string> scopes) => new(
        [.. versions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], [.. scopes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>True when just this is asked for already, or granted.</summary>
    public static bool IsAnswered(SubscriptionSpec spec, SubscriptionTerms wanted) =>
        (spec.Decision is null && Same(spec.Requested, wanted)) || (spec.Decision == SubscriptionDecision.Approved && Same(spec.Granted, wanted));

    /// <summary>The subscription after the decision (the same when it was taken before), or why not.</summary>
    public static (SubscriptionSpec? Spec, Refusal? Refusal) Apply(SubscriptionSpec spec, SubscriptionStep step) => step.Decision switch
    {
        SubscriptionDecision.Approved => Approve(spec, step),
        SubscriptionDecision.Rejected => spec switch
        {
            { Decision: SubscriptionDecision.Rejected } => (spec, null),
            { Decision: null, Requested: not null } => (spec with { Decision = SubscriptionDecision.Rejected }, null),
            _ => (null, Impossible(spec, step, "nothing is asked for; what was granted is revoked")),
        },
        _ => spec switch
        {
            { Decision: SubscriptionDecision.Revoked } => (spec, null),
            { Granted: not null } => (spec with { Granted = null, Decision = SubscriptionDecision.Revoked }, null),
            _ => (null, Impossible(spec, step, "nothing was granted; what is asked for is rejected")),
        },
    };

    public static Refusal Unknown(CatalogState state, string name) => SubscriptionViews.Of(state).Any(known => known.Name == name)
        ? new Refusal(CatalogProblemTypes.NotFound, $"`{name}` is written in the consumer's descriptor; nothing was asked for. Change the consumer instead.")
        : Refusal.NotFound($"subscription `{name}`", state.Of<SubscriptionDescriptor>().Select(known => known.Name));

    private static (SubscriptionSpec? Spec, Refusal? Refusal) Approve(SubscriptionSpec spec, SubscriptionStep step)
    {
        if (spec.Requested is not { } asked)
            return (null, Impossible(spec, step, "nothing was asked for"));
        SubscriptionTerms terms = Terms(step.Versions ?? asked.Versions, step.Scopes ?? asked.Scopes);
        string[] more =
        [
            .. terms.Scopes.Except(asked.Scopes, StringComparer.Ordinal),
            .. asked.Versions.Count == 0 ? [] : terms.Versions.Count == 0 ? ["all versions"] : terms.Versions.Except(asked.Versions, StringComparer.Ordinal),
        ];
        if (more.Length > 0)
        {
            return (null, new Refusal(
                CatalogProblemTypes.SubscriptionRefused, $"{string.Join(", ", more)}: not asked for. Grant what was asked for or less; the consumer asks for more."));
        }

        return spec.Decision == SubscriptionDecision.Approved && Same(spec.Granted, terms)
            ? (spec, null)
            : (spec with { Granted = terms, Decision = SubscriptionDecision.Approved }, null);
    }

    private static Refusal Impossible(SubscriptionSpec spec, SubscriptionStep step, string reason) => new(
        CatalogProblemTypes.SubscriptionRefused,
        $"{SubscriptionDescriptor.NameOf(spec.Consumer, spec.Api)} is {SubscriptionViews.StateOf(spec)} and cannot be {step.Decision.ToString().ToLowerInvariant()}: {reason}.");

    private static bool Same(SubscriptionTerms? one, SubscriptionTerms other) =>
        one is not null && one.Versions.ToHashSet().SetEquals(other.Versions) && one.Scopes.ToHashSet().SetEquals(other.Scopes);
}
