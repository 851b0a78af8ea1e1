using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Tests.Governance;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Catalog.Tests.Review;

/// <summary>Approvals together with the steps of a version.</summary>
public sealed class ApprovalOfStepsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_promotion_that_needs_an_approval_can_get_one()
    {
        await using CatalogWorld world = await StartAsync("approvals: [{reviewers: 1, stage: [active]}]");
        await world.AcceptAsync("orders", "v1", Texts.Contract, "preview");

        CatalogAnswer<ApiVersionSummary> refused = await world.Client.PromoteAsync("orders", "v1", new PromoteRequest(ApiStage.Active), Cancel);
        refused.Problem.ShouldNotBeNull().Errors.ShouldContain(error => error.RuleId == "lifecycle-gate");
        (await DecideAsync(world, "local", "approved")).Refusal!.Type.ShouldBe(CatalogProblemTypes.OwnApproval);
        (await DecideAsync(world, "bob", "approved")).Refusal.ShouldBeNull();

        (await world.Client.PromoteAsync("orders", "v1", new PromoteRequest(ApiStage.Active), Cancel)).Value.ShouldNotBeNull().Stage.ShouldBe(ApiStage.Active);
    }

    [Fact]
    public async Task A_table_that_asks_for_an_approval_is_not_passed_by_and_can_be_satisfied()
    {
        PolicyFiles.Lifecycle(_folder, """
            noticeDays: {internal: 90, partner: 180, public: 365}
            transitions:
              - {from: development, to: active, guards: [gate-passes, approved]}
              - {from: development, to: retired}
              - {from: active, to: retired, guards: [no-traffic]}
            """);
        await using CatalogWorld world = await StartAsync(null);

        CatalogAnswer<ContractVerdict> passedBy = await world.SubmitAsync("orders", "v1", Texts.Contract, "active");
        passedBy.Status.ShouldBe(409);
        passedBy.Problem!.Detail!.ShouldContain("Submit it without `stage`");
        (await world.SubmitAsync("orders", "v1", Texts.Contract, "preview")).Problem!.Detail!.ShouldContain("No version of orders becomes preview");

        await world.AcceptAsync("orders", "v1", Texts.Contract);
        (await world.Client.PromoteAsync("orders", "v1", new PromoteRequest(ApiStage.Active), Cancel)).Problem!.Errors.ShouldContain(error => error.RuleId == "lifecycle-approval");
        (await DecideAsync(world, "bob", "approved")).Refusal.ShouldBeNull();
        (await world.Client.PromoteAsync("orders", "v1", new PromoteRequest(ApiStage.Active), Cancel)).Value.ShouldNotBeNull().Stage.ShouldBe(ApiStage.Active);
    }

    [Fact]
    public async Task A_version_that_was_retired_meanwhile_takes_no_contract()
    {
        await using CatalogWorld world = await StartAsync("approvals: [{reviewers: 1, bump: [minor]}]");
        await world.AcceptAsync("orders", "v1", Texts.Contract);
        (await world.SubmitAsync("orders", "v1", Texts.Compatible)).Value!.Outcome.ShouldBe("needs-approval");
        (await world.Client.RetireAsync("orders", "v1", Cancel)).Value.ShouldNotBeNull();

        (await DecideAsync(world, "bob", "approved")).Refusal!.Type.ShouldBe(CatalogProblemTypes.VersionRetired);
    }

    [Fact]
    public async Task What_was_proposed_for_a_stage_is_judged_and_published_in_it()
    {
        await using CatalogWorld world = await StartAsync("approvals: [{reviewers: 1, stage: [active]}]", "[{name: v1, stage: design, contract: v1/openapi.yaml}]");
        (await world.SubmitAsync("orders", "v1", Texts.Contract, "active")).Value!.Outcome.ShouldBe("needs-approval");

        (await DecideAsync(world, "bob", "approved")).Value!.Applied.ShouldBeTrue();

        (await world.Client.Apis().AllAsync(Cancel)).Value!.ShouldHaveSingleItem().Versions.ShouldHaveSingleItem().Stage.ShouldBe(ApiStage.Active);
    }

    private static Task<Outcome<ContractVerdict>> DecideAsync(CatalogWorld world, string who, string decision) =>
        world.Services.GetRequiredService<ContractApproval>().DecideAsync(
            new WantedApproval("orders", "v1", null, decision, "", new CatalogActor(who)), Cancel);

    private async Task<CatalogWorld> StartAsync(string? gate, string versions = "[]")
    {
        if (gate is not null)
            PolicyFiles.Gate(_folder, gate);
        CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(new CatalogOptions { DataDirectory = _folder["data"], PoliciesDirectory = _folder["policies"] });
        await world.PutAsync("apis", "orders", Texts.Api("orders", versions: versions));
        return world;
    }
}
