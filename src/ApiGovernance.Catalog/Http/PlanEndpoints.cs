using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Planning;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Protocol.CatalogApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>A whole folder at once: what it would change, and the change itself.</summary>
internal static class PlanEndpoints
{
    private const int MaxBytes = 200 * 1024 * 1024;

    private static readonly string[] Prunings = ["managed", "none", "all"];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/plan", PlanAsync).For(CatalogAction.CheckContract);
        api.MapPost("/apply", ApplyAsync).For(CatalogAction.Apply);
    }

    private static async Task<IResult> PlanAsync(HttpContext http, FolderPlanner planner)
    {
        FolderRequest request = await ReadAsync(http);
        return Answers.Of(http, await planner.PlanAsync(request, Caller.Actor(http), http.RequestAborted), plan => Answers.Json(plan));
    }

    private static async Task<IResult> ApplyAsync(HttpContext http, FolderPlanner planner, SnapshotPublisher publisher)
    {
        FolderRequest request = await ReadAsync(http);
        Outcome<CatalogPlan> outcome = await planner.ApplyAsync(request, Caller.Actor(http), http.RequestAborted);
        if (outcome.Value is { Applied: true })
            await publisher.PublishAsync(CancellationToken.None);
        return Answers.Of(http, outcome, plan => plan.Applied ? Answers.Json(plan) : Answers.Problem(http, PlanRefusal.Of(plan)));
    }

    private static async Task<FolderRequest> ReadAsync(HttpContext http)
    {
        FolderRequest request = await RequestBody.ReadJsonAsync<FolderRequest>(http.Request, http.RequestAborted, MaxBytes);
        return Prunings.Contains(request.Prune, StringComparer.Ordinal)
            ? request
            : throw new BodyRefusedException(new Refusal(CatalogProblemTypes.BodyUnreadable, $"`prune` is `{request.Prune}`; write {string.Join(", ", Prunings)}."));
    }
}
