using System.Globalization;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Canonical;
using ApiGovernance.Catalog.Canonical.Conformance;
using ApiGovernance.Catalog.Canonical.Overlap;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Governance.Replay;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.CatalogApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>What governance says of a version: approvals, overlap, conformance, and verdicts given again.</summary>
internal static class GovernanceEndpoints
{
    private const string Version = "/apis/{name}/versions/{version}";
    private const int LongestComment = 2000;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost($"{Version}/approvals", ApproveAsync).For(CatalogAction.ApproveContract);
        api.MapMethods($"{Version}/overlap", RequestRules.Read, OverlapAsync).For(CatalogAction.Read);
        api.MapMethods($"{Version}/conformance", RequestRules.Read, ConformanceAsync).For(CatalogAction.Read);
        api.MapPost("/verdicts/{id}/replay", ReplayAsync).For(CatalogAction.Read);
    }

    private static async Task<IResult> ApproveAsync(
        string name, string version, HttpContext http, ContractApproval approval, SnapshotPublisher publisher)
    {
        ApprovalRequest request = await RequestBody.ReadJsonAsync<ApprovalRequest>(http.Request, http.RequestAborted);
        if (request.Decision is not (ContractApprovals.Approved or ContractApprovals.Rejected))
            return Wrong(http, $"`decision` is `{request.Decision}`; write {ContractApprovals.Approved} or {ContractApprovals.Rejected}.");
        if (request.Comment is { Length: > LongestComment })
            return Wrong(http, $"`comment` is longer than {LongestComment} characters.");
        if (request.Decision == ContractApprovals.Rejected && string.IsNullOrWhiteSpace(request.Comment))
            return Wrong(http, "A rejection says why: give `comment`.");

        Outcome<ContractVerdict> outcome = await approval.DecideAsync(
            new WantedApproval(name, version, request.DocumentHash, request.Decision, request.Comment ?? "", Caller.Actor(http)), http.RequestAborted);
        if (outcome.Value is { Applied: true })
            await publisher.PublishAsync(CancellationToken.None);
        return Answers.Of(http, outcome, verdict => Answers.Json(verdict));
    }

    private static async Task<IResult> OverlapAsync(
        string name, string version, HttpContext http, CatalogRegistry registry, ContractGate gate, OverlapEstate estate)
    {
        CatalogState state = registry.Current;
        if (InForce(state, name, version) is { Refusal: { } refusal })
            return Answers.Problem(http, refusal);
        ApiContract contract = await gate.ReadAsync(VersionEndpoints.Find(state, name, version).Value!.ContractHash!, http.RequestAborted);
        OverlapInput input = await estate.InputAsync(state, http.RequestAborted);
        string entity = state.FindApi(name)!.Descriptor.Spec.Entity;
        OverlapReport report = input.Index!.Compare(ApiFootprint.Of(name, version, contract, input.Vocabulary, entity));
        return Answers.Json(new ApiOverlaps(name, version, report.Compared, [.. report.Overlaps.Select(overlap => Entry(overlap, input))])
        {
            NotCompared = report.NotCompared,
        });
    }

    private static async Task<IResult> ConformanceAsync(
        string name, string version, HttpContext http, CatalogRegistry registry, ContractGate gate, CanonicalModels models)
    {
        CatalogState state = registry.Current;
        if (InForce(state, name, version) is { Refusal: { } refusal })
            return Answers.Problem(http, refusal);
        ApiContract contract = await gate.ReadAsync(VersionEndpoints.Find(state, name, version).Value!.ContractHash!, http.RequestAborted);
        ConformanceReport report = CanonicalConformance.Check(contract, (await models.OfAsync(state, http.RequestAborted)).Model);
        return Answers.Json(new ApiConformance(
            name, version, report.Score, [.. report.Schemas.Select(Entry)], [.. report.Findings.Select(finding => CatalogFinding.From(finding with { Api = name }))]));
    }

    private static async Task<IResult> ReplayAsync(string id, HttpContext http, VerdictReplay replay) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? Answers.Of(http, await replay.RunAsync(number, http.RequestAborted), again => Answers.Json(again))
            : Answers.Problem(http, Refusal.NotFound($"verdict `{id}`", []));

    private static Outcome<StoredVersion> InForce(CatalogState state, string name, string version)
    {
        Outcome<StoredVersion> found = VersionEndpoints.Find(state, name, version);
        return found.Value is { ContractHash: null } empty
            ? new Refusal(CatalogProblemTypes.NotFound, $"{empty.Key} has no contract yet.")
            : found;
    }

    private static ApiOverlapEntry Entry(ApiOverlap overlap, OverlapInput input) => new(
        overlap.Api, overlap.Version, overlap.Sentence, overlap.Score.Total,
        [.. overlap.Matches.Select(match => new OverlappingOperation(match.Operation, match.Other, match.Likeness, match.Reason))], overlap.Evidence)
    {
        Owner = input.Owners.GetValueOrDefault(overlap.Api),
        Entity = overlap.Entity,
    };

    private static ConformingSchema Entry(SchemaConformance schema) => new(
        schema.Schema, schema.Pointer, schema.Entity, schema.Sign.ToString().ToLowerInvariant(), schema.Confidence, schema.Expected, schema.Conforming,
        schema.Deviating, schema.Missing)
    {
        Operations = schema.Operations,
    };

    private static IResult Wrong(HttpContext http, string detail) => Answers.Problem(http, new Refusal(CatalogProblemTypes.BodyUnreadable, detail));
}
