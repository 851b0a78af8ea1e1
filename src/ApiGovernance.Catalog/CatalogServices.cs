using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Canonical;
using ApiGovernance.Catalog.Canonical.Overlap;
using ApiGovernance.Catalog.Consumers;
using ApiGovernance.Catalog.Decisions;
using ApiGovernance.Catalog.Feed;
using ApiGovernance.Catalog.Feed.Webhooks;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Governance.Replay;
using ApiGovernance.Catalog.Lifecycle;
using ApiGovernance.Catalog.Planning;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Catalog.Rollouts;
using ApiGovernance.Catalog.Search;
using ApiGovernance.Catalog.Seeding;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Catalog.Storage.Sqlite;
using ApiGovernance.Catalog.Storage.SqlServer;
using ApiGovernance.Catalog.Usage;
using ApiGovernance.Protocol.Decisions;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ApiGovernance.Catalog;

public static class CatalogServices
{
    /// <summary>
    /// Adds the catalog: store, change gate, life cycle, and the <see cref="ISnapshotSource"/> and <see cref="IUsageSink"/> of this
    /// process. Starting the host throws <see cref="CatalogStorageException"/> or <see cref="CatalogStartupException"/> when it cannot work.
    /// </summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services, CatalogOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.DataDirectory);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(_ => LoadPolicies(options.PoliciesDirectory));
        services.AddSingleton(provider => Store(options, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Callers>();
        services.AddSingleton<ApiKeyService>();
        services.AddSingleton<CatalogRegistry>();
        services.AddSingleton<OverlapEstate>();
        services.AddSingleton<SearchEstate>();
        services.AddSingleton<SearchService>();
        services.AddSingleton<CanonicalModels>();
        services.AddSingleton<VerdictReplay>();
        services.AddSingleton<ContractApproval>();
        services.AddSingleton<ContractGate>();
        services.AddSingleton<ContractSubmission>();
        services.AddSingleton<DescriptorRegistration>();
        services.AddSingleton<DescriptorRemoval>();
        services.AddSingleton<SchemaRegistration>();
        services.AddSingleton<SubscriptionService>();
        services.AddSingleton<LifecycleService>();
        services.AddSingleton<VersionSeeding>();
        services.AddSingleton<FolderSeed>();
        services.AddSingleton<FolderPlanner>();
        services.AddSingleton(provider => Publishing(options, provider.GetRequiredService<PolicySet>()));
        services.AddSingleton<RolloutCoordinator>();
        services.AddSingleton<RolloutMetrics>();
        services.AddSingleton<SnapshotPublisher>();
        services.AddSingleton<ISnapshotSource>(provider => provider.GetRequiredService<SnapshotPublisher>());
        services.AddMetrics();
        services.AddSingleton<BusinessSpanMetrics>();
        services.AddSingleton<IUsageSink, StoreUsageSink>();
        services.AddSingleton<DecisionBoard>();
        services.AddSingleton<IDecisionExchange>(provider => provider.GetRequiredService<DecisionBoard>());
        services.AddSingleton(provider => new CatalogReadiness(provider.GetRequiredService<SnapshotPublisher>()));
        services.AddSingleton(provider => new CatalogView(provider.GetRequiredService<CatalogRegistry>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<CatalogStartup>();
        services.AddHostedService<CatalogRefresh>();
        services.AddHostedService<RolloutWorker>();
        services.AddHostedService<SearchWarmUp>();
        services.AddHostedService<UsageRetention>();
        services.AddSingleton<EventFeed>();
        services.AddSingleton<WebhookKey>();
        services.AddSingleton<WebhookAddresses>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<WebhookService>();
        services.AddHostedService<WebhookDeliverer>();
        return services;
    }

    private static ICatalogStore Store(CatalogOptions options, TimeProvider clock) => options.SqlServer is { } connectionString
        ? SqlServerCatalogStore.Of(connectionString, clock)
        : new SqliteCatalogStore(options.DataDirectory, clock);

    private static PolicySet LoadPolicies(string? directory)
    {
        if (directory is null)
            return PolicySet.Default;
        PolicyLoad read = PolicySet.Load(directory);
        return read.HasErrors ? throw new CatalogStartupException($"The policies in {directory} have errors:", read.Findings) : read.Policies;
    }

    private static PublishingSettings Publishing(CatalogOptions options, PolicySet policies)
    {
        IEnumerable<TokenIssuer> embedded = options.EmbeddedIssuer is { } issuer ? [issuer] : [];
        return new PublishingSettings([.. policies.Issuers, .. embedded], options.BackendAddress ?? (_ => null));
    }
}
