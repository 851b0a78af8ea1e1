namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>A whole catalog folder at once.</summary>
public sealed partial class CatalogClient
{
    /// <summary>What applying a folder would change; changes nothing.</summary>
    public Task<CatalogAnswer<CatalogPlan>> PlanAsync(FolderRequest folder, CancellationToken cancellationToken) =>
        PostAsync<CatalogPlan, FolderRequest>("plan", folder, cancellationToken);

    /// <summary>
    /// Makes the catalog what the folder says, all of it or nothing. When something stands in the way, the problem has the plan with it
    /// (<see cref="CatalogProblem.Plan"/>).
    /// </summary>
    public Task<CatalogAnswer<CatalogPlan>> ApplyAsync(FolderRequest folder, CancellationToken cancellationToken) =>
        PostAsync<CatalogPlan, FolderRequest>("apply", folder, cancellationToken);
}
