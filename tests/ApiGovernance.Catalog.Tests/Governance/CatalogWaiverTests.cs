using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Governance;

/// <summary>Waivers that are registered in the catalog: one store for lint, diff, conformance, overlap and the life cycle.</summary>
public sealed class CatalogWaiverTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CatalogOptions Options => new() { DataDirectory = _folder.Path, PoliciesDirectory = RepositoryPaths.At("policies") };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_lets_its_findings_through_warns_before_it_ends_and_blocks_after()
    {
        await using CatalogWorld world = await WithOrdersAsync();
        string breaking = Texts.Breaking.Replace("version: 1.0.0", "version: 1.1.0", StringComparison.Ordinal);
        CatalogProblem problem = (await world.SubmitAsync("orders", "v1", breaking)).Problem.ShouldNotBeNull();
        string[] fingerprints = [.. problem.Errors.Where(error => error.Severity == Severity.Error).Select(error => error.Fingerprint)];
        await world.PutAsync("waivers", "phone", Waiver("phone", fingerprints, "2026-12-20"));

        ContractVerdict calm = (await world.Client.CheckAsync("orders", "v1", CatalogWorld.Bytes(breaking), null, Cancel)).Value!;
        calm.Outcome.ShouldBe("pass");
        calm.Findings.Single(finding => finding.Suppression is not null).Suppression.ShouldBe(new Suppression("The call centre closed.", "sales", new DateOnly(2026, 12, 20)));
        calm.Findings.ShouldNotContain(finding => finding.RuleId == "waiver-expiring");

        world.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 6, 0, 0, 0, TimeSpan.Zero));
        ContractVerdict warned = (await world.Client.CheckAsync("orders", "v1", CatalogWorld.Bytes(breaking), null, Cancel)).Value!;
        warned.Outcome.ShouldBe("pass");
        warned.Findings.Single(finding => finding.RuleId == "waiver-expiring").Message.ShouldBe(
            "The waiver catalog:Waiver/phone of sales ends in 14 days (2026-12-20); what it covers blocks from the day after.");

        world.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 21, 0, 0, 0, TimeSpan.Zero));
        ContractVerdict ended = (await world.Client.CheckAsync("orders", "v1", CatalogWorld.Bytes(breaking), null, Cancel)).Value!;
        ended.Outcome.ShouldBe("blocked");
        ended.Findings.ShouldContain(finding => finding.RuleId == "waiver-expired");
    }

    [Fact]
    public async Task A_waived_break_is_told_with_whom_it_breaks()
    {
        await using CatalogWorld world = await WithOrdersAsync();
        await world.ReportAsync("orders", "v1", "GET /orders", "crawler", 3);
        await world.ReportAsync("orders", "v1", "POST /orders", "crawler", 3);
        string breaking = Texts.Breaking.Replace("version: 1.0.0", "version: 1.1.0", StringComparison.Ordinal);
        CatalogProblem problem = (await world.SubmitAsync("orders", "v1", breaking)).Problem.ShouldNotBeNull();
        string detail = problem.Detail.ShouldNotBeNull();
        string hit = detail[(detail.IndexOf("; ", StringComparison.Ordinal) + 2)..].TrimEnd('.');
        hit.ShouldContain("of 1 consumer");
        hit.ShouldContain("crawler (");
        await world.PutAsync("waivers", "phone", Waiver("phone", [.. problem.Errors.Where(error => error.Severity == Severity.Error).Select(error => error.Fingerprint)], "2027-01-31"));

        ContractVerdict waived = (await world.Client.CheckAsync("orders", "v1", CatalogWorld.Bytes(breaking), null, Cancel)).Value!;

        waived.Outcome.ShouldBe("pass");
        waived.Summary.ShouldStartWith("Passed: orders v1: 1 breaking change waived; " + hit);
        waived.Impact.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task It_holds_for_the_api_that_it_names_alone()
    {
        await using CatalogWorld world = await WithOrdersAsync();
        await world.PutAsync("apis", "billing", Texts.Api("billing", "/sales/billing"));
        string breaking = Texts.Breaking.Replace("version: 1.0.0", "version: 1.1.0", StringComparison.Ordinal);
        CatalogProblem problem = (await world.SubmitAsync("orders", "v1", breaking)).Problem.ShouldNotBeNull();
        string[] fingerprints = [.. problem.Errors.Where(error => error.Severity == Severity.Error).Select(error => error.Fingerprint)];
        await world.PutAsync("waivers", "phone", Waiver("phone", fingerprints, "2027-01-31", "billing"));

        (await world.SubmitAsync("orders", "v1", breaking)).Problem!.Type.ShouldEndWith("/contract-blocked");
    }

    [Fact]
    public async Task A_consumer_that_would_be_stranded_can_be_waived_too()
    {
        await using CatalogWorld world = await WithOrdersAsync();
        await world.AcceptAsync("orders", "v2", Texts.Contract, "active");
        await world.Client.DeprecateAsync("orders", "v1", new DeprecateRequest(new DateOnly(2027, 6, 1), "v2"), Cancel);
        await world.ReportAsync("orders", "v1", "GET /orders", "crawler", 3);
        await world.ListenedAsync();
        CatalogProblem problem = (await world.Client.RetireAsync("orders", "v1", Cancel)).Problem.ShouldNotBeNull();
        await world.PutAsync("waivers", "crawler", Waiver("crawler", [.. problem.Errors.Select(error => error.Fingerprint)], "2027-01-31"));

        (await world.Client.RetireAsync("orders", "v1", Cancel)).Value!.Stage.ShouldBe(ApiStage.Retired);

        AuditEntry entry = (await world.Client.Audit().AllAsync(Cancel)).Value![0];
        entry.Detail.ShouldContain("; waived by sales: Callers of orders v1 were told that it answers until 2027-06-01;");
        entry.Detail.ShouldContain("; waived by sales: crawler (no longer registered) would be stranded: 3 calls");
    }

    private static string Waiver(string name, string[] fingerprints, string expires, string? api = null) =>
        $"apiVersion: apigovernance/v1\nkind: Waiver\nmetadata: {{name: {name}}}\nspec:\n  fingerprints: [{string.Join(", ", fingerprints.Select(one => $"'{one}'"))}]\n"
        + $"  reason: The call centre closed.\n  owner: sales\n  expires: {expires}\n{(api is null ? "" : $"  api: {api}\n")}";

    private async Task<CatalogWorld> WithOrdersAsync()
    {
        CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(Options);
        await world.PutAsync("apis", "orders", Texts.Api("orders"));
        await world.AcceptAsync("orders", "v1", Texts.Contract, "active");
        return world;
    }
}
