using System.Globalization;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Problems;
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

    public static void Map(RouteGroupBuilder api) => api.MapMethods("/audit", RequestRules.Read, ListAsync).Paged("actor", "action", "object", "since", "until", "order").For(CatalogAction.ReadAudit);

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
            Since = Moment(http.Request, "since", CatalogMoment.First),
            Until = Moment(http.Request, "until", CatalogMoment.Last),
            Ascending = ascending,
        };
        if (query.Since > query.Until)
            throw Wrong("`since` is after `until`, so nothing could be between them.");
        IReadOnlyList<AuditRecord> records = await store.ReadAuditAsync(query, http.RequestAborted);
        return Pages.Write(http, page, [.. records.Select(Entry)], entry => entry.Sequence.ToString(CultureInfo.InvariantCulture));
    }

    private static DateTimeOffset? Moment(HttpRequest request, string name, Func<string, DateTimeOffset?> read)
    {
        if (Caller.Text(request, name) is not { } text)
            return null;
        // A plus that is not escaped comes as a blank.
        string hint = text.Contains(' ', StringComparison.Ordinal) ? " In an address `+` is written %2B." : "";
        return read(text) ?? throw Wrong($"`{name}` must be {CatalogMoment.Form}; it is `{text}`.{hint}");
    }

    private static BodyRefusedException Wrong(string detail) => new(new Refusal(CatalogProblemTypes.ParameterInvalid, detail));

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
