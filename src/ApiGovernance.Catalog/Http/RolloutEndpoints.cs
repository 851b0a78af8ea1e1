using System.Globalization;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Catalog.Rollouts;
using ApiGovernance.Protocol.Acknowledgements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>Snapshots on their way to the gateways: how calls fare there, where they stand, and what people decide.</summary>
internal static class RolloutEndpoints
{
    private const int MaxReportBytes = 16 * 1024 * 1024;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/gateways/{gateway}/reports", ReportAsync).For(CatalogAction.ReadSnapshot);
        api.MapMethods("/rollouts", RequestRules.Read, List).Paged().For(CatalogAction.Read);
        api.MapPost("/rollouts/{revision}/promote", PromoteAsync).For(CatalogAction.DecideRollout);
        api.MapPost("/rollouts/{revision}/rollback", RollBackAsync).For(CatalogAction.DecideRollout);
    }

    private static async Task<IResult> ReportAsync(string gateway, HttpContext http, SnapshotPublisher publisher)
    {
        ReleaseReport report = await RequestBody.ReadJsonAsync<ReleaseReport>(http.Request, http.RequestAborted, MaxReportBytes);
        if (report.Gateway != gateway)
            return Answers.Problem(http, new Refusal(CatalogProblemTypes.BodyUnreadable, $"The report is of '{report.Gateway}', the address of '{gateway}'."));
        if (report.Versions.Any(version => version.Requests < 0 || version.GatewayFailures < 0 || version.BackendFailures < 0 || version.Refusals < 0))
            return Answers.Problem(http, new Refusal(CatalogProblemTypes.BodyUnreadable, "A number of calls cannot be less than 0."));
        await publisher.ReportAsync(report, http.RequestAborted);
        return Results.NoContent();
    }

    private static IResult List(HttpContext http, RolloutCoordinator rollouts) =>
        // The newest first: what is in order is the time that is left to the end of all time.
        Pages.Of(
            http, rollouts.All.Select((rollout, i) => (Rollout: rollout, Place: i)),
            item => string.Create(CultureInfo.InvariantCulture, $"{long.MaxValue - item.Rollout.Started.UtcTicks:D19}{item.Place:D3}"), item => item.Rollout);

    private static async Task<IResult> PromoteAsync(string revision, HttpContext http, RolloutCoordinator rollouts) =>
        Answers.Of(http, await rollouts.PromoteAsync(revision, Caller.Actor(http), http.RequestAborted), rollout => Answers.Json(rollout));

    private static async Task<IResult> RollBackAsync(string revision, HttpContext http, RolloutCoordinator rollouts) =>
        Answers.Of(http, await rollouts.RollBackAsync(revision, Caller.Actor(http), http.RequestAborted), rollout => Answers.Json(rollout));
}
