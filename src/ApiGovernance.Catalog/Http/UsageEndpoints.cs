using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Usage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>Observed calls, and the audit.</summary>
internal static class UsageEndpoints
{
    private const int StandardDays = 92;
    private const int MaxDays = 3660;
    private const int MaxAuditEntries = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/usage", ReportAsync).For(CatalogAction.ReportUsage);
        api.MapGet("/usage", ReadAsync).For(CatalogAction.Read);
        api.MapGet("/audit", AuditAsync).For(CatalogAction.ReadAudit);
    }

    private static async Task<IResult> ReportAsync(HttpContext http, IUsageSink sink)
    {
        UsageReport report = await RequestBody.ReadJsonAsync<UsageReport>(http.Request, http.RequestAborted);
        if (report.Counts.Any(count => count.Calls < 0 || count.Failures < 0 || count.Failures > count.Calls))
            return Answers.Problem(http, new Refusal(CatalogProblemTypes.BodyUnreadable, "A count has negative calls, or more failures than calls."));
        await sink.ReportAsync(report, http.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> ReadAsync(HttpContext http, ICatalogStore store, TimeProvider clock)
    {
        int days = Caller.Number(http.Request, "days", StandardDays, 1, MaxDays);
        DateOnly since = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-days);
        ObservedUsage usage = await store.ReadUsageAsync(Text(http.Request, "api"), Text(http.Request, "version"), since, http.RequestAborted);
        return Answers.Json(usage.Rows);
    }

    private static async Task<IResult> AuditAsync(HttpContext http, ICatalogStore store)
    {
        int limit = Caller.Number(http.Request, "limit", 100, 1, MaxAuditEntries);
        int before = Caller.Number(http.Request, "before", 0, 1, int.MaxValue);
        IReadOnlyList<AuditRecord> records = await store.ReadAuditAsync(new AuditQuery(before == 0 ? null : before, null, limit), http.RequestAborted);
        return Answers.Json<IReadOnlyList<AuditEntry>>([.. records.Select(Entry)]);
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

    private static string? Text(HttpRequest request, string name) => request.Query[name] is [{ Length: > 0 } text] ? text : null;
}
