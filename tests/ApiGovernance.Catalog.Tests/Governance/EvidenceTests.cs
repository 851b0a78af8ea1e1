using System.Net.Http.Json;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Governance;

/// <summary>Decisions of the past can be shown and given again, whatever has changed since.</summary>
public sealed class EvidenceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_blocked_contract_is_judged_again_by_the_policies_and_calls_of_its_day()
    {
        PolicyFiles.CopyRepository(_folder);
        long id;
        ContractVerdict then;
        await using (CatalogWorld world = await WithOrdersAsync())
        {
            await world.ReportAsync("orders", "v1", "POST /orders", "storefront", 42);
            (await world.SubmitAsync("orders", "v1", Texts.Breaking)).Problem.ShouldNotBeNull();
            VerdictEntry entry = (await world.Client.Verdicts(new VerdictFilter { Api = "orders" }).AllAsync(Cancel)).Value![0];
            (id, then) = (entry.Id, (await world.Client.GetVerdictAsync(entry.Id, Cancel)).Value!);
        }

        // Everything that decided has changed since: the policies, the calls, the day.
        _folder.Write("policies/compatibility/default.yaml", "apiVersion: apigovernance/v1\nkind: CompatibilityPolicy\nmetadata: {name: x}\nspec: {severities: {request-property-enum-value-removed: info}}\n");
        await using CatalogWorld later = await CatalogWorld.StartAsync(Options);
        later.Clock.Advance(TimeSpan.FromDays(200));
        await later.ReportAsync("orders", "v1", "POST /orders", "storefront", 1000);

        ReplayedVerdict replayed = await ReplayAsync(later, id);

        replayed.Same.ShouldBeTrue($"only then: {string.Join(", ", replayed.OnlyThen)}; only now: {string.Join(", ", replayed.OnlyNow)}");
        replayed.Now.Outcome.ShouldBe("blocked");
        replayed.Now.Summary.ShouldBe(then.Summary);
        replayed.Now.Impact.ShouldBe(then.Impact);
        replayed.Now.Evidence.PolicyRevision.ShouldBe(then.Evidence.PolicyRevision);
        replayed.Now.Findings.Select(finding => (finding.Fingerprint, finding.Line)).ShouldBe(then.Findings.Select(finding => (finding.Fingerprint, finding.Line)));
    }

    [Fact]
    public async Task A_verdict_says_on_what_it_rests()
    {
        PolicyFiles.CopyRepository(_folder);
        await using CatalogWorld world = await WithOrdersAsync();
        await world.ReportAsync("orders", "v1", "GET /orders", "storefront", 5);

        ContractVerdict verdict = await world.AcceptAsync("orders", "v1", Texts.Compatible);

        verdict.Evidence.ShouldSatisfyAllConditions(
            evidence => evidence.DocumentHash.Length.ShouldBe(64), evidence => evidence.BaselineHash!.Length.ShouldBe(64), evidence => evidence.PolicyRevision.Length.ShouldBe(64),
            evidence => evidence.UsageAsOf.ShouldBe(CatalogWorld.Start), evidence => evidence.UsageWindowDays.ShouldBe(92));
        verdict.Findings.ShouldAllBe(finding => finding.Fingerprint.Length == 16);
    }

    [Fact]
    public async Task What_is_not_there_is_said()
    {
        PolicyFiles.CopyRepository(_folder);
        await using CatalogWorld world = await CatalogWorld.StartAsync(Options);

        using HttpResponseMessage answer = await world.Http.PostAsync("api/v1/verdicts/99/replay", null, Cancel);

        ((int)answer.StatusCode).ShouldBe(404);
    }

    private static async Task<ReplayedVerdict> ReplayAsync(CatalogWorld world, long id)
    {
        using HttpResponseMessage answer = await world.Http.PostAsync($"api/v1/verdicts/{id}/replay", null, Cancel);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Cancel));
        return (await answer.Content.ReadFromJsonAsync<ReplayedVerdict>(ProtocolJson.Options, Cancel)).ShouldNotBeNull();
    }

    private CatalogOptions Options => new() { DataDirectory = _folder["data"], PoliciesDirectory = _folder["policies"] };

    private async Task<CatalogWorld> WithOrdersAsync()
    {
        CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(Options);
        await world.PutAsync("apis", "orders", Texts.Api("orders"));
        await world.AcceptAsync("orders", "v1", Texts.Contract, "active");
        return world;
    }
}
