using System.Globalization;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Lifecycle;

/// <summary>The conditions of the steps: each is null when it holds, else the reason for people.</summary>
internal static class LifecycleGuards
{
    public static Finding? HasContract(TransitionRequest request) => request.HasContract
        ? null
        : CatalogFindings.Policy(
            "lifecycle-contract", $"{Name(request)} has no contract yet.", "Submit one with PUT .../versions/" + request.Version.Name + ".");

    public static Finding? GatePasses(TransitionRequest request) => request.GateObjection is { } objection
        ? CatalogFindings.Policy(
            "lifecycle-gate", $"The contract of {Name(request)} does not satisfy the gate at stage {StageNames.Of(request.To)}: {objection}",
            "Submit a contract without these findings, or have them waived.")
        : null;

    public static Finding? SunsetGiven(TransitionRequest request) => request.Sunset is null
        ? CatalogFindings.Policy("lifecycle-sunset", "A deprecation needs a sunset.", "Give `sunset`, the last day on which the version answers.")
        : null;

    public static Finding? SunsetAfterDeprecation(TransitionRequest request) => request.Sunset < request.DeprecationDay
        ? CatalogFindings.Policy(
            "lifecycle-sunset", $"The sunset {Day(request.Sunset.Value)} lies before the deprecation {Day(request.DeprecationDay)} (RFC 8594, RFC 9745).",
            "Give a later sunset.")
        : null;

    public static Finding? EnoughNotice(TransitionRequest request)
    {
        if (request.Sunset is not { } sunset)
            return null;
        // Callers learn of it today at the earliest, whatever day the deprecation is dated.
        DateOnly announced = request.DeprecationDay > request.Today ? request.DeprecationDay : request.Today;
        DateOnly earliest = request.Policy.EarliestSunset(request.Api.Spec.Visibility, announced);
        string visibility = request.Api.Spec.Visibility.ToString().ToLowerInvariant();
        int days = request.Policy.NoticeDays[request.Api.Spec.Visibility];
        return sunset < earliest
            ? CatalogFindings.Policy(
                "lifecycle-notice",
                $"Callers of the {visibility} API {request.Api.Name} are owed {days} days of notice; {Day(sunset)} is too early.",
                $"The earliest sunset is {Day(earliest)}.")
            : null;
    }

    public static Finding? SunsetNotEarlier(TransitionRequest request) => request.Sunset < request.Version.Sunset
        ? CatalogFindings.Policy(
            "lifecycle-sunset-earlier", $"The sunset of {Name(request)} was announced as {Day(request.Version.Sunset!.Value)} and never moves to an earlier day.",
            $"Give {Day(request.Version.Sunset!.Value)} or later.")
        : null;

    public static Finding? SuccessorServes(TransitionRequest request)
    {
        string[] candidates =
            [.. request.Versions.Where(version => version.Name != request.Version.Name && version.Stage is ApiStage.Preview or ApiStage.Active).Select(version => version.Name)];
        string known = candidates.Length == 0 ? "There is none yet: publish one first." : $"Candidates: {string.Join(", ", candidates)}.";
        string? successor = request.Successor ?? request.Version.Successor;
        if (string.IsNullOrEmpty(successor))
            return CatalogFindings.Policy("lifecycle-successor", "A deprecation names the version that takes over.", $"Give `successor`. {known}");
        return candidates.Contains(successor, StringComparer.Ordinal)
            ? null
            : CatalogFindings.Policy(
                "lifecycle-successor", $"{request.Api.Name} has no other version `{successor}` that is in preview or active.", known);
    }

    public static Finding? SunsetPassedOrQuiet(TransitionRequest request)
    {
        if (request.Version.Sunset < request.Today)
            return null;
        UsageRow[] callers =
        [
            .. request.Usage.Where(row => row.Calls > 0).GroupBy(row => row.Consumer)
                .Select(rows => rows.MaxBy(row => row.LastCall)!).OrderBy(row => row.Consumer, StringComparer.Ordinal),
        ];
        if (callers.Length == 0)
            return null;
        string who = string.Join(", ", callers.Select(row => $"{row.Consumer ?? "anonymous callers"} (last call {Minute(row.LastCall)})"));
        string until = request.Version.Sunset is { } sunset ? $"{Day(sunset)} is its last day" : "it has no sunset";
        return CatalogFindings.Policy(
            "lifecycle-still-called",
            $"{Name(request)} was called in the last {LifecycleTransitions.QuietDays} days, and {until}: {who}.",
            "Wait for the sunset, or move these consumers first.");
    }

    private static string Name(TransitionRequest request) => $"{request.Api.Name} {request.Version.Name}";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Minute(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
