using System.Text;
using System.Text.Json;
using ApiGovernance.Catalog.Planning;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Catalog.Http;

/// <summary>What goes out: JSON, descriptors, problems.</summary>
internal static class Answers
{
    public const string JsonType = "application/json";

    /// <param name="tag">The entity tag without quotes; null: made of the JSON.</param>
    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK, string? tag = null) =>
        new Representation(JsonSerializer.SerializeToUtf8Bytes(value, ProtocolJson.Options), JsonType, status, tag);

    public static IResult Descriptor(Descriptor descriptor, string etag, int status = StatusCodes.Status200OK) =>
        new Representation(Encoding.UTF8.GetBytes(DescriptorWriter.ToJson(descriptor)), JsonType, status, etag);

    public static IResult Document(ReadOnlyMemory<byte> bytes, string contentType, string tag) =>
        new Representation(bytes, contentType, StatusCodes.Status200OK, tag);

    /// <summary>A value, or the problem that stands in its place.</summary>
    public static IResult Of<T>(HttpContext http, Outcome<T> outcome, Func<T, IResult> write)
        where T : class =>
        outcome.Refusal is { } refusal ? Problem(http, refusal) : write(outcome.Value!);

    public static IResult Problem(HttpContext http, Refusal refusal)
    {
        CatalogProblem problem = new(refusal.Type.Uri, refusal.Type.Title, refusal.Type.Status)
        {
            Detail = refusal.Detail,
            Instance = http.Request.Path,
            Errors = refusal.Plan is { } plan ? [.. plan.Findings.Where(PlanRefusal.StandsInTheWay)] : [.. refusal.Findings.Select(CatalogFinding.From)],
            RequiredRoles = refusal.Roles.Count == 0 ? null : refusal.Roles,
            Impact = refusal.Verdict?.Impact,
            ImpactReport = refusal.Verdict?.ImpactReport,
            Evidence = refusal.Verdict?.Evidence,
            Plan = refusal.Plan,
        };
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(problem, ProtocolJson.Options, "application/problem+json", refusal.Type.Status);
    }
}
