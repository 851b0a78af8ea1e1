using System.Net.Http.Json;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Governance;

/// <summary>Four eyes where the policy asks for them.</summary>
public sealed class ApprovalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_contract_that_needs_approval_is_kept_and_not_in_force()
    {
        await using CatalogWorld world = await WithOrdersAsync("approvals: [{reviewers: 1, stage: [active], bump: [minor, major]}]");

        CatalogAnswer<ContractVerdict> answer = await world.SubmitAsync("orders", "v1", Texts.Compatible);

        answer.Status.ShouldBe(202);
        ContractVerdict verdict = answer.Value.ShouldNotBeNull();
        verdict.ShouldSatisfyAllConditions(
            () => verdict.Outcome.ShouldBe("needs-approval"), () => verdict.Applied.ShouldBeFalse(),
            () => verdict.Approval!.Required.ShouldBe(1), () => verdict.SubmittedBy.ShouldBe("local"),
            () => verdict.Summary.ShouldBe(
                "Needs somebody else's approval (a minor change of a version that is active). Passed: orders v1: no change breaks a caller; 0 warnings."));
        (await world.PublishedAsync("orders", "v1"))!.ContractVersion.ShouldBe("1.0.0");
    }

    [Fact]
    public async Task Nobody_approves_what_they_submitted()
    {
        await using CatalogWorld world = await WithOrdersAsync("approvals: [{reviewers: 1, bump: [minor]}]");
        await world.SubmitAsync("orders", "v1", Texts.Compatible);

        using HttpResponseMessage answer = await world.Http.PostAsync(
            "api/v1/apis/orders/versions/v1/approvals", JsonContent.Create(new ApprovalRequest("approved"), options: ProtocolJson.Options), Cancel);

        ((int)answer.StatusCode).ShouldBe(403);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("own-approval");
        (await world.PublishedAsync("orders", "v1"))!.ContractVersion.ShouldBe("1.0.0");
    }

    [Fact]
    public async Task What_no_rule_asks_for_is_in_force_at_once()
    {
        await using CatalogWorld world = await WithOrdersAsync("approvals: [{reviewers: 1, bump: [major]}, {reviewers: 2, visibility: [public]}]");

        (await world.AcceptAsync("orders", "v1", Texts.Compatible)).Applied.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_proposal_there_is_nothing_to_approve()
    {
        await using CatalogWorld world = await WithOrdersAsync("approvals: [{reviewers: 1, bump: [minor]}]");

        using HttpResponseMessage answer = await world.Http.PostAsync(
            "api/v1/apis/orders/versions/v1/approvals", JsonContent.Create(new ApprovalRequest("approved"), options: ProtocolJson.Options), Cancel);

        ((int)answer.StatusCode).ShouldBe(409);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("No contract of orders/v1 waits for approval.");
    }

    private async Task<CatalogWorld> WithOrdersAsync(string gate)
    {
        PolicyFiles.CopyRepository(_folder);
        PolicyFiles.Gate(_folder, gate);
        CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(new CatalogOptions { DataDirectory = _folder["data"], PoliciesDirectory = _folder["policies"] });
        await world.PutAsync("apis", "orders", Texts.Api("orders"));
        await world.AcceptAsync("orders", "v1", Texts.Contract, "active");
        return world;
    }
}
