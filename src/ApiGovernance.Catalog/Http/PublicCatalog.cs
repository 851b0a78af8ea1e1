using System.Text;
using System.Text.Json.Nodes;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>
/// What anybody may find: the linkset of published APIs (RFC 9727, RFC 9264) and their contracts. Without a credential these are the APIs
/// whose visibility is public; who may read the catalog is told of all.
/// </summary>
internal static class PublicCatalog
{
    public const string Address = "/.well-known/api-catalog";
    private const string Contracts = "/contracts";
    private const string LinksetType = "application/linkset+json";
    private const string Profile = "https://www.rfc-editor.org/info/rfc9727";

    public static void Map(IEndpointRouteBuilder app)
    {
        RouteGroupBuilder open = app.MapGroup("");
        open.AddEndpointFilter<FailureFilter>();
        open.MapMethods(Address, RequestRules.Read, LinksetAsync).For(CatalogAction.ReadPublic);
        open.MapMethods(Contracts + "/{name}/{version}", RequestRules.Read, ContractAsync).For(CatalogAction.ReadPublic);
    }

    private static async Task<IResult> LinksetAsync(HttpContext http, Callers callers, CatalogRegistry registry, CatalogOptions options)
    {
        (bool readsAll, bool wrong, Refusal? refusal) = await MayReadAsync(http, callers);
        if (wrong)
            return new Challenge(refusal);
        ApiLinks links = new($"{http.Request.Scheme}://{http.Request.Host}", options.GatewayAddress);
        JsonArray linkset = [];
        foreach (StoredApi api in registry.Current.Apis.Where(api => readsAll || IsPublic(api)).OrderBy(api => api.Name, StringComparer.Ordinal))
        {
            foreach (JsonNode context in links.Of(api))
                linkset.Add(context);
        }

        linkset.Insert(0, links.Catalog(Address, linkset));
        http.Response.Headers.Link = $"<{Address}>; rel=\"api-catalog\"";
        http.Response.Headers.Vary = "Authorization";
        return new Representation(
            Encoding.UTF8.GetBytes(new JsonObject { ["linkset"] = linkset }.ToJsonString(ProtocolJson.Options)),
            $"{LinksetType}; profile=\"{Profile}\"", StatusCodes.Status200OK);
    }

    private static async Task<IResult> ContractAsync(
        string name, string version, HttpContext http, Callers callers, CatalogRegistry registry, ICatalogStore store)
    {
        (bool readsAll, bool wrong, Refusal? refusal) = await MayReadAsync(http, callers);
        if (wrong)
            return new Challenge(refusal);
        StoredApi? api = registry.Current.FindApi(name);
        if (api is null || !(readsAll || IsPublic(api)) || api.Find(version) is not { } found || !ApiLinks.IsPublished(found))
            // Whether there is such an API is not told to everybody.
            return Answers.Problem(http, new Refusal(CatalogProblemTypes.NotFound, $"No published version `{version}` of an API `{name}` is open to you."));
        if (Negotiation.Best(http.Request, ContractForm.Types) is null)
            return Answers.Problem(http, new Refusal(CatalogProblemTypes.NotAcceptable, $"Contracts are {string.Join(" or ", ContractForm.Types)}."));
        return await store.ReadContractAsync(found.ContractHash!, http.RequestAborted) is { } contract
            ? ContractForm.Answer(http, contract)
            : Answers.Problem(http, new Refusal(CatalogProblemTypes.NotFound, $"{found.Key} has no contract."));
    }

    private static bool IsPublic(StoredApi api) => api.Descriptor.Spec.Visibility == Visibility.Public;

    /// <returns>Whether all may be read; else whether a credential was sent that is not good.</returns>
    private static async Task<(bool ReadsAll, bool Wrong, Refusal? Refusal)> MayReadAsync(HttpContext http, Callers callers)
    {
        (CatalogActor? actor, Refusal? refusal) = await callers.IdentifyAsync(http.Request);
        return (actor is not null && AccessRules.Refuse(actor, CatalogAction.Read) is null, actor is null && refusal is not null, refusal);
    }

    private sealed class Challenge(Refusal? refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => ProtectedResource.ChallengeAsync(httpContext, refusal);
    }
}
