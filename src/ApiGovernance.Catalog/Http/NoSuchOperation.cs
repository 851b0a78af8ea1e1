using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace ApiGovernance.Catalog.Http;

/// <summary>Answers for every address under the API's root that no operation has: 404, or 405 with the methods that there are.</summary>
internal sealed class NoSuchOperation
{
    public static void Map(RouteGroupBuilder api) => api.MapFallback("{**path}", Answer).WithMetadata(new NoSuchOperation()).For(CatalogAction.Read);

    private static IResult Answer(HttpContext http, EndpointDataSource endpoints)
    {
        string[] allowed =
        [
            .. endpoints.Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<NoSuchOperation>() is null && Matches(endpoint, http.Request.Path))
                .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        if (allowed.Length == 0)
        {
            return Answers.Problem(http, new Refusal(
                CatalogProblemTypes.NotFound,
                $"There is no operation {http.Request.Method} {http.Request.Path}. The operations are described by {CatalogApi.Root}/docs."));
        }

        http.Response.Headers.Allow = string.Join(", ", allowed);
        return Answers.Problem(http, new Refusal(
            CatalogProblemTypes.MethodNotAllowed, $"{http.Request.Path} does not take {http.Request.Method}; it takes {string.Join(", ", allowed)}."));
    }

    private static bool Matches(RouteEndpoint endpoint, PathString path) => endpoint.RoutePattern.RawText is { } pattern
        && new TemplateMatcher(TemplateParser.Parse(pattern), []).TryMatch(path, []);
}
