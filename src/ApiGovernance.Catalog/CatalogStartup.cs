using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Canonical;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Catalog.Rollouts;
using ApiGovernance.Catalog.Seeding;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Catalog.Usage;
using ApiGovernance.OpenApi.Findings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Catalog;

/// <summary>
/// Opens the store, seeds it and publishes, before the host takes its first request. A failure stops the host, with one exception: a
/// folder with errors over a store that serves already is left aside, so that one team's mistake takes no other team's API down.
/// </summary>
internal sealed partial class CatalogStartup(
    Callers callers, ICatalogStore store, CatalogRegistry registry, FolderSeed seed, SnapshotPublisher publisher, RolloutCoordinator rollouts, CatalogOptions options, CatalogReadiness readiness,
    CanonicalModels models, PolicySet policies, ILogger<CatalogStartup> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        UsageWindows.Retention(options.UsageRetentionDays, policies);
        await store.OpenAsync(cancellationToken);
        await registry.LoadAsync(cancellationToken);
        await rollouts.OpenAsync(cancellationToken);
        if (options.CatalogDirectory is { } directory)
            await SeedAsync(directory, cancellationToken);
        await publisher.PublishAsync(cancellationToken);
        foreach (Finding unknown in callers.UnknownTeams(registry.Current))
            LogUnknownTeam(log, unknown.Source?.ToString() ?? "", unknown.Message, unknown.Fix ?? "");
        foreach (Finding finding in (await models.OfAsync(registry.Current, cancellationToken)).Model.NotCompared)
            LogNotCompared(log, finding.Source?.ToString() ?? "", finding.Message, finding.Fix ?? "");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task SeedAsync(string directory, CancellationToken cancellationToken)
    {
        try
        {
            await seed.ApplyAsync(directory, cancellationToken);
        }
        catch (CatalogStartupException error) when (registry.Current.Apis.Any())
        {
            readiness.FolderErrors = [.. error.Findings.Where(finding => finding.Severity == Severity.Error)];
            LogLeftAside(log, directory);
            foreach (Finding finding in readiness.FolderErrors)
                LogFolderError(log, finding.Source?.ToString() ?? directory, finding.Message, finding.Fix ?? "");
        }
    }

    [LoggerMessage(LogLevel.Error, "The catalog folder {Directory} has errors, so nothing of it was applied; what was registered before is served on")]
    private static partial void LogLeftAside(ILogger log, string directory);

    [LoggerMessage(LogLevel.Warning, "{Place}: {Problem} Fix: {Fix}")]
    private static partial void LogUnknownTeam(ILogger log, string place, string problem, string fix);

    [LoggerMessage(LogLevel.Warning, "Canonical model, {Place}: {Problem} Fix: {Fix}")]
    private static partial void LogNotCompared(ILogger log, string place, string problem, string fix);

    [LoggerMessage(LogLevel.Error, "{Place}: {Problem} Fix: {Fix}")]
    private static partial void LogFolderError(ILogger log, string place, string problem, string fix);
}
