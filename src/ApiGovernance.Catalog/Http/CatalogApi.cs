using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

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

        DescriptorEndpoints.Map(api);
        ApiEndpoints.Map(api);
        VersionEndpoints.Map(api);
        ContractEndpoints.Map(api);
        VerdictEndpoints.Map(api);
        LifecycleEndpoints.Map(api);
        SnapshotEndpoints.Map(api);
        UsageEndpoints.Map(api);
        AuditEndpoints.Map(api);
        DocumentEndpoints.Map(api);
        NoSuchOperation.Map(api);

        DocumentEndpoints.MapSchemas(app);
        ProtectedResource.Map(app);
    }
}
