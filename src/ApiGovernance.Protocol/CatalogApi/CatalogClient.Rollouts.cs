namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>Snapshots on their way to all gateways.</summary>
public sealed partial class CatalogClient
{
    /// <summary>The current one and the last that ended, newest first.</summary>
    public CatalogList<Rollout> Rollouts() => List<Rollout>(new CatalogQuery("rollouts"));

    /// <summary>Gives the candidate to all gateways at once.</summary>
    public Task<CatalogAnswer<Rollout>> PromoteRolloutAsync(string revision, CancellationToken cancellationToken) =>
        SendAsync<Rollout>(new HttpRequestMessage(HttpMethod.Post, Uri($"rollouts/{Escape(revision)}/promote")), cancellationToken);

    /// <summary>Gives all gateways what they had before.</summary>
    public Task<CatalogAnswer<Rollout>> RollBackAsync(string revision, CancellationToken cancellationToken) =>
        SendAsync<Rollout>(new HttpRequestMessage(HttpMethod.Post, Uri($"rollouts/{Escape(revision)}/rollback")), cancellationToken);
}
