using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>APIs: list, read, register, remove.</summary>
internal static class ApiEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapMethods("/apis", RequestRules.Read, (HttpContext http, CatalogRegistry registry) =>
            Pages.Of(http, ApiSelection.Of(http.Request).Among(registry.Current.Apis).Select(Summary), summary => summary.Name))
            .Paged(ApiSelection.Names).For(CatalogAction.Read);
        api.MapMethods("/apis/{name}", RequestRules.Read, (string name, HttpContext http, CatalogRegistry registry) =>
            registry.Current.FindApi(name) is { } stored
                ? Answers.Descriptor(stored.Whole, stored.ETag)
                : Answers.Problem(http, NotFound(registry.Current, name))).For(CatalogAction.Read);
        api.MapPut(
            "/apis/{name}",
            (string name, HttpContext http, DescriptorRegistration registration, SnapshotPublisher publisher) =>
                DescriptorEndpoints.PutAsync("Api", name, http, registration, publisher)).For(CatalogAction.ChangeApi);
        api.MapDelete(
            "/apis/{name}",
            (string name, HttpContext http, DescriptorRemoval removal, SnapshotPublisher publisher) =>
                DescriptorEndpoints.DeleteAsync("Api", name, http, removal, publisher)).For(CatalogAction.RemoveApi);
    }

    public static Refusal NotFound(CatalogState state, string name) => Refusal.NotFound($"API `{name}`", state.Apis.Select(known => known.Name));

    public static ApiVersionSummary Summary(StoredVersion version) => new(version.Name, version.Spec.Stage, version.Revision)
    {
        ContractHash = version.ContractHash,
        ContractVersion = version.ContractVersion,
        DeprecatedOn = version.Spec.DeprecatedOn,
        Sunset = version.Spec.Sunset,
        Successor = version.Spec.Successor,
    };

    private static ApiSummary Summary(StoredApi stored)
    {
        ApiSpec spec = stored.Descriptor.Spec;
        return new ApiSummary(
            stored.Name, stored.Descriptor.Metadata.Title ?? stored.Name, spec.Owner, spec.Domain, spec.Entity, spec.Visibility, spec.BasePath,
            [.. stored.Versions.Select(Summary)]);
    }
}
