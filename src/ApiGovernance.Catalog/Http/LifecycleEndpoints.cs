using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Lifecycle;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>Steps in the life of a version.</summary>
internal static class LifecycleEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/apis/{name}/versions/{version}/promote", PromoteAsync).For(CatalogAction.Promote);
        api.MapPost("/apis/{name}/versions/{version}/deprecate", DeprecateAsync).For(CatalogAction.Deprecate);
        api.MapPost("/apis/{name}/versions/{version}/retire", RetireAsync).For(CatalogAction.Retire);
    }

    private static async Task<IResult> PromoteAsync(
        string name, string version, HttpContext http, LifecycleService lifecycle, SnapshotPublisher publisher)
    {
        PromoteRequest request = await RequestBody.ReadJsonAsync<PromoteRequest>(http.Request, http.RequestAborted);
        if (request.To > ApiStage.Active)
        {
            return Answers.Problem(http, new Refusal(
                CatalogProblemTypes.ParameterInvalid, $"A version is not promoted to {StageNames.Of(request.To)}. Use deprecate or retire."));
        }

        return await MoveAsync(new WantedStep(name, version, request.To, Caller.Actor(http)), http, lifecycle, publisher);
    }

    private static async Task<IResult> DeprecateAsync(
        string name, string version, HttpContext http, LifecycleService lifecycle, SnapshotPublisher publisher)
    {
        DeprecateRequest request = await RequestBody.ReadJsonAsync<DeprecateRequest>(http.Request, http.RequestAborted);
        // It goes into the `Link` field of every answer.
        if (request.Documentation is { } page && !HttpAddress.Is(page, out _))
        {
            return Answers.Problem(http, new Refusal(
                CatalogProblemTypes.ParameterInvalid,
                $"`documentation` must be an absolute http or https URL of {HttpAddress.MaxLength} characters at most, like https://developer.example.com/orders."));
        }

        WantedStep step = new(name, version, ApiStage.Deprecated, Caller.Actor(http))
        {
            DeprecatedOn = request.DeprecatedOn,
            Sunset = request.Sunset,
            Successor = request.Successor,
            Documentation = request.Documentation,
        };
        return await MoveAsync(step, http, lifecycle, publisher);
    }

    private static Task<IResult> RetireAsync(
        string name, string version, HttpContext http, LifecycleService lifecycle, SnapshotPublisher publisher) =>
        MoveAsync(new WantedStep(name, version, ApiStage.Retired, Caller.Actor(http)), http, lifecycle, publisher);

    private static async Task<IResult> MoveAsync(WantedStep step, HttpContext http, LifecycleService lifecycle, SnapshotPublisher publisher)
    {
        Outcome<StoredVersion> outcome = await lifecycle.MoveAsync(step with { IfMatch = Caller.IfMatch(http.Request) }, http.RequestAborted);
        if (outcome.Value is not null)
            await publisher.PublishAsync(CancellationToken.None);
        return Answers.Of(http, outcome, version => Answers.Json(ApiEndpoints.Summary(version), tag: version.ETag));
    }
}
