using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Http.Documentation;
using ApiGovernance.Catalog.Http.OpenApi;
using ApiGovernance.Catalog.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>The API's own contract as JSON, as YAML and as a page, and the JSON Schemas of the descriptors.</summary>
internal static class DocumentEndpoints
{
    private const string SchemaSuffix = ".schema.json";
    private const string YamlType = "application/yaml";
    private const string HtmlType = "text/html";

    private static readonly Lazy<byte[]> Yaml = new(OwnContract.Yaml);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapMethods("/openapi.json", RequestRules.Read, () => new Representation(OwnContract.Json, Answers.JsonType, StatusCodes.Status200OK)).For(CatalogAction.Read);
        api.MapMethods("/openapi.yaml", RequestRules.Read, () => new Representation(Yaml.Value, YamlType, StatusCodes.Status200OK)).Gives(YamlType).For(CatalogAction.Read);
        api.MapMethods("/docs", RequestRules.Read, Page).Gives(HtmlType).For(CatalogAction.Read);
    }

    public static void MapSchemas(IEndpointRouteBuilder app) => app.MapGet("/schemas/{file}", (string file, HttpContext http) =>
        file.EndsWith(SchemaSuffix, StringComparison.Ordinal) && Resource($"schemas/{file}") is { } schema
            ? Results.Bytes(schema, "application/schema+json")
            : Answers.Problem(http, new Refusal(CatalogProblemTypes.NotFound, $"There is no schema {file}."))).For(CatalogAction.ReadPublic);

    private static Representation Page(HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy = DocumentationPage.SecurityPolicy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return new Representation(DocumentationPage.Html, $"{HtmlType}; charset=utf-8", StatusCodes.Status200OK);
    }

    private static byte[]? Resource(string name)
    {
        using Stream? stream = typeof(DocumentEndpoints).Assembly.GetManifestResourceStream(name);
        if (stream is null)
            return null;
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
