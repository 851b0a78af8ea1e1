using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Consumers;

/// <param name="Name"><c>consumer--api</c></param>
/// <param name="Versions">For an approval: null for those that were asked for.</param>
internal sealed record SubscriptionStep(string Name, SubscriptionDecision Decision, CatalogActor Actor)
{
    public IReadOnlyList<string>? Versions { get; init; }

    public IReadOnlyList<string>? Scopes { get; init; }

    public string? Reason { get; init; }
}

/// <param name="IsNew">True when nothing was known of this consumer and API before.</param>
internal sealed record SubscriptionResult(SubscriptionDescriptor Subscription, bool IsNew, bool IsChanged);

/// <summary>Subscriptions are asked for and decided. What is done already is done again without a trace.</summary>
internal sealed class SubscriptionService(CatalogRegistry registry, PolicySet policies, TimeProvider clock)
{
    public Task<Outcome<SubscriptionResult>> RequestAsync(string consumer, SubscribeRequest request, CatalogActor actor, CancellationToken cancellationToken) =>
        ChangeAsync(
            state =>
            {
                if (state.Find("Consumer", consumer) is null)
                    return Refusal.NotFound($"consumer `{consumer}`", state.Of<ConsumerDescriptor>().Select(known => known.Name));
                string name = SubscriptionDescriptor.NameOf(consumer, request.Api);
                SubscriptionDescriptor? known = Find(state, name);
                SubscriptionTerms terms = SubscriptionRules.Terms(request.Versions, request.Scopes);
                if (known is not null && SubscriptionRules.IsAnswered(known.Spec, terms))
                    return new Decided(known, known, "");
                SubscriptionSpec spec = (known?.Spec ?? new SubscriptionSpec(consumer, request.Api)) with
                {
                    Requested = terms,
                    Reason = request.Reason,
                    RequestedBy = actor.Name,
                    RequestedAt = clock.GetUtcNow(),
                    DecidedBy = null,
                    DecidedAt = null,
                    Decision = null,
                };
                return new Decided(known, new SubscriptionDescriptor { Metadata = known?.Metadata ?? new DescriptorMetadata(name), Spec = spec }, "requested");
            },
            actor, request.Reason, cancellationToken);

    public Task<Outcome<SubscriptionResult>> DecideAsync(SubscriptionStep step, CancellationToken cancellationToken) =>
        ChangeAsync(
            state =>
            {
                if (Find(state, step.Name) is not { } known)
                    return SubscriptionRules.Unknown(state, step.Name);
                (SubscriptionSpec? spec, Refusal? refusal) = SubscriptionRules.Apply(known.Spec, step);
                if (spec is null)
                    return refusal!;
                if (spec == known.Spec)
                    return new Decided(known, known, "");
                spec = spec with { Reason = step.Reason ?? spec.Reason, DecidedBy = step.Actor.Name, DecidedAt = clock.GetUtcNow() };
                return new Decided(known, known with { Spec = spec }, SubscriptionViews.StateOf(spec));
            },
            step.Actor, step.Reason, cancellationToken);

    private Task<Outcome<SubscriptionResult>> ChangeAsync(
        Func<CatalogState, Outcome<Decided>> decide, CatalogActor actor, string? why, CancellationToken cancellationToken) =>
        registry.ChangeAsync<Outcome<SubscriptionResult>>(
            state =>
            {
                (CatalogChange change, Outcome<SubscriptionResult> result) = Change(state, decide(state), actor, why);
                return Task.FromResult((change, result));
            },
            cancellationToken);

    private (CatalogChange Change, Outcome<SubscriptionResult> Result) Change(CatalogState state, Outcome<Decided> outcome, CatalogActor actor, string? why)
    {
        if (outcome.Value is not { } decided)
            return (new CatalogChange(), outcome.Refusal!);
        if (ReferenceEquals(decided.Before, decided.After))
            return (new CatalogChange(), new SubscriptionResult(decided.After, false, false));
        if (RecordAccess.RefuseChange(actor, state, decided.Before, decided.After) is { } forbidden)
            return (new CatalogChange(), forbidden);
        // The same bounds and references as for what is written in files.
        string json = DescriptorWriter.ToJson(decided.After);
        DescriptorReadResult read = DescriptorReader.FromJson("request-body", json);
        IReadOnlyList<Finding> errors = read.Descriptor is { } sound ? EstateCheck.Of(state, policies, EstateCheck.Load(sound)) : read.Findings;
        if (errors.Count > 0)
            return (new CatalogChange(), new Refusal(CatalogProblemTypes.DescriptorInvalid, errors[0].Message) { Findings = errors });

        AuditNote note = new(clock.GetUtcNow(), actor, $"subscription-{decided.Action}", $"Subscription/{decided.After.Name}")
        {
            Why = why ?? "",
            Before = decided.Before is { } before ? DescriptorWriter.ToJson(before) : null,
            After = json,
        };
        StoredDescriptor stored = new(decided.After, state.Find("Subscription", decided.After.Name)?.SeedHash);
        return (
            new CatalogChange { Descriptors = [stored], Audit = [note] },
            new SubscriptionResult(decided.After, decided.Before is null, true));
    }

    private static SubscriptionDescriptor? Find(CatalogState state, string name) => state.Find("Subscription", name)?.Descriptor as SubscriptionDescriptor;

    private sealed record Decided(SubscriptionDescriptor? Before, SubscriptionDescriptor After, string Action);
}
