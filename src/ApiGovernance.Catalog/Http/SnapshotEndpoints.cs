using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace ApiGovernance.Catalog.Http;

/// <summary>The feed for gateways in other processes.</summary>
internal static class SnapshotEndpoints
{
    private const int MaxWaitSeconds = 60;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapMethods("/snapshots/current", RequestRules.Read, CurrentAsync).Takes("wait", "known").For(CatalogAction.ReadSnapshot);
        api.MapMethods("/snapshots/parts/{hash}", RequestRules.Read, PartAsync).For(CatalogAction.ReadSnapshot);
        api.MapPost("/snapshots/acknowledgements", AcknowledgeAsync).For(CatalogAction.ReadSnapshot);
        api.MapMethods("/gateways", RequestRules.Read, GatewaysAsync).Paged().For(CatalogAction.Read);
    }

    private static async Task<IResult> CurrentAsync(HttpContext http, SnapshotPublisher publisher, IHostApplicationLifetime lifetime)
    {
        int wait = Caller.Number(http.Request, "wait", 0, 0, int.MaxValue);
        string? known = http.Request.Query["known"] is [{ Length: > 0 } revision] ? revision : null;
        // A stopping control plane lets its gateways go at once; they keep what they have.
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        SnapshotManifest? manifest = null;
        try
        {
            manifest = await publisher.WaitForManifestAsync(known, TimeSpan.FromSeconds(Math.Min(wait, MaxWaitSeconds)), stop.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
        }

        if (manifest is null)
            return Results.StatusCode(known is null ? StatusCodes.Status204NoContent : StatusCodes.Status304NotModified);
        return Answers.Json(manifest, tag: manifest.Revision);
    }

    private static async Task<IResult> PartAsync(string hash, HttpContext http, SnapshotPublisher publisher)
    {
        if (await publisher.FindPartAsync(hash, http.RequestAborted) is not { } bytes)
            return Answers.Problem(http, new Refusal(CatalogProblemTypes.NotFound, $"No recent snapshot has a part {hash}."));
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Answers.Document(bytes, Answers.JsonType, hash);
    }

    private static async Task<IResult> AcknowledgeAsync(HttpContext http, SnapshotPublisher publisher)
    {
        SnapshotAcknowledgement acknowledgement = await RequestBody.ReadJsonAsync<SnapshotAcknowledgement>(http.Request, http.RequestAborted);
        await publisher.AcknowledgeAsync(acknowledgement, http.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> GatewaysAsync(HttpContext http, ICatalogStore store, SnapshotPublisher publisher)
    {
        IReadOnlyList<SnapshotAcknowledgement> last = await store.ReadAcknowledgementsAsync(http.RequestAborted);
        return Pages.Of(
            http,
            last.Select(acknowledgement => new GatewayStatus(acknowledgement, acknowledgement.Applied && acknowledgement.Revision == publisher.Current?.Revision)),
            status => status.Acknowledgement.Gateway);
    }
}
