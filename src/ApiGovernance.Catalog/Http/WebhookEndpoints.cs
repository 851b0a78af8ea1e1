using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Feed.Webhooks;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>Webhooks: list, read, put, remove, new secret, test, last deliveries.</summary>
internal static class WebhookEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapMethods("/webhooks", RequestRules.Read, (HttpContext http, CatalogRegistry registry, WebhookService service) =>
            Pages.Of(
                http, ListFilters.Among(http.Request, WebhookDescriptor.KindName, registry.Current.Of<WebhookDescriptor>()).Select(service.Entry), entry => entry.Name))
            .Paged(ListFilters.NamesOf(WebhookDescriptor.KindName)).For(CatalogAction.ManageWebhooks);
        api.MapMethods("/webhooks/{name}", RequestRules.Read, Get).For(CatalogAction.ManageWebhooks);
        api.MapPut("/webhooks/{name}", PutAsync).For(CatalogAction.ManageWebhooks);
        api.MapDelete("/webhooks/{name}", RemoveAsync).For(CatalogAction.ManageWebhooks);
        api.MapMethods("/webhooks/{name}/deliveries", RequestRules.Read, DeliveriesAsync).For(CatalogAction.ManageWebhooks);
        api.MapPost("/webhooks/{name}/rotate", RotateAsync).For(CatalogAction.ManageWebhooks);
        api.MapPost("/webhooks/{name}/test", TestAsync).For(CatalogAction.ManageWebhooks);
    }

    private static IResult Get(string name, HttpContext http, CatalogRegistry registry, WebhookService service)
    {
        CatalogState state = registry.Current;
        return WebhookService.Find(state, name) is { } webhook
            ? Answers.Json(service.Entry(webhook), tag: state.Find(WebhookDescriptor.KindName, name)!.ETag)
            : Answers.Problem(http, WebhookService.NotFound(state, name));
    }

    private static async Task<IResult> PutAsync(string name, HttpContext http, WebhookService service)
    {
        WebhookRequest request = await RequestBody.ReadJsonAsync<WebhookRequest>(http.Request, http.RequestAborted);
        return Written(http, await service.PutAsync(Caller.Actor(http), name, request, Caller.IfMatch(http.Request), Caller.MustBeNew(http.Request), http.RequestAborted));
    }

    private static async Task<IResult> RotateAsync(string name, HttpContext http, WebhookService service)
    {
        RotateWebhookRequest request = await RequestBody.ReadJsonAsync<RotateWebhookRequest>(http.Request, http.RequestAborted);
        return Written(http, await service.RotateAsync(Caller.Actor(http), name, request.OverlapHours, http.RequestAborted));
    }

    private static async Task<IResult> RemoveAsync(string name, HttpContext http, WebhookService service) =>
        Answers.Of(http, await service.RemoveAsync(Caller.Actor(http), name, Caller.IfMatch(http.Request), http.RequestAborted), _ => Results.NoContent());

    private static async Task<IResult> DeliveriesAsync(string name, HttpContext http, WebhookService service) =>
        Answers.Of(http, await service.DeliveriesAsync(name, http.RequestAborted), deliveries => Answers.Json(deliveries));

    private static async Task<IResult> TestAsync(string name, HttpContext http, WebhookService service) =>
        Answers.Of(http, await service.TestAsync(name, http.RequestAborted), delivery => Answers.Json(delivery));

    private static IResult Written(HttpContext http, Outcome<WrittenWebhook> outcome)
    {
        // A secret must not outlive the answer anywhere on its way.
        if (outcome.Value?.Entry.Secret is not null)
            http.Response.Headers.CacheControl = "no-store";
        return Answers.Of(
            http, outcome, written => Answers.Json(written.Entry, written.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, written.ETag));
    }
}
