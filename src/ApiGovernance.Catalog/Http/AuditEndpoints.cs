using System.Globalization;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>Who changed what.</summary>
internal static class AuditEndpoints
{
    private static readonly string[] Orders = ["newest", "oldest"];

    public static void Map(RouteGroupBuilder api) => api.MapMethods("/audit", RequestRules.Read, ListAsync).Paged("actor", "action", "object", "order").For(CatalogAction.ReadAudit);

    private static async Task<IResult> ListAsync(HttpContext http, ICatalogStore store)
    {
        PageRequest page = PageRequest.Of(http.Request);
        bool ascending = Caller.Word(http.Request, "order", Orders) == "oldest";
        long? after = page.AfterNumber();
        AuditQuery query = new(ascending ? null : after, ascending ? after : null, page.Limit + 1)
        {
            Actor = Caller.Text(http.Request, "actor"),
            Action = Caller.Text(http.Request, "action"),
            Object = Caller.Text(http.Request, "object"),
            Ascending = ascending,
        };
        IReadOnlyList<AuditRecord> records = await store.ReadAuditAsync(query, http.RequestAborted);
        return Pages.Write(http, page, [.. records.Select(Entry)], entry => entry.Sequence.ToString(CultureInfo.InvariantCulture));
    }

    private static AuditEntry Entry(AuditRecord record) => new(record.Sequence, record.At, record.Actor, record.Action, record.Object, record.Detail)
    {
        Origin = record.Origin,
        Why = record.Why,
        Before = record.Before,
        After = record.After,
        PreviousHash = record.PreviousHash,
        Hash = record.Hash,
    };
}
