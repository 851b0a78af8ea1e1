using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Catalog.Seeding;
using ApiGovernance.Catalog.Storage;
using Microsoft.Extensions.Hosting;

namespace ApiGovernance.Catalog;

/// <summary>Opens the store, seeds it and publishes, before the host takes its first request. A failure stops the host.</summary>
internal sealed class CatalogStartup(
    ICatalogStore store, CatalogRegistry registry, FolderSeed seed, SnapshotPublisher publisher, CatalogOptions options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await store.OpenAsync(cancellationToken);
        await registry.LoadAsync(cancellationToken);
        if (options.CatalogDirectory is { } directory)
            await seed.ApplyAsync(directory, cancellationToken);
        await publisher.PublishAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
