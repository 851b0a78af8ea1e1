using System.Text;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Catalog.Http;

/// <summary>What goes out: JSON, descriptors, problems.</summary>
internal static class Answers
{
    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) => Results.Json(value, ProtocolJson.Options, statusCode: status);

    public static IResult Descriptor(HttpContext http, Descriptor descriptor, string etag, int status = StatusCodes.Status200OK)
    {
        http.Response.Headers.ETag = $"\"{etag}\"";
        return Text(DescriptorWriter.ToJson(descriptor), status);
    }

    public static IResult Descriptors(IEnumerable<Descriptor> descriptors) =>
        Text($"[{string.Join(',', descriptors.Select(DescriptorWriter.ToJson))}]", StatusCodes.Status200OK);

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
            Errors = [.. refusal.Findings.Select(CatalogFinding.From)],
            RequiredRoles = refusal.Roles.Count == 0 ? null : refusal.Roles,
            Impact = refusal.Verdict?.Impact,
            Callers = refusal.Verdict?.Callers,
            Evidence = refusal.Verdict?.Evidence,
        };
        return Results.Json(problem, ProtocolJson.Options, "application/problem+json", refusal.Type.Status);
    }

    public static IResult NoSuchOperation(HttpContext http) => Problem(http, new Refusal(
        CatalogProblemTypes.NotFound, $"There is no operation {http.Request.Method} {http.Request.Path}. The operations are described by {CatalogApi.Root}/openapi.json."));

    private static IResult Text(string json, int status) => Results.Text(json, "application/json", Encoding.UTF8, status);
}
