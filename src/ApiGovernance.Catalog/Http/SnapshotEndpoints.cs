using System.Globalization;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Catalog.Rollouts;
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
        api.MapMethods("/snapshots/current", RequestRules.Read, CurrentAsync).Takes("wait", "known", "node").For(CatalogAction.ReadSnapshot);
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
        SnapshotOffer offer = new(null, null);
        try
        {
            offer = await publisher.WaitForOfferAsync(Caller.Text(http.Request, "node"), known, TimeSpan.FromSeconds(Math.Min(wait, MaxWaitSeconds)), stop.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
        }

        if (offer.Release is { } release)
        {
            http.Response.Headers[HttpSnapshotSource.ReleaseHeader] = release.Id;
            http.Response.Headers[HttpSnapshotSource.ReportHeader] = release.ReportSeconds.ToString(CultureInfo.InvariantCulture);
        }

        if (offer.Manifest is not { } manifest)
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

    private static async Task<IResult> GatewaysAsync(HttpContext http, ICatalogStore store, SnapshotPublisher publisher, RolloutCoordinator rollouts)
    {
        IReadOnlyList<SnapshotAcknowledgement> last = await store.ReadAcknowledgementsAsync(http.RequestAborted);
        return Pages.Of(
            http,
            last.Select(acknowledgement => StatusOf(acknowledgement, publisher.RevisionFor(acknowledgement.Gateway), rollouts.State.Current)),
            status => status.Acknowledgement.Gateway);
    }

    private static GatewayStatus StatusOf(SnapshotAcknowledgement acknowledgement, string? wanted, Rollout? rollout) =>
        new(acknowledgement, acknowledgement.Applied && acknowledgement.Revision == wanted)
        {
            Revision = wanted,
            Wave = rollout is null ? null : Fleet.WaveOf(rollout, acknowledgement.Gateway),
        };
}
