using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Lifecycle;

/// <param name="Sunset">And the rest: for a deprecation.</param>
internal sealed record WantedStep(string Api, string Version, ApiStage To, CatalogActor Actor)
{
    /// <summary>The reason that was given.</summary>
    public string Why { get; init; } = "";

    /// <summary>Entity tags of which the version must still have one; null: no condition.</summary>
    public IReadOnlyList<string>? IfMatch { get; init; }

    public DateOnly? DeprecatedOn { get; init; }

    public DateOnly? Sunset { get; init; }

    public string? Successor { get; init; }

    public string? Documentation { get; init; }

    /// <summary>True when the version is there already: a step that is repeated is no mistake.</summary>
    public bool IsTaken(ApiVersionSpec version) => version.Stage == To
        && (To != ApiStage.Deprecated
            || (version.Sunset == Sunset && version.Successor == Successor
                && (DeprecatedOn ?? version.DeprecatedOn) == version.DeprecatedOn && (Documentation ?? version.Documentation) == version.Documentation));
}

/// <summary>Moves versions through their life.</summary>
internal sealed class LifecycleService(CatalogRegistry registry, ContractGate gate, ICatalogStore store, PolicySet policies, TimeProvider clock)
{
    public Task<Outcome<StoredVersion>> MoveAsync(WantedStep step, CancellationToken cancellationToken) =>
        registry.ChangeAsync<Outcome<StoredVersion>>(
            async state =>
            {
                if (state.FindApi(step.Api) is not { } api)
                    return (new CatalogChange(), Refusal.NotFound($"API `{step.Api}`", state.Apis.Select(known => known.Name)));
                if (AccessRules.Refuse(step.Actor, ActionOf(step.To), api.Descriptor.Spec.Owner) is { } forbidden)
                    return (new CatalogChange(), forbidden);
                if (api.Find(step.Version) is not { } version)
                    return (new CatalogChange(), Refusal.NotFound($"version `{step.Version}` of {api.Name}", api.Versions.Select(known => known.Name)));
                if (Preconditions.Check($"Api/{version.Key}", step.IfMatch, false, version.ETag) is { } changed)
                    return (new CatalogChange(), changed);
                if (step.IsTaken(version.Spec))
                    return (new CatalogChange(), version);

                Verdict? objection = await ObjectionAsync(version, step.To, cancellationToken);
                TransitionOutcome outcome = LifecycleTransitions.Apply(await RequestAsync(state, api, version, step, objection, cancellationToken));
                if (outcome.Version is not { } spec)
                {
                    return (new CatalogChange(), new Refusal(CatalogProblemTypes.TransitionRefused, outcome.Refusals[0].Message)
                    {
                        Findings = [.. outcome.Refusals, .. objection?.Blocking ?? []],
                    });
                }

                StoredVersion next = version with { Spec = spec };
                string detail = $"{StageNames.Of(version.Spec.Stage)} -> {StageNames.Of(spec.Stage)}"
                    + (spec.Stage == ApiStage.Deprecated ? $", sunset {spec.Sunset:yyyy-MM-dd}, successor {spec.Successor}" : "")
                    + string.Concat(outcome.Waived.Select(waived => $"; waived by {waived.Suppression!.Owner}: {waived.Message}"));
                AuditNote note = new(clock.GetUtcNow(), step.Actor, "stage-changed", $"Api/{next.Key}")
                {
                    Why = step.Why,
                    Detail = detail,
                    Before = AuditText.Of(version),
                    After = AuditText.Of(next),
                };
                return (new CatalogChange { Versions = [next], Audit = [note] }, next);
            },
            cancellationToken);

    private static CatalogAction ActionOf(ApiStage to) => to switch
    {
        ApiStage.Deprecated => CatalogAction.Deprecate,
        ApiStage.Retired => CatalogAction.Retire,
        _ => CatalogAction.Promote,
    };

    /// <summary>A request for the table, with what the store knows of callers.</summary>
    public async Task<TransitionRequest> RequestAsync(
        CatalogState state, StoredApi api, StoredVersion version, WantedStep step, Verdict? verdict, CancellationToken cancellationToken)
    {
        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        LifecyclePolicy policy = policies.LifecycleFor(api.Whole);
        // Of all APIs: silence says something only where gateways report.
        ObservedUsage usage = step.To == ApiStage.Retired
            ? await store.ReadUsageAsync(null, null, today.AddDays(-policy.QuietDays), cancellationToken)
            : ObservedUsage.None;
        ContractReviews reviews = version.ContractHash is { } hash
            ? await ContractReviews.ReadAsync(store, api.Name, version.Name, hash, cancellationToken)
            : ContractReviews.None;
        return new TransitionRequest
        {
            Api = api.Descriptor,
            Version = version.Spec,
            To = step.To,
            Versions = [.. api.Versions.Select(known => known.Spec)],
            Policy = policy,
            Today = today,
            HasContract = version.ContractHash is not null,
            HasOwner = state.Find("Team", api.Descriptor.Spec.Owner) is not null,
            GateVerdict = verdict,
            Approvers = reviews.Approvers(step.Actor.Name),
            RejectedBy = reviews.Rejection()?.Actor,
            Usage = [.. usage.Rows.Where(row => row.Api == api.Name && row.Version == version.Name)],
            ObservedSince = usage.AsOf is null ? null : usage.Since,
            Consumers = state.Of<ConsumerDescriptor>().ToDictionary(consumer => consumer.Name, StringComparer.Ordinal),
            Waivers = CatalogWaivers.Of(state, policies),
            DeprecatedOn = step.DeprecatedOn,
            Sunset = step.Sunset,
            Successor = step.Successor,
            Documentation = step.Documentation,
        };
    }

    /// <summary>Rules that did not block an earlier stage may block this one; null when they do not.</summary>
    private async Task<Verdict?> ObjectionAsync(StoredVersion version, ApiStage to, CancellationToken cancellationToken)
    {
        if (version.ContractHash is not { } hash || to is not (ApiStage.Preview or ApiStage.Active))
            return null;
        DocumentBundle inForce = (await gate.ReadAsync(hash, cancellationToken)).Bundle;
        Verdict verdict = await gate.JudgeAsync(new GateQuestion(version.Api, version.Name, to, null, inForce, null), cancellationToken);
        return verdict.IsPass ? null : verdict;
    }
}
