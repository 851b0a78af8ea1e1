using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>Versions of an API: list, read, submit a contract, check one.</summary>
internal static class VersionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapMethods("/apis/{name}/versions", RequestRules.Read, List).Paged("stage").For(CatalogAction.Read);
        api.MapMethods("/apis/{name}/versions/{version}", RequestRules.Read, Get).For(CatalogAction.Read);
        api.MapPut("/apis/{name}/versions/{version}", SubmitAsync).Takes("stage", "file").For(CatalogAction.SubmitContract);
        api.MapPost("/apis/{name}/versions/{version}/check", CheckAsync).Takes("stage", "file").For(CatalogAction.CheckContract);
    }

    public static Outcome<StoredVersion> Find(CatalogState state, string name, string version)
    {
        if (state.FindApi(name) is not { } stored)
            return ApiEndpoints.NotFound(state, name);
        return stored.Find(version) is { } found ? found : Refusal.NotFound($"version `{version}` of {name}", stored.Versions.Select(known => known.Name));
    }

    private static IResult List(string name, HttpContext http, CatalogRegistry registry)
    {
        if (registry.Current.FindApi(name) is not { } stored)
            return Answers.Problem(http, ApiEndpoints.NotFound(registry.Current, name));
        ApiStage? stage = Caller.Word(http.Request, "stage", [.. StageNames.All]) is { } word ? StageNames.Parse(word) : null;
        // v10 comes after v9.
        return Pages.Of(
            http, stored.Versions.Where(version => (stage ?? version.Spec.Stage) == version.Spec.Stage).Select(ApiEndpoints.Summary), version => version.Name.PadLeft(12));
    }

    private static IResult Get(string name, string version, HttpContext http, CatalogRegistry registry) =>
        Answers.Of(http, Find(registry.Current, name, version), stored => Answers.Json(ApiEndpoints.Summary(stored), tag: stored.ETag));

    private static async Task<IResult> SubmitAsync(
        string name, string version, HttpContext http, ContractSubmission submission, SnapshotPublisher publisher)
    {
        Outcome<ContractVerdict> outcome = await submission.SubmitAsync(await ReadAsync(name, version, http), http.RequestAborted);
        if (outcome.Value is { Applied: true })
            await publisher.PublishAsync(CancellationToken.None);
        return Answers.Of(http, outcome, verdict => Submitted(http, verdict));
    }

    private static IResult Submitted(HttpContext http, ContractVerdict verdict)
    {
        int status = StatusOf(verdict);
        // Where the caller sees what has become of it.
        if (status == StatusCodes.Status202Accepted)
            http.Response.Headers.Location = $"{CatalogApi.Root}/apis/{verdict.Api}/versions/{verdict.Version}/verdicts";
        return Answers.Json(verdict, status);
    }

    /// <summary>202: it is kept, and is in force when others have approved it.</summary>
    private static int StatusOf(ContractVerdict verdict) => verdict switch
    {
        { Outcome: "needs-approval" } => StatusCodes.Status202Accepted,
        { Applied: true, Revision: 1 } => StatusCodes.Status201Created,
        _ => StatusCodes.Status200OK,
    };

    private static async Task<IResult> CheckAsync(string name, string version, HttpContext http, ContractSubmission submission) =>
        Answers.Of(
            http,
            await submission.CheckAsync(await ReadAsync(name, version, http), http.RequestAborted),
            verdict => Answers.Json(verdict));

    private static async Task<SubmittedContract> ReadAsync(string name, string version, HttpContext http)
    {
        ApiStage? stage = Caller.Word(http.Request, "stage", [.. StageNames.All]) is { } written ? StageNames.Parse(written) : null;
        string file = Caller.Text(http.Request, "file") ?? "openapi.yaml";
        if (file.Length > 1024)
            throw new BodyRefusedException(new Refusal(CatalogProblemTypes.ParameterInvalid, "`file` is longer than 1024 characters."));
        ReadOnlyMemory<byte> body = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        return new SubmittedContract(name, version, body, file, stage, Caller.Actor(http))
        {
            IfMatch = Caller.IfMatch(http.Request),
            MustBeNew = Caller.MustBeNew(http.Request),
        };
    }
}
