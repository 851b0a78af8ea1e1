using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>Waivers: list with how long they still hold, read, put, remove.</summary>
internal static class WaiverEndpoints
{
    private const int WarningDays = 14;
    private const int MaxDays = 3660;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapMethods("/waivers", RequestRules.Read, List).Paged("owner", "api", "expiring").For(CatalogAction.Read);
        DescriptorEndpoints.MapItem(api, "waivers", "Waiver");
    }

    private static IResult List(HttpContext http, CatalogRegistry registry, TimeProvider clock)
    {
        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        string? owner = Caller.Text(http.Request, "owner");
        string? api = Caller.Text(http.Request, "api");
        int days = Caller.Number(http.Request, "expiring", -1, 0, MaxDays);
        return Pages.Of(
            http,
            registry.Current.Of<WaiverDescriptor>()
                .Where(waiver => (owner ?? waiver.Spec.Owner) == waiver.Spec.Owner
                    && (api is null || waiver.Spec.Api == api)
                    && (days < 0 || waiver.Spec.Expires <= today.AddDays(days)))
                .Select(waiver => Summary(waiver, today)),
            waiver => waiver.Name);
    }

    private static WaiverSummary Summary(WaiverDescriptor waiver, DateOnly today)
    {
        WaiverSpec spec = waiver.Spec;
        string state = spec.Expires < today ? "expired" : spec.Expires <= today.AddDays(WarningDays) ? "expiring" : "active";
        return new WaiverSummary(waiver.Name, spec.Owner, state, spec.Expires, spec.Reason, spec.Fingerprints) { Api = spec.Api, Ticket = spec.Ticket };
    }
}
