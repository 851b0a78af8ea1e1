using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.OpenApi.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>The API's own contract, and the JSON Schemas of the descriptors.</summary>
internal static class DocumentEndpoints
{
    private const string SchemaSuffix = ".schema.json";

    private static readonly Lazy<byte[]> Contract = new(() => DocumentReader.Read("openapi.yaml", Resource("openapi.yaml")!).ToJson());

    public static void Map(RouteGroupBuilder api) =>
        api.MapRead("/openapi.json", () => new Representation(Contract.Value, Answers.JsonType, StatusCodes.Status200OK)).For(CatalogAction.Read);

    public static void MapSchemas(IEndpointRouteBuilder app) => app.MapGet("/schemas/{file}", (string file, HttpContext http) =>
        file.EndsWith(SchemaSuffix, StringComparison.Ordinal) && Resource($"schemas/{file}") is { } schema
            ? Results.Bytes(schema, "application/schema+json")
            : Answers.Problem(http, new Refusal(CatalogProblemTypes.NotFound, $"There is no schema {file}."))).For(CatalogAction.ReadPublic);

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
