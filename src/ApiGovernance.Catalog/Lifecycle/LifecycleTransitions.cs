using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Lifecycle;

/// <param name="Guards">What must hold; all of them are asked, so a refusal tells everything at once.</param>
internal sealed record LifecycleTransition(ApiStage From, ApiStage To, params Func<TransitionRequest, Finding?>[] Guards);

/// <summary>The steps that exist. Whatever is not in the table is refused.</summary>
internal static class LifecycleTransitions
{
    /// <summary>A version without calls for this long may be retired before its sunset.</summary>
    public const int QuietDays = 30;

    public static IReadOnlyList<LifecycleTransition> All { get; } =
    [
        new(ApiStage.Design, ApiStage.Development),
        new(ApiStage.Development, ApiStage.Preview, LifecycleGuards.HasContract, LifecycleGuards.GatePasses),
        new(ApiStage.Preview, ApiStage.Active, LifecycleGuards.HasContract, LifecycleGuards.GatePasses),
        new(ApiStage.Active, ApiStage.Deprecated,
            LifecycleGuards.SunsetGiven, LifecycleGuards.SunsetAfterDeprecation, LifecycleGuards.EnoughNotice, LifecycleGuards.SuccessorServes),
        // Announced again: the end may move, but only to a later day.
        new(ApiStage.Deprecated, ApiStage.Deprecated,
            LifecycleGuards.SunsetGiven, LifecycleGuards.SunsetAfterDeprecation, LifecycleGuards.SunsetNotEarlier, LifecycleGuards.SuccessorServes),
        new(ApiStage.Deprecated, ApiStage.Retired, LifecycleGuards.SunsetPassedOrQuiet),
        new(ApiStage.Preview, ApiStage.Retired),
        new(ApiStage.Design, ApiStage.Retired),
        new(ApiStage.Development, ApiStage.Retired),
    ];

    /// <summary>The version after the step, or why not.</summary>
    public static (ApiVersionSpec? Version, IReadOnlyList<Finding> Refusals) Apply(TransitionRequest request)
    {
        LifecycleTransition? transition = All.FirstOrDefault(step => step.From == request.Version.Stage && step.To == request.To);
        if (transition is null)
            return (null, [NoSuchStep(request)]);

        IReadOnlyList<Finding> refusals = [.. transition.Guards.Select(guard => guard(request)).OfType<Finding>()];
        return refusals.Count > 0 ? (null, refusals) : (After(request), []);
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
            ApiStage.Retired => version with { DeprecatedOn = request.DeprecationDay, Sunset = Earlier(version.Sunset, request.Today) },
            _ => version,
        };
    }

    // Retired before its sunset: the day on which it really ended is the one to tell callers.
    private static DateOnly Earlier(DateOnly? sunset, DateOnly today) => sunset is { } day && day < today ? day : today;

    private static Finding NoSuchStep(TransitionRequest request)
    {
        string[] possible = [.. All.Where(step => step.From == request.Version.Stage).Select(step => StageNames.Of(step.To)).Distinct()];
        string from = StageNames.Of(request.Version.Stage);
        return CatalogFindings.Policy(
            "lifecycle-transition",
            $"A version that is {from} cannot become {StageNames.Of(request.To)}.",
            possible.Length == 0 ? $"{from} is the end; publish a new version." : $"From {from} it can become: {string.Join(", ", possible)}.");
    }
}
