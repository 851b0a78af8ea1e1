using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Http;
using ApiGovernance.Catalog.Http.Idempotency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Catalog;

public static class CatalogApi
{
    public const string Root = "/api/v1";

    /// <summary>Maps the catalog API under <see cref="Root"/> and the descriptors' JSON Schemas under <c>/schemas</c>.</summary>
    public static void MapCatalogApi(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        RouteGroupBuilder api = app.MapGroup(Root);
        api.Guard();
        api.AddEndpointFilter<FailureFilter>();
        api.AddEndpointFilter(RequestRules.HoldAsync);
        api.AddEndpointFilter(new IdempotentPosts(app.ServiceProvider.GetRequiredService<TimeProvider>()).InvokeAsync);

        DescriptorEndpoints.Map(api);
        SchemaEndpoints.Map(api);
        SubscriptionEndpoints.Map(api);
        WaiverEndpoints.Map(api);
        KeyEndpoints.Map(api);
        ApiEndpoints.Map(api);
        VersionEndpoints.Map(api);
        ContractEndpoints.Map(api);
        VerdictEndpoints.Map(api);
        GovernanceEndpoints.Map(api);
        PlanEndpoints.Map(api);
        LifecycleEndpoints.Map(api);
        SnapshotEndpoints.Map(api);
        RolloutEndpoints.Map(api);
        UsageEndpoints.Map(api);
        DecisionEndpoints.Map(api);
        AuditEndpoints.Map(api);
        SearchEndpoints.Map(api);
        FeedEndpoints.Map(api);
        WebhookEndpoints.Map(api);
        DocumentEndpoints.Map(api);
        NoSuchOperation.Map(api);

        DocumentEndpoints.MapSchemas(app);
        ProtectedResource.Map(app);
        PublicCatalog.Map(app);
    }
}
