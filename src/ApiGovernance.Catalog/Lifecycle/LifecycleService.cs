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
    public DateOnly? DeprecatedOn { get; init; }

    public DateOnly? Sunset { get; init; }

    public string? Successor { get; init; }

    public string? Documentation { get; init; }
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
                if (api.Find(step.Version) is not { } version)
                    return (new CatalogChange(), Refusal.NotFound($"version `{step.Version}` of {api.Name}", api.Versions.Select(known => known.Name)));

                Verdict? objection = await ObjectionAsync(version, step.To, cancellationToken);
                (ApiVersionSpec? spec, IReadOnlyList<Finding> refusals) =
                    LifecycleTransitions.Apply(await RequestAsync(api, version, step, objection, cancellationToken));
                if (spec is null)
                {
                    return (new CatalogChange(), new Refusal(CatalogProblemTypes.TransitionRefused, refusals[0].Message)
                    {
                        Findings = [.. refusals.Select(refusal => refusal with { Api = api.Name }), .. objection?.Blocking ?? []],
                    });
                }

                StoredVersion next = version with { Spec = spec };
                string detail = $"{StageNames.Of(version.Spec.Stage)} -> {StageNames.Of(spec.Stage)}"
                    + (spec.Stage == ApiStage.Deprecated ? $", sunset {spec.Sunset:yyyy-MM-dd}, successor {spec.Successor}" : "");
                AuditNote note = new(clock.GetUtcNow(), step.Actor, "stage-changed", $"Api/{next.Key}") { Detail = detail };
                return (new CatalogChange { Versions = [next], Audit = [note] }, next);
            },
            cancellationToken);

    /// <summary>A request for the table, with what the store knows of callers.</summary>
    public async Task<TransitionRequest> RequestAsync(
        StoredApi api, StoredVersion version, WantedStep step, Verdict? objection, CancellationToken cancellationToken)
    {
        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        ObservedUsage usage = step.To == ApiStage.Retired
            ? await store.ReadUsageAsync(api.Name, version.Name, today.AddDays(-LifecycleTransitions.QuietDays), cancellationToken)
            : ObservedUsage.None;
        return new TransitionRequest
        {
            Api = api.Descriptor,
            Version = version.Spec,
            To = step.To,
            Versions = [.. api.Versions.Select(known => known.Spec)],
            Policy = policies.Lifecycle,
            Today = today,
            HasContract = version.ContractHash is not null,
            GateObjection = objection?.Summary,
            Usage = usage.Rows,
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
        Verdict verdict = await gate.JudgeAsync(version.Api, version.Name, to, null, inForce, cancellationToken);
        return verdict.Outcome == VerdictOutcome.Pass ? null : verdict;
    }
}
