using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Catalog.Http;

/// <summary>What an endpoint does, for whoever decides about access.</summary>
internal sealed record EndpointAction(CatalogAction Action);

/// <summary>
/// Lets calls through to the endpoints of the catalog API: known callers, whose roles may do what the endpoint does. It stands around the
/// whole endpoint, so nothing of a request is looked at before; whose record it is, services decide, which know the record.
/// </summary>
internal static class EndpointAccess
{
    /// <summary>Says what an endpoint does. One that says nothing cannot be mapped.</summary>
    public static TBuilder For<TBuilder>(this TBuilder endpoint, CatalogAction action)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new EndpointAction(action));

    /// <summary>Guards every endpoint that is or will be mapped in the group.</summary>
    public static void Guard(this RouteGroupBuilder group) =>
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            CatalogAction action = endpoint.Metadata.OfType<EndpointAction>().LastOrDefault()?.Action
                ?? throw new InvalidOperationException($"{endpoint.DisplayName} does not say what it does: add `.For(CatalogAction....)` where it is mapped.");
            RequestDelegate inner = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = http => InvokeAsync(http, action, inner);
        });

    private static async Task InvokeAsync(HttpContext http, CatalogAction action, RequestDelegate inner)
    {
        if (action == CatalogAction.ReadPublic)
        {
            await inner(http);
            return;
        }

        (CatalogActor? actor, Refusal? refusal) = await http.RequestServices.GetRequiredService<Callers>().IdentifyAsync(http.Request);
        if (actor is null)
        {
            await ProtectedResource.ChallengeAsync(http, refusal);
            return;
        }

        if (AccessRules.Refuse(actor, action) is { } forbidden)
        {
            await Answers.Problem(http, forbidden).ExecuteAsync(http);
            return;
        }

        Caller.Set(http, actor);
        await inner(http);
    }
}
