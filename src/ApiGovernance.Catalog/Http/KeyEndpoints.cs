using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Consumers;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Protocol.CatalogApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>The API keys of consumers.</summary>
internal static class KeyEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        const string keys = "/consumers/{name}/keys";
        api.MapMethods(keys, RequestRules.Read, (string name, HttpContext http, ApiKeyService service) =>
            Answers.Of(http, service.List(Caller.Actor(http), name), list => Pages.Of(http, list, key => key.Id))).Paged().For(CatalogAction.ManageKeys);
        api.MapPost(keys, CreateAsync).For(CatalogAction.ManageKeys);
        api.MapPost($"{keys}/{{id}}/rotate", RotateAsync).For(CatalogAction.ManageKeys);
        api.MapDelete($"{keys}/{{id}}", RevokeAsync).For(CatalogAction.ManageKeys);
    }

    private static async Task<IResult> CreateAsync(string name, HttpContext http, ApiKeyService service, SnapshotPublisher publisher)
    {
        CreateKeyRequest request = await RequestBody.ReadJsonAsync<CreateKeyRequest>(http.Request, http.RequestAborted);
        return await IssuedAsync(http, await service.CreateAsync(Caller.Actor(http), name, request, http.RequestAborted), publisher);
    }

    private static async Task<IResult> RotateAsync(string name, string id, HttpContext http, ApiKeyService service, SnapshotPublisher publisher)
    {
        RotateKeyRequest request = await RequestBody.ReadJsonAsync<RotateKeyRequest>(http.Request, http.RequestAborted);
        return await IssuedAsync(http, await service.RotateAsync(Caller.Actor(http), name, id, request, http.RequestAborted), publisher);
    }

    private static async Task<IResult> RevokeAsync(string name, string id, HttpContext http, ApiKeyService service, SnapshotPublisher publisher)
    {
        Outcome<KeyEntry> outcome = await service.RevokeAsync(Caller.Actor(http), name, id, http.RequestAborted);
        if (outcome.Value is not null)
            await publisher.PublishAsync(CancellationToken.None);
        return Answers.Of(http, outcome, _ => Results.NoContent());
    }

    private static async Task<IResult> IssuedAsync(HttpContext http, Outcome<IssuedKey> outcome, SnapshotPublisher publisher)
    {
        if (outcome.Value is { } issued)
        {
            await publisher.PublishAsync(CancellationToken.None);
            http.Response.Headers.Location = $"{CatalogApi.Root}/consumers/{issued.Consumer}/keys/{issued.Id}";
            // The key must not outlive the answer anywhere on its way.
            http.Response.Headers.CacheControl = "no-store";
        }

        return Answers.Of(http, outcome, issued => Answers.Json(issued, StatusCodes.Status201Created));
    }
}
