using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Catalog.Tests.Governance;

/// <summary>Reviewers' words, with people of different names.</summary>
public sealed class ApprovalDecisionTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task With_the_last_approval_the_contract_comes_into_force_and_the_audit_says_who()
    {
        await using CatalogWorld world = await WithProposalAsync(reviewers: 2);

        ContractVerdict first = (await DecideAsync(world, "bob", ContractApprovals.Approved)).Value.ShouldNotBeNull();
        first.Outcome.ShouldBe("needs-approval");
        first.Approval!.Approvers.ShouldBe(["bob"]);
        ContractVerdict second = (await DecideAsync(world, "carol", ContractApprovals.Approved)).Value.ShouldNotBeNull();

        second.ShouldSatisfyAllConditions(
            () => second.Applied.ShouldBeTrue(), () => second.Revision.ShouldBe(2), () => second.SubmittedBy.ShouldBe("local"),
            () => second.Approval!.Approvers.ShouldBe(["bob", "carol"]));
        IReadOnlyList<AuditEntry> audit = (await world.Client.Audit().AllAsync(Cancel)).Value!;
        audit.Take(4).Select(entry => $"{entry.Actor} {entry.Action} {entry.Object}").ShouldBe(
        [
            "carol contract-accepted Api/orders/v1", "carol contract-approved Api/orders/v1", "bob contract-proposed Api/orders/v1", "bob contract-approved Api/orders/v1",
        ]);
    }

    [Fact]
    public async Task One_reviewers_word_counts_once()
    {
        await using CatalogWorld world = await WithProposalAsync(reviewers: 2);
        await DecideAsync(world, "bob", ContractApprovals.Approved);

        (await DecideAsync(world, "bob", ContractApprovals.Approved)).Value!.Outcome.ShouldBe("needs-approval");
    }

    [Fact]
    public async Task A_rejection_holds_the_contract_back_until_the_reviewer_takes_it_back()
    {
        await using CatalogWorld world = await WithProposalAsync(reviewers: 1);

        ContractVerdict rejected = (await DecideAsync(world, "bob", ContractApprovals.Rejected, "The name is taken.")).Value.ShouldNotBeNull();
        rejected.Outcome.ShouldBe("blocked");
        rejected.Summary.ShouldBe("Blocked: bob has refused this contract: The name is taken.");
        (await DecideAsync(world, "carol", ContractApprovals.Approved)).Refusal!.Type.ShouldBe(CatalogProblemTypes.ContractBlocked);

        (await DecideAsync(world, "bob", ContractApprovals.Approved)).Value!.Applied.ShouldBeTrue();
    }

    [Fact]
    public async Task Another_document_needs_another_approval()
    {
        await using CatalogWorld world = await WithProposalAsync(reviewers: 1);
        string other = Texts.Compatible.Replace("Newest first.", "Oldest first.", StringComparison.Ordinal);
        await DecideAsync(world, "bob", ContractApprovals.Approved);

        ContractVerdict again = (await world.SubmitAsync("orders", "v1", other.Replace("version: 1.1.0", "version: 1.2.0", StringComparison.Ordinal))).Value.ShouldNotBeNull();

        again.Outcome.ShouldBe("needs-approval");
    }

    [Fact]
    public async Task Everybody_who_submitted_the_document_is_its_submitter()
    {
        await using CatalogWorld world = await WithProposalAsync(reviewers: 2);
        await DecideAsync(world, "bob", ContractApprovals.Approved);
        // Bob now proposes it himself: his approval is his own, and who proposed it before him does not become a reviewer.
        (await SubmitAsync(world, "bob", Texts.Compatible)).Value!.Approval!.Approvers.ShouldBeEmpty();

        (await DecideAsync(world, "local", ContractApprovals.Approved)).Refusal!.Type.ShouldBe(CatalogProblemTypes.OwnApproval);
        (await DecideAsync(world, "bob", ContractApprovals.Approved)).Refusal!.Type.ShouldBe(CatalogProblemTypes.OwnApproval);
        (await DecideAsync(world, "carol", ContractApprovals.Approved)).Value!.Approval!.Approvers.ShouldBe(["carol"]);
    }

    [Fact]
    public async Task An_approval_does_not_outlive_the_contract_that_came_after()
    {
        await using CatalogWorld world = await WithProposalAsync(reviewers: 2);
        (await DecideAsync(world, "bob", ContractApprovals.Approved)).Value!.Approval!.Approvers.ShouldBe(["bob"]);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SubmitAsync("orders", "v1", Texts.Contract.Replace("version: 1.0.0", "version: 1.0.1", StringComparison.Ordinal));
        await DecideAsync(world, "bob", ContractApprovals.Approved);
        (await DecideAsync(world, "carol", ContractApprovals.Approved)).Value!.Applied.ShouldBeTrue();

        ContractVerdict again = (await world.SubmitAsync("orders", "v1", Texts.Compatible)).Value.ShouldNotBeNull();

        again.Outcome.ShouldBe("needs-approval");
        again.Approval!.Approvers.ShouldBeEmpty("what bob approved was a change of another contract");
    }

    private static Task<Outcome<ContractVerdict>> SubmitAsync(CatalogWorld world, string who, string text) =>
        world.Services.GetRequiredService<ContractSubmission>().SubmitAsync(
            new SubmittedContract("orders", "v1", CatalogWorld.Bytes(text), "openapi.yaml", null, CatalogActor.Local with { Name = who }), Cancel);

    private static Task<Outcome<ContractVerdict>> DecideAsync(CatalogWorld world, string who, string decision, string comment = "") =>
        world.Services.GetRequiredService<ContractApproval>().DecideAsync(
            new WantedApproval("orders", "v1", null, decision, comment, new CatalogActor(who)), Cancel);

    private async Task<CatalogWorld> WithProposalAsync(int reviewers)
    {
        PolicyFiles.CopyRepository(_folder);
        PolicyFiles.Gate(_folder, $"approvals: [{{reviewers: {reviewers}, stage: [active], bump: [patch, minor]}}]");
        CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(new CatalogOptions { DataDirectory = _folder["data"], PoliciesDirectory = _folder["policies"] });
        await world.PutAsync("apis", "orders", Texts.Api("orders"));
        await world.AcceptAsync("orders", "v1", Texts.Contract, "active");
        (await world.SubmitAsync("orders", "v1", Texts.Compatible)).Value!.Outcome.ShouldBe("needs-approval");
        return world;
    }
}
