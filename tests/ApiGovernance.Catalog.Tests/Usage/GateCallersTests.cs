using ApiGovernance.Catalog.Governance.Replay;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Usage;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Catalog.Tests.Usage;

/// <summary>The gate asks what was observed, from the gateway's report to the verdict.</summary>
public sealed class GateCallersTests : IDisposable
{
    private static readonly string Proposal = Texts.Breaking.Replace("version: 1.0.0", "version: 1.1.0", StringComparison.Ordinal);

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    /// <summary>Orders, active for 100 days, with two subscribers of which one calls; nobody has sent a channel.</summary>
    private async Task<CatalogWorld> WithCallersAsync(string policy)
    {
        Directory.CreateDirectory(_folder["policies/compatibility"]);
        await File.WriteAllTextAsync(
            _folder["policies/compatibility/default.yaml"], $"apiVersion: apigovernance/v1\nkind: CompatibilityPolicy\nmetadata: {{name: default}}\nspec: {policy}\n", Cancel);
        FakeTimeProvider clock = new(CatalogWorld.Start.AddDays(-100));
        CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(new CatalogOptions { DataDirectory = _folder["data"], PoliciesDirectory = _folder["policies"] }, clock);
        await world.PutAsync("apis", "orders", Texts.Api("orders"));
        await world.PutAsync("consumers", "storefront", Texts.Consumer("storefront", "orders", "storefront"));
        await world.PutAsync("consumers", "reporting", Texts.Consumer("reporting", "orders", "reporting"));
        await world.AcceptAsync("orders", "v1", Texts.Contract, "active");
        await ReportAsync(world, "number");
        clock.SetUtcNow(CatalogWorld.Start);
        await ReportAsync(world, "number");
        return world;
    }

    private static Task ReportAsync(CatalogWorld world, params string[] properties)
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        return new HttpUsageSink(world.Http).ReportAsync(
            new UsageReport("gw-1", now.AddMinutes(-1), now, [new UsageCount("orders", "v1", "POST /orders", "storefront", 6_000, 0, now)])
            {
                Fields =
                [
                    new SampledFields("orders", "v1", "POST /orders", "storefront", 150) { Fields = [.. properties.Select(name => new FieldCount(FieldKind.Property, name, 150, now))] },
                ],
            },
            Cancel);
    }

    [Fact]
    public async Task A_break_that_nobody_uses_passes_where_the_policy_says_so_and_can_be_judged_again()
    {
        await using CatalogWorld world = await WithCallersAsync("{unusedBreaks: {after: 90}}");

        ContractVerdict verdict = await world.AcceptAsync("orders", "v1", Proposal);

        CatalogFinding finding = verdict.Findings.Single(found => found.RuleId == "request-property-enum-value-removed");
        finding.Severity.ShouldBe(Severity.Warning);
        finding.Message.ShouldEndWith("Nobody has sent `channel` in 90 days (150 calls sampled); the policy lets such a break pass.");
        finding.Fields.ShouldBe([new CatalogField(FieldDirection.Request, FieldKind.Property, "channel")]);
        long id = (await world.Client.Verdicts(new VerdictFilter { Api = "orders", Version = "v1" }).AllAsync(Cancel)).Value![0].Id;
        ReplayedVerdict again = (await world.Services.GetRequiredService<VerdictReplay>().RunAsync(id, Cancel)).Value.ShouldNotBeNull();
        again.Same.ShouldBeTrue();
        again.Now.Findings.Single(found => found.RuleId == "request-property-enum-value-removed").Message.ShouldBe(finding.Message);
    }

    [Fact]
    public async Task Without_such_a_policy_it_is_blocked_and_the_report_says_that_nobody_uses_it()
    {
        await using CatalogWorld world = await WithCallersAsync("{}");

        CatalogProblem problem = (await world.SubmitAsync("orders", "v1", Proposal)).Problem.ShouldNotBeNull();

        problem.Type.ShouldEndWith("/contract-blocked");
        ImpactReport report = problem.ImpactReport.ShouldNotBeNull();
        report.Summary.ShouldBe("breaks none of 2 consumers");
        report.Changes.ShouldHaveSingleItem().Note.ShouldBe("Nobody has sent `channel` in 92 days (150 calls sampled).");
    }

    [Fact]
    public async Task Who_uses_it_is_named_with_owner_and_contact_and_it_never_passes()
    {
        await using CatalogWorld world = await WithCallersAsync("{unusedBreaks: {after: 90}}");
        await ReportAsync(world, "number", "channel");

        CatalogProblem problem = (await world.SubmitAsync("orders", "v1", Proposal)).Problem.ShouldNotBeNull();

        problem.Type.ShouldEndWith("/contract-blocked");
        ImpactReport report = problem.ImpactReport.ShouldNotBeNull();
        report.Summary.ShouldBe("breaks 1 of 2 consumers: storefront (12 k calls in 92 days, last a moment ago; sales, sales@example.com)");
        VerdictEntry entry = (await world.Client.Verdicts(new VerdictFilter { Api = "orders", Version = "v1" }).AllAsync(Cancel)).Value![0];
        ContractVerdict stored = (await world.Client.GetVerdictAsync(entry.Id, Cancel)).Value.ShouldNotBeNull();
        stored.ImpactReport.ShouldNotBeNull().Changes.ShouldHaveSingleItem().Breaks.ShouldBe(["storefront"]);
    }
}
