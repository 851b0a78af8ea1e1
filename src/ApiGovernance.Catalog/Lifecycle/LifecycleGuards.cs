using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Catalog.Lifecycle;

/// <summary>The conditions that a policy's table can name.</summary>
public static class LifecycleGuards
{
    public static LifecycleGuard OwnerPresent { get; } = new(
        "owner-present", "The API's owner is a registered team.", request => request.HasOwner
            ? []
            : [CatalogFindings.Policy("lifecycle-owner", $"The owner of {request.Api.Name}, {request.Api.Spec.Owner}, is no registered team.", "Register the team, or name another owner.")]);

    public static LifecycleGuard ContractPresent { get; } = new(
        "contract-present", "A contract is in force.", request => request.HasContract
            ? []
            : [CatalogFindings.Policy("lifecycle-contract", $"{Name(request)} has no contract yet.", "Submit one with PUT .../versions/" + request.Version.Name + ".")]);

    public static LifecycleGuard GatePasses { get; } = new(
        "gate-passes", "The change gate passes the contract at the stage wanted: lint at or below the policy's severity, no unwaived breaking change, everything analysed.",
        request => request.GateVerdict is { IsPass: false } objection
            ? [CatalogFindings.Policy(
                "lifecycle-gate", $"The contract of {Name(request)} does not satisfy the gate at stage {StageNames.Of(request.To)}: {objection.Summary}",
                "Submit a contract without these findings, or have them waived.")]
            : []);

    public static LifecycleGuard Approved { get; } = new(
        "approved", "Somebody other than the submitter, and other than who asks for the step, has approved the contract in force, and nobody's last word refuses it.",
        request => request switch
        {
            { RejectedBy: { } reviewer } =>
            [
                CatalogFindings.Policy("lifecycle-approval", $"{reviewer} has refused the contract of {Name(request)}.", $"Submit another one, or convince {reviewer}."),
            ],
            { Approvers.Count: > 0 } => [],
            _ => [CatalogFindings.Policy("lifecycle-approval", $"Nobody else has approved the contract of {Name(request)}.", "Ask a reviewer: `apigov api approve`, or POST .../approvals.")],
        });

    public static LifecycleGuard SunsetGiven { get; } = new(
        "sunset-given", "A last day is named.", request => request.Sunset is null
            ? [CatalogFindings.Policy("lifecycle-sunset", "A deprecation needs a sunset.", "Give `sunset`, the last day on which the version answers.")]
            : []);

    public static LifecycleGuard SunsetAfterDeprecation { get; } = new(
        "sunset-after-deprecation", "The last day is not before the day of deprecation (RFC 8594, RFC 9745).",
        request => request.Sunset < request.DeprecationDay
            ? [CatalogFindings.Policy(
                "lifecycle-sunset",
                $"The sunset {LifecycleWords.Day(request.Sunset.Value)} lies before the deprecation {LifecycleWords.Day(request.DeprecationDay)} (RFC 8594, RFC 9745).",
                "Give a later sunset.")]
            : []);

    public static LifecycleGuard NoticeGiven { get; } = new(
        "notice-given", "Callers get the notice that the policy owes them, counted from today at the earliest.", Notice);

    public static LifecycleGuard SunsetNotEarlier { get; } = new(
        "sunset-not-earlier", "A sunset that was announced never moves to an earlier day.", request => request.Sunset < request.Version.Sunset
            ? [CatalogFindings.Policy(
                "lifecycle-sunset-earlier",
                $"The sunset of {Name(request)} was announced as {LifecycleWords.Day(request.Version.Sunset!.Value)} and never moves to an earlier day.",
                $"Give {LifecycleWords.Day(request.Version.Sunset!.Value)} or later.")]
            : []);

    public static LifecycleGuard SunsetReached { get; } = new(
        "sunset-reached", "The last day that was announced has come; to end it before is a reason that a waiver can cover.", request =>
            request.Version.Sunset is { } sunset && sunset > request.Today
                ? [CatalogFindings.Policy(
                    "lifecycle-before-sunset",
                    $"Callers of {Name(request)} were told that it answers until {LifecycleWords.Day(sunset)}; it cannot be retired before.",
                    $"Retire it on {LifecycleWords.Day(sunset)}, or have the finding waived when everybody has agreed.") with
                { Identity = $"{request.Version.Name} {LifecycleWords.Day(sunset)}" }]
                : []);

    public static LifecycleGuard SuccessorNamed { get; } = new(
        "successor-named", "Another version of the API that is in preview or active takes over.", Successor);

    public static LifecycleGuard NoTraffic { get; } = new(
        "no-traffic", "Nobody had a call answered in the last quietDays days; each consumer that did is a reason of its own, which a waiver can cover. Where gateways reported nothing in these days, or only in some of them, that is a reason too.",
        LiveConsumers.Of);

    /// <summary>By name.</summary>
    public static IReadOnlyList<LifecycleGuard> All { get; } =
    [
        OwnerPresent, ContractPresent, GatePasses, Approved, SunsetGiven, SunsetAfterDeprecation, NoticeGiven, SunsetNotEarlier, SunsetReached, SuccessorNamed, NoTraffic,
    ];

    private static IEnumerable<Finding> Notice(TransitionRequest request)
    {
        if (request.Sunset is not { } sunset)
            return [];
        // Callers learn of it today at the earliest, whatever day the deprecation is dated.
        DateOnly announced = request.DeprecationDay > request.Today ? request.DeprecationDay : request.Today;
        DateOnly earliest = request.Policy.EarliestSunset(request.Api.Spec.Visibility, announced);
        string visibility = request.Api.Spec.Visibility.ToString().ToLowerInvariant();
        int days = request.Policy.NoticeDays[request.Api.Spec.Visibility];
        return sunset >= earliest
            ? []
            : [CatalogFindings.Policy(
                "lifecycle-notice",
                $"Callers of the {visibility} API {request.Api.Name} are owed {days} days of notice; {LifecycleWords.Day(sunset)} is too early.",
                $"The earliest sunset is {LifecycleWords.Day(earliest)}.")];
    }

    private static IEnumerable<Finding> Successor(TransitionRequest request)
    {
        string[] candidates =
            [.. request.Versions.Where(version => version.Name != request.Version.Name && version.Stage is Protocol.Descriptors.ApiStage.Preview or Protocol.Descriptors.ApiStage.Active).Select(version => version.Name)];
        string known = candidates.Length == 0 ? "There is none yet: publish one first." : $"Candidates: {string.Join(", ", candidates)}.";
        string? successor = request.Successor ?? request.Version.Successor;
        if (string.IsNullOrEmpty(successor))
            return [CatalogFindings.Policy("lifecycle-successor", "A deprecation names the version that takes over.", $"Give `successor`. {known}")];
        return candidates.Contains(successor, StringComparer.Ordinal)
            ? []
            : [CatalogFindings.Policy("lifecycle-successor", $"{request.Api.Name} has no other version `{successor}` that is in preview or active.", known)];
    }

    private static string Name(TransitionRequest request) => $"{request.Api.Name} {request.Version.Name}";
}
