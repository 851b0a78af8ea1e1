using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Catalog.Usage;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Usage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>Observed calls: reported by gateways, read by people.</summary>
internal static class UsageEndpoints
{
    private const int StandardDays = 92;
    private const int MaxDays = 3660;
    private const int MaxReportBytes = 16 * 1024 * 1024;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/usage", ReportAsync).For(CatalogAction.ReportUsage);
        api.MapMethods("/usage", RequestRules.Read, ReadAsync).Paged("api", "version", "consumer", "days").For(CatalogAction.Read);
        api.MapMethods("/backend-conformance", RequestRules.Read, ReadConformanceAsync).Paged("backend", "api", "days").For(CatalogAction.Read);
        api.MapMethods("/unregistered-calls", RequestRules.Read, ReadUnregisteredAsync).Paged("api", "consumer", "days").For(CatalogAction.Read);
    }

    private static async Task<IResult> ReportAsync(HttpContext http, IUsageSink sink)
    {
        UsageReport report = await RequestBody.ReadJsonAsync<UsageReport>(http.Request, http.RequestAborted, MaxReportBytes);
        if (UsageChecks.Wrong(report) is { } wrong)
            return Answers.Problem(http, new Refusal(CatalogProblemTypes.BodyUnreadable, wrong));
        await sink.ReportAsync(report, http.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> ReadAsync(HttpContext http, ICatalogStore store, TimeProvider clock)
    {
        int days = Caller.Number(http.Request, "days", StandardDays, 1, MaxDays);
        DateOnly since = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-days);
        string? consumer = Caller.Text(http.Request, "consumer");
        ObservedUsage usage = await store.ReadUsageAsync(
            Caller.Text(http.Request, "api"), Caller.Text(http.Request, "version"), since, http.RequestAborted);
        return Pages.Of(http, usage.Rows.Where(row => consumer is null || row.Consumer == consumer), Key);
    }

    private static async Task<IResult> ReadUnregisteredAsync(HttpContext http, ICatalogStore store, TimeProvider clock)
    {
        int days = Caller.Number(http.Request, "days", StandardDays, 1, MaxDays);
        DateOnly since = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-days);
        string? api = Caller.Text(http.Request, "api");
        string? consumer = Caller.Text(http.Request, "consumer");
        IReadOnlyList<UnregisteredCalls> calls = await store.ReadUnregisteredAsync(since, http.RequestAborted);
        return Pages.Of(http, calls.Where(row => (api is null || row.Api == api) && (consumer is null || row.Consumer == consumer)), Key);
    }

    private static async Task<IResult> ReadConformanceAsync(HttpContext http, ICatalogStore store, TimeProvider clock)
    {
        int days = Caller.Number(http.Request, "days", StandardDays, 1, MaxDays);
        DateOnly since = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-days);
        string? backend = Caller.Text(http.Request, "backend");
        string? api = Caller.Text(http.Request, "api");
        IReadOnlyList<CheckedAnswers> answers = await store.ReadAnswersAsync(since, http.RequestAborted);
        return Pages.Of(
            http,
            // Where nothing was looked at there is no score, least of all a good one.
            answers.Where(row => row.Checked > 0 && (backend is null || row.Backend == backend) && (api is null || row.Api == api)).Select(row => new BackendConformance(
                row.Backend, row.Api, row.Checked, row.Broken, (double)(row.Checked - row.Broken) / row.Checked, row.LastAnswer)),
            Key);
    }

    private static string Key(BackendConformance row) => $"{row.Backend}\u0001{row.Api}";

    private static string Key(UnregisteredCalls row) => $"{row.Api}\u0001{row.Path}\u0001{row.Method}\u0001{row.Consumer}\u0001{row.Network}";

    // What separates the parts sorts before every character in them.
    private static string Key(UsageRow row) => $"{row.Api}\u0001{row.Version}\u0001{row.Operation}\u0001{row.Consumer}";
}
