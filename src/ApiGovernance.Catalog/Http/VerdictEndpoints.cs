using System.Globalization;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiGovernance.Catalog.Http;

/// <summary>What the change gate has said: lists without findings, and each verdict whole.</summary>
internal static class VerdictEndpoints
{
    private static readonly string[] Outcomes = ["pass", "blocked", "needs-approval", "not-checked"];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapMethods("/verdicts", RequestRules.Read, (HttpContext http, ICatalogStore store) =>
            ListAsync(http, store, Caller.Text(http.Request, "api"), Caller.Text(http.Request, "version"))).Paged("api", "version", "outcome").For(CatalogAction.Read);
        api.MapMethods("/verdicts/{id}", RequestRules.Read, GetAsync).For(CatalogAction.Read);
        api.MapMethods("/apis/{name}/versions/{version}/verdicts", RequestRules.Read, OfVersionAsync).Paged("outcome").For(CatalogAction.Read);
    }

    private static async Task<IResult> OfVersionAsync(string name, string version, HttpContext http, CatalogRegistry registry, ICatalogStore store) =>
        // A version whose first contract was blocked is not registered, but its verdicts are there to be read.
        registry.Current.FindApi(name) is null
            ? Answers.Problem(http, ApiEndpoints.NotFound(registry.Current, name))
            : await ListAsync(http, store, name, version);

    private static async Task<IResult> ListAsync(HttpContext http, ICatalogStore store, string? api, string? version)
    {
        PageRequest page = PageRequest.Of(http.Request);
        IReadOnlyList<ContractVerdict> verdicts = await store.ReadVerdictsAsync(
            new VerdictQuery(page.AfterNumber(), page.Limit + 1)
            {
                Api = api,
                Version = version,
                Outcome = Caller.Word(http.Request, "outcome", Outcomes),
            },
            http.RequestAborted);
        return Pages.Write(http, page, [.. verdicts.Select(Entry)], entry => entry.Id.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<IResult> GetAsync(string id, HttpContext http, ICatalogStore store) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
        && await store.ReadVerdictAsync(number, http.RequestAborted) is { } stored
            ? Answers.Json(stored.Verdict)
            : Answers.Problem(http, new Refusal(CatalogProblemTypes.NotFound, $"There is no verdict `{id}`."));

    private static VerdictEntry Entry(ContractVerdict verdict) => new(
        verdict.Id!.Value, verdict.Outcome, verdict.Api, verdict.Version, verdict.Stage, verdict.Summary, verdict.At, verdict.Applied, verdict.Evidence)
    {
        Revision = verdict.Revision,
        Approval = verdict.Approval,
    };
}
