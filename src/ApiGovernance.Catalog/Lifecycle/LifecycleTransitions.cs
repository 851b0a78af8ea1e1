using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Lifecycle;

/// <param name="Guards">What must hold; all of them are asked, so a refusal tells everything at once.</param>
public sealed record LifecycleTransition(ApiStage From, ApiStage To, params IReadOnlyList<LifecycleGuard> Guards);

/// <summary>Takes steps by a policy's table, and the table that holds where a policy has none.</summary>
internal static class LifecycleTransitions
{
    /// <summary>What holds without a table of one's own.</summary>
    public static IReadOnlyList<LifecycleTransition> Standard { get; } =
    [
        new(ApiStage.Design, ApiStage.Development, LifecycleGuards.OwnerPresent),
        new(ApiStage.Development, ApiStage.Preview, LifecycleGuards.OwnerPresent, LifecycleGuards.ContractPresent, LifecycleGuards.GatePasses),
        new(ApiStage.Preview, ApiStage.Active, LifecycleGuards.OwnerPresent, LifecycleGuards.ContractPresent, LifecycleGuards.GatePasses),
        new(ApiStage.Active, ApiStage.Deprecated,
            LifecycleGuards.SunsetGiven, LifecycleGuards.SunsetAfterDeprecation, LifecycleGuards.NoticeGiven, LifecycleGuards.SuccessorNamed),
        // Announced again: the end may move, but only to a later day.
        new(ApiStage.Deprecated, ApiStage.Deprecated,
            LifecycleGuards.SunsetGiven, LifecycleGuards.SunsetAfterDeprecation, LifecycleGuards.SunsetNotEarlier, LifecycleGuards.SuccessorNamed),
        new(ApiStage.Deprecated, ApiStage.Retired, LifecycleGuards.SunsetReached, LifecycleGuards.NoTraffic),
        new(ApiStage.Preview, ApiStage.Retired, LifecycleGuards.NoTraffic),
        new(ApiStage.Design, ApiStage.Retired),
        new(ApiStage.Development, ApiStage.Retired),
    ];

    /// <summary>The version after the step, or why not; waived reasons are no obstacle and are told all the same.</summary>
    public static TransitionOutcome Apply(TransitionRequest request)
    {
        LifecycleTransition? transition = request.Policy.Transitions.FirstOrDefault(step => step.From == request.Version.Stage && step.To == request.To);
        if (transition is null)
            return new TransitionOutcome(null, [NoSuchStep(request)], []);

        Finding[] reasons =
        [
            .. transition.Guards.SelectMany(guard => guard.Check(request))
                .Select(reason => WaiverApplication.Suppress(reason with { Api = request.Api.Name }, request.Waivers, request.Today)),
        ];
        Finding[] refusals = [.. reasons.Where(reason => reason.Suppression is null)];
        Finding[] waived = [.. reasons.Where(reason => reason.Suppression is not null)];
        return new TransitionOutcome(refusals.Length > 0 ? null : After(request), refusals, waived);
    }

    private static ApiVersionSpec After(TransitionRequest request)
    {
        ApiVersionSpec version = request.Version with { Stage = request.To };
        return request.To switch
        {
            ApiStage.Deprecated => version with
            {
                DeprecatedOn = request.DeprecationDay,
                Sunset = request.Sunset,
                Successor = request.Successor ?? version.Successor,
                Documentation = request.Documentation ?? version.Documentation,
            },
            ApiStage.Retired => version with
            {
                DeprecatedOn = Earlier(request.DeprecationDay, request.Today),
                Sunset = Earlier(version.Sunset, request.Today),
                BrownOuts = [],
            },
            _ => version,
        };
    }

    // Retired before its sunset: the day on which it really ended is the one to tell callers. A deprecation does not follow it (RFC 9745).
    private static DateOnly Earlier(DateOnly? sunset, DateOnly today) => sunset is { } day && day < today ? day : today;

    private static Finding NoSuchStep(TransitionRequest request)
    {
        string[] possible = [.. request.Policy.Transitions.Where(step => step.From == request.Version.Stage).Select(step => StageNames.Of(step.To)).Distinct()];
        string from = StageNames.Of(request.Version.Stage);
        return CatalogFindings.Policy(
            "lifecycle-transition",
            $"A version that is {from} cannot become {StageNames.Of(request.To)}.",
            possible.Length == 0 ? $"{from} is the end; publish a new version." : $"From {from} it can become: {string.Join(", ", possible)}.");
    }
}

/// <param name="Version">The version after the step; null when it is refused.</param>
internal sealed record TransitionOutcome(ApiVersionSpec? Version, IReadOnlyList<Finding> Refusals, IReadOnlyList<Finding> Waived);
