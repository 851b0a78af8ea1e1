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

/// <summary>Contracts of API versions: submit, check, read, and what the gate said of them.</summary>
internal static class VersionEndpoints
{
    private const int VerdictsShown = 50;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/apis/{name}/versions/{version}", Get).For(CatalogAction.Read);
        api.MapPut("/apis/{name}/versions/{version}", SubmitAsync).For(CatalogAction.SubmitContract);
        api.MapPost("/apis/{name}/versions/{version}/check", CheckAsync).For(CatalogAction.CheckContract);
        api.MapGet("/apis/{name}/versions/{version}/contract", ContractAsync).For(CatalogAction.Read);
        api.MapGet("/apis/{name}/versions/{version}/verdicts", VerdictsAsync).For(CatalogAction.Read);
    }

    private static IResult Get(string name, string version, HttpContext http, CatalogRegistry registry) =>
        Answers.Of(http, Find(registry.Current, name, version), stored => Answers.Json(ApiEndpoints.Summary(stored)));

    private static async Task<IResult> SubmitAsync(
        string name, string version, HttpContext http, ContractSubmission submission, SnapshotPublisher publisher)
    {
        Outcome<ContractVerdict> outcome = await submission.SubmitAsync(await ReadAsync(name, version, http), http.RequestAborted);
        if (outcome.Value is { Applied: true })
            await publisher.PublishAsync(CancellationToken.None);
        return Answers.Of(http, outcome, verdict =>
            Answers.Json(verdict, verdict is { Applied: true, Revision: 1 } ? StatusCodes.Status201Created : StatusCodes.Status200OK));
    }

    private static async Task<IResult> CheckAsync(string name, string version, HttpContext http, ContractSubmission submission) =>
        Answers.Of(
            http,
            await submission.CheckAsync(await ReadAsync(name, version, http), http.RequestAborted),
            verdict => Answers.Json(verdict));

    private static async Task<IResult> ContractAsync(string name, string version, HttpContext http, CatalogRegistry registry, ICatalogStore store)
    {
        Outcome<StoredVersion> found = Find(registry.Current, name, version);
        if (found.Value is not { } stored)
            return Answers.Problem(http, found.Refusal!);
        StoredContract? contract = stored.ContractHash is { } hash ? await store.ReadContractAsync(hash, http.RequestAborted) : null;
        if (contract is null)
            return Answers.Problem(http, new Refusal(CatalogProblemTypes.NotFound, $"{stored.Key} has no contract yet."));
        http.Response.Headers.ETag = $"\"{contract.Hash}\"";
        return Results.Bytes(contract.Source, contract.MediaType);
    }

    private static async Task<IResult> VerdictsAsync(string name, string version, HttpContext http, CatalogRegistry registry, ICatalogStore store)
    {
        // A version whose first contract was blocked is not registered, but its verdicts are there to be read.
        if (registry.Current.FindApi(name) is null)
            return Answers.Problem(http, Refusal.NotFound($"API `{name}`", registry.Current.Apis.Select(known => known.Name)));
        return Answers.Json(await store.ReadVerdictsAsync(name, version, null, VerdictsShown, http.RequestAborted));
    }

    private static Outcome<StoredVersion> Find(CatalogState state, string name, string version)
    {
        if (state.FindApi(name) is not { } stored)
            return Refusal.NotFound($"API `{name}`", state.Apis.Select(known => known.Name));
        return stored.Find(version) is { } found ? found : Refusal.NotFound($"version `{version}` of {name}", stored.Versions.Select(known => known.Name));
    }

    private static async Task<SubmittedContract> ReadAsync(string name, string version, HttpContext http)
    {
        ApiStage? stage = null;
        if (http.Request.Query["stage"] is [{ Length: > 0 } written])
        {
            stage = StageNames.Parse(written) ?? throw new BodyRefusedException(new Refusal(
                CatalogProblemTypes.ParameterInvalid, $"`{written}` is no stage. Stages are: {string.Join(", ", StageNames.All)}."));
        }

        string file = http.Request.Query["file"] is [{ Length: > 0 and <= 1024 } given] ? given : "openapi.yaml";
        ReadOnlyMemory<byte> body = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        return new SubmittedContract(name, version, body, file, stage, Caller.Actor(http));
    }
}
