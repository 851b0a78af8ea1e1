using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Catalog.Tests;

/// <summary>What happens to a new contract of a version that callers rely on.</summary>
public sealed class ChangeGateTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CatalogOptions Options => new() { DataDirectory = _folder["data"], PoliciesDirectory = RepositoryPaths.At("policies") };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_breaking_contract_is_blocked_and_the_consumers_seen_calling_are_named()
    {
        await using CatalogWorld world = await WithActiveOrdersAsync();
        await world.ReportAsync("orders", "v1", "POST /orders", "storefront", 40);
        await world.ReportAsync("orders", "v1", "POST /orders", "storefront", 2);
        await world.ReportAsync("orders", "v1", "GET /orders", "reporting", 900);
        // Was refused each time (no scope, say): no change can break it.
        await world.ReportAsync("orders", "v1", "POST /orders", "reporting", 7, failures: 7);
        SnapshotManifest before = await world.ManifestAsync();

        CatalogProblem problem = (await world.SubmitAsync("orders", "v1", Texts.Breaking)).Problem.ShouldNotBeNull();

        problem.Status.ShouldBe(409);
        problem.Type.ShouldBe("https://apigovernance.dev/problems/catalog/contract-blocked");
        CatalogFinding finding = problem.Errors.First(error => error is { Kind: FindingKind.Change, Severity: Severity.Error });
        finding.ShouldSatisfyAllConditions(
            () => finding.Message.ShouldContain("phone"), () => finding.Operation.ShouldBe("POST /orders"), () => finding.File.ShouldBe("openapi.yaml"),
            () => finding.Line.ShouldNotBeNull(), () => finding.Api.ShouldBe("orders"));
        problem.Impact.ShouldBe([new ConsumerImpact("storefront", "POST /orders", 42, CatalogWorld.Start.AddSeconds(-10))]);
        problem.Detail.ShouldBe(
            "Blocked: orders v1: 1 breaking change and 1 rule violation; breaks none of 2 consumers; not known for 1: storefront (42 calls in 92 days, last a moment ago).");
        problem.Evidence!.UsageAsOf.ShouldBe(CatalogWorld.Start);
        problem.Evidence.RequiredBump.ShouldBe("major");

        (await world.ManifestAsync()).ShouldBe(before);
        CatalogContract inForce = (await world.Client.GetContractAsync("orders", "v1", Cancel)).Value!;
        inForce.Bytes.ToArray().ShouldBe(CatalogWorld.Bytes(Texts.Contract));
        inForce.Hash.ShouldBe(problem.Evidence.BaselineHash, "the evidence names the contract in force");
        VerdictEntry entry = (await world.Client.Verdicts(new VerdictFilter { Api = "orders", Version = "v1" }).AllAsync(Cancel)).Value![0];
        ContractVerdict kept = (await world.Client.GetVerdictAsync(entry.Id, Cancel)).Value!;
        kept.Outcome.ShouldBe("blocked");
        kept.Impact.ShouldBe(problem.Impact);
    }

    [Fact]
    public async Task A_compatible_contract_is_in_force_at_once_with_a_new_snapshot()
    {
        await using CatalogWorld world = await WithActiveOrdersAsync();
        string before = (await world.ManifestAsync()).Revision;

        ContractVerdict verdict = await world.AcceptAsync("orders", "v1", Texts.Compatible);

        verdict.ShouldSatisfyAllConditions(
            () => verdict.Applied.ShouldBeTrue(), () => verdict.Revision.ShouldBe(2), () => verdict.Evidence.RequiredBump.ShouldBe("minor"),
            () => verdict.Summary.ShouldBe("Passed: orders v1: no change breaks a caller; 0 warnings."));
        (await world.ManifestAsync()).Revision.ShouldNotBe(before);
        (await world.PublishedAsync("orders", "v1"))!.ShouldSatisfyAllConditions(
            part => part.ContractHash.ShouldBe(verdict.Evidence.DocumentHash), part => part.ContractVersion.ShouldBe("1.1.0"));
    }

    [Fact]
    public async Task The_same_contract_again_changes_nothing()
    {
        await using CatalogWorld world = await WithActiveOrdersAsync();
        string before = (await world.ManifestAsync()).Revision;

        ContractVerdict verdict = await world.AcceptAsync("orders", "v1", Texts.Contract);

        verdict.Applied.ShouldBeFalse();
        verdict.Revision.ShouldBe(1);
        (await world.ManifestAsync()).Revision.ShouldBe(before);
    }

    [Fact]
    public async Task A_check_says_what_a_submission_would_and_changes_nothing()
    {
        await using CatalogWorld world = await WithActiveOrdersAsync();
        await world.ReportAsync("orders", "v1", "POST /orders", null, 3);
        int audited = (await world.Client.Audit().AllAsync(Cancel)).Value!.Count;

        ContractVerdict verdict = (await world.Client.CheckAsync("orders", "v1", CatalogWorld.Bytes(Texts.Breaking), "orders.yaml", Cancel)).Value.ShouldNotBeNull();

        verdict.Outcome.ShouldBe("blocked");
        verdict.Applied.ShouldBeFalse();
        verdict.Impact.ShouldHaveSingleItem().Consumer.ShouldBe("(anonymous)");
        verdict.Findings.ShouldContain(finding => finding.File == "orders.yaml" && finding.Message.Contains("phone"));
        (await world.Client.Audit().AllAsync(Cancel)).Value!.Count.ShouldBe(audited);
        (await world.Client.Verdicts(new VerdictFilter { Api = "orders", Version = "v1" }).AllAsync(Cancel)).Value!.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Before_a_version_is_active_a_breaking_change_warns()
    {
        await using CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(Options);
        await world.PutAsync("apis", "orders", Texts.Api("orders"));
        await world.AcceptAsync("orders", "v1", Texts.Contract, "preview");

        CatalogProblem same = (await world.SubmitAsync("orders", "v1", Texts.Breaking)).Problem.ShouldNotBeNull();
        same.Errors.ShouldContain(error => error.RuleId == "version-bump-too-small" && error.Severity == Severity.Error && error.Fix == "Declare 1.1.0 or higher.");
        ContractVerdict verdict = await world.AcceptAsync("orders", "v1", Texts.Breaking.Replace("version: 1.0.0", "version: 1.1.0", StringComparison.Ordinal));

        verdict.Findings.ShouldContain(finding => finding.Kind == FindingKind.Change && finding.Severity == Severity.Warning && finding.Message.Contains("phone"));
        verdict.Outcome.ShouldBe("pass");
    }

    [Fact]
    public async Task What_is_no_contract_is_refused_as_not_checked()
    {
        await using CatalogWorld world = await WithActiveOrdersAsync();

        CatalogProblem problem = (await world.SubmitAsync("orders", "v1", "openapi: 3.1.0\ninfo: [\n")).Problem.ShouldNotBeNull();

        problem.Status.ShouldBe(422);
        problem.Type.ShouldEndWith("/contract-unreadable");
        problem.Errors.ShouldContain(error => error.Line > 0 && error.Severity == Severity.Error);
        (await world.Client.Verdicts(new VerdictFilter { Api = "orders", Version = "v1" }).AllAsync(Cancel)).Value![0].Outcome.ShouldBe("not-checked");
    }

    [Fact]
    public async Task A_waiver_lets_its_finding_through_until_it_expires()
    {
        CopyPolicies();
        string fingerprint;
        await using (CatalogWorld world = await WithActiveOrdersAsync(_folder["policies"]))
        {
            CatalogProblem problem = (await world.SubmitAsync("orders", "v1", Texts.Breaking)).Problem.ShouldNotBeNull();
            fingerprint = string.Join(", ", problem.Errors.Where(error => error.Severity == Severity.Error).Select(error => $"'{error.Fingerprint}'"));
        }

        _folder.Write("policies/waivers/phone.yaml", $$"""
            apiVersion: apigovernance/v1
            kind: Waiver
            metadata: {name: phone}
            spec: {fingerprints: [{{fingerprint}}], reason: The call centre closed., owner: sales, expires: '2026-12-31'}
            """);
        CatalogOptions options = Options with { PoliciesDirectory = _folder["policies"] };
        await using CatalogWorld again = await CatalogWorld.StartAsync(options, new FakeTimeProvider(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        CatalogProblem expired = (await again.SubmitAsync("orders", "v1", Texts.Breaking)).Problem.ShouldNotBeNull();
        expired.Type.ShouldEndWith("/contract-blocked");
        expired.Errors.ShouldContain(error => error.RuleId == "waiver-expired" && error.File!.EndsWith("waivers/phone.yaml"));
        await again.DisposeAsync();

        await using CatalogWorld intime = await CatalogWorld.StartAsync(options);
        ContractVerdict verdict = await intime.AcceptAsync("orders", "v1", Texts.Breaking);
        verdict.Findings.Where(finding => finding.Severity == Severity.Error)
            .ShouldAllBe(finding => finding.Suppression == new Suppression("The call centre closed.", "sales", new DateOnly(2026, 12, 31)));
    }

    private async Task<CatalogWorld> WithActiveOrdersAsync(string? policies = null)
    {
        CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(policies is null ? Options : Options with { PoliciesDirectory = policies });
        await world.PutAsync("apis", "orders", Texts.Api("orders"));
        await world.AcceptAsync("orders", "v1", Texts.Contract, "active");
        (await world.PublishedAsync("orders", "v1"))!.Stage.ShouldBe(ApiStage.Active);
        return world;
    }

    private void CopyPolicies()
    {
        foreach (string file in Directory.EnumerateFiles(RepositoryPaths.At("policies"), "*.yaml", SearchOption.AllDirectories))
            _folder.Write(Path.Combine("policies", Path.GetRelativePath(RepositoryPaths.At("policies"), file)), File.ReadAllText(file));
    }
}
