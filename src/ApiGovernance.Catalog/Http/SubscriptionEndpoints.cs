using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Consumers;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>Subscriptions: asked for by a consumer, decided by the API's owner.</summary>
internal static class SubscriptionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapMethods("/subscriptions", RequestRules.Read, List).Paged("consumer", "api", "state").For(CatalogAction.Read);
        DescriptorEndpoints.MapItem(api, "subscriptions", "Subscription");
        api.MapPost("/subscriptions/{name}/approve", ApproveAsync).For(CatalogAction.DecideSubscription);
        api.MapPost("/subscriptions/{name}/reject", (string name, HttpContext http, SubscriptionService service, CatalogRegistry registry, SnapshotPublisher publisher) =>
            DecideAsync(name, SubscriptionDecision.Rejected, http, service, registry, publisher)).For(CatalogAction.DecideSubscription);
        api.MapPost("/subscriptions/{name}/revoke", (string name, HttpContext http, SubscriptionService service, CatalogRegistry registry, SnapshotPublisher publisher) =>
            DecideAsync(name, SubscriptionDecision.Revoked, http, service, registry, publisher)).For(CatalogAction.DecideSubscription);
        api.MapMethods("/consumers/{name}/subscriptions", RequestRules.Read, OfConsumer).Paged("api", "state").For(CatalogAction.Read);
        api.MapPost("/consumers/{name}/subscriptions", RequestAsync).For(CatalogAction.RequestSubscription);
    }

    private static IResult List(HttpContext http, CatalogRegistry registry) => Filtered(http, registry, Caller.Text(http.Request, "consumer"));

    private static IResult Filtered(HttpContext http, CatalogRegistry registry, string? consumer)
    {
        string? api = Caller.Text(http.Request, "api");
        string? state = Caller.Word(http.Request, "state", SubscriptionViews.States);
        return Pages.Of(
            http,
            SubscriptionViews.Of(registry.Current).Where(subscription =>
                (consumer ?? subscription.Consumer) == subscription.Consumer && (api ?? subscription.Api) == subscription.Api && (state ?? subscription.State) == subscription.State),
            subscription => subscription.Name);
    }

    private static IResult OfConsumer(string name, HttpContext http, CatalogRegistry registry) => registry.Current.Find("Consumer", name) is null
        ? Answers.Problem(http, DescriptorEndpoints.NotFound(registry.Current, "Consumer", name))
        : Filtered(http, registry, name);

    private static async Task<IResult> RequestAsync(string name, HttpContext http, SubscriptionService service, CatalogRegistry registry)
    {
        SubscribeRequest request = await RequestBody.ReadJsonAsync<SubscribeRequest>(http.Request, http.RequestAborted);
        Outcome<SubscriptionResult> outcome = await service.RequestAsync(name, request, Caller.Actor(http), http.RequestAborted);
        return Answers.Of(http, outcome, result =>
        {
            http.Response.Headers.Location = $"{CatalogApi.Root}/subscriptions/{result.Subscription.Name}";
            return Answer(registry.Current, result);
        });
    }

    private static async Task<IResult> ApproveAsync(
        string name, HttpContext http, SubscriptionService service, CatalogRegistry registry, SnapshotPublisher publisher)
    {
        ApproveSubscriptionRequest request = await RequestBody.ReadJsonAsync<ApproveSubscriptionRequest>(http.Request, http.RequestAborted);
        SubscriptionStep step = new(name, SubscriptionDecision.Approved, Caller.Actor(http))
        {
            Versions = request.Versions,
            Scopes = request.Scopes,
            Reason = request.Reason,
        };
        return await DecideAsync(step, http, service, registry, publisher);
    }

    private static async Task<IResult> DecideAsync(
        string name, SubscriptionDecision decision, HttpContext http, SubscriptionService service, CatalogRegistry registry, SnapshotPublisher publisher)
    {
        SubscriptionDecisionRequest request = await RequestBody.ReadJsonAsync<SubscriptionDecisionRequest>(http.Request, http.RequestAborted);
        return await DecideAsync(
            new SubscriptionStep(name, decision, Caller.Actor(http)) { Reason = request.Reason }, http, service, registry, publisher);
    }

    private static async Task<IResult> DecideAsync(
        SubscriptionStep step, HttpContext http, SubscriptionService service, CatalogRegistry registry, SnapshotPublisher publisher)
    {
        Outcome<SubscriptionResult> outcome = await service.DecideAsync(step, http.RequestAborted);
        if (outcome.Value is { IsChanged: true })
            await publisher.PublishAsync(CancellationToken.None);
        return Answers.Of(http, outcome, result => Answer(registry.Current, result));
    }

    private static IResult Answer(CatalogState state, SubscriptionResult result) => Answers.Json(
        SubscriptionViews.Of(state, result.Subscription), result.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
}
