using System.Text.Json.Nodes;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>Tells clients without a token where tokens are to be had: the challenge (RFC 6750) and the resource's metadata (RFC 9728).</summary>
internal static class ProtectedResource
{
    public const string MetadataPath = "/.well-known/oauth-protected-resource" + CatalogApi.Root;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet(MetadataPath, (HttpContext http, Callers callers) => Results.Text(
        new JsonObject
        {
            ["resource"] = Address(http, CatalogApi.Root),
            ["authorization_servers"] = new JsonArray([.. callers.Issuers.Select(issuer => JsonValue.Create(issuer.Issuer))]),
            ["bearer_methods_supported"] = new JsonArray(JsonValue.Create("header")),
            ["resource_name"] = "ApiGovernance control plane",
        }.ToJsonString(),
        "application/json")).For(CatalogAction.ReadPublic);

    /// <param name="refusal">Why the credential is not taken; null when there was none.</param>
    public static Task ChallengeAsync(HttpContext http, Refusal? refusal)
    {
        if (refusal?.Type == CatalogProblemTypes.IssuerUnavailable)
        {
            http.Response.Headers.RetryAfter = "5";
        }
        else
        {
            string error = refusal is null ? "" : ", error=\"invalid_token\"";
            http.Response.Headers.WWWAuthenticate = $"Bearer realm=\"apigov\", resource_metadata=\"{Address(http, MetadataPath)}\"{error}";
        }

        return Answers.Problem(http, refusal ?? new Refusal(CatalogProblemTypes.Unauthorized, "Send an access token: `Authorization: Bearer <token>`."))
            .ExecuteAsync(http);
    }

    // A host is what the caller has sent, and goes into a quoted string.
    private static string Address(HttpContext http, string path)
    {
        string host = http.Request.Host.ToUriComponent();
        return host.AsSpan().ContainsAny("\"\\ \t") ? path : $"{http.Request.Scheme}://{host}{path}";
    }
}
