using System.Text.Json;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Search;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>Search over APIs, operations and the fields of their schemas.</summary>
internal static class SearchEndpoints
{
    private static readonly string[] Kinds = [.. Enum.GetValues<SearchKind>().Select(SearchHits.WordOf)];

    public static void Map(RouteGroupBuilder api) =>
        api.MapMethods("/search", RequestRules.Read, FindAsync).Paged("q", "kind", "api", "entity", "owner").For(CatalogAction.Read);

    private static async Task<IResult> FindAsync(HttpContext http, SearchService search)
    {
        PageRequest page = PageRequest.Of(http.Request);
        SearchRequest request = new(Caller.Text(http.Request, "q") ?? "")
        {
            Kind = Caller.Word(http.Request, "kind", Kinds) is { } kind ? (SearchKind)Array.IndexOf(Kinds, kind) : null,
            Api = Caller.Text(http.Request, "api"),
            Entity = Caller.Text(http.Request, "entity"),
            Owner = Caller.Text(http.Request, "owner"),
        };
        Outcome<SearchResult> outcome = await search.FindAsync(request, page.After, page.Limit + 1, http.RequestAborted);
        return Answers.Of(http, outcome, result => Pages.Write(
            http, page, [.. result.Hits.Zip(result.Keys)], hit => hit.Second, hit => hit.First, writer => WriteNotSearched(writer, result)));
    }

    /// <summary>What was not looked at is said: no hit would otherwise look like nothing to hit.</summary>
    private static void WriteNotSearched(Utf8JsonWriter writer, SearchResult result)
    {
        writer.WritePropertyName("notSearched");
        JsonSerializer.Serialize(writer, result.NotSearched, ProtocolJson.Options);
    }
}
