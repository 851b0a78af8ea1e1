using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Tests.Storage;

/// <summary>What was found out, judged and approved.</summary>
internal static class EvidenceScenarios
{
    private static CancellationToken Cancel => StoreWorld.Cancel;

    public static async Task Facts_are_kept_by_contract_and_kind_and_may_be_worked_out_again(StoreWorld world)
    {
        StoredContract[] contracts = [Given.Contract("{\"a\": 1}"), Given.Contract("{\"a\": 2}")];
        await world.Store.ApplyAsync(
            new CatalogChange
            {
                Contracts = contracts,
                Facts = [new StoredFacts(contracts[0].Hash, "search", "old"), new StoredFacts(contracts[1].Hash, "search", Given.Nasty), new StoredFacts(contracts[0].Hash, "overlap", "[]")],
            },
            Cancel);
        await world.Store.ApplyAsync(new CatalogChange { Facts = [new StoredFacts(contracts[0].Hash, "search", "new")] }, Cancel);

        (await world.Store.ReadFactsAsync("search", Cancel)).ShouldBe(
            new StoredFacts[] { new(contracts[0].Hash, "search", "new"), new(contracts[1].Hash, "search", Given.Nasty) }.OrderBy(facts => facts.Hash, StringComparer.Ordinal));
        (await world.Store.ReadFactAsync(contracts[0].Hash, "overlap", Cancel)).ShouldBe(new StoredFacts(contracts[0].Hash, "overlap", "[]"));
        (await world.Store.ReadFactAsync(contracts[1].Hash, "overlap", Cancel)).ShouldBeNull();
        (await world.Store.ReadFactsAsync("nothing", Cancel)).ShouldBeEmpty();
    }

    public static async Task Revisions_are_read_from_the_newest_backwards(StoreWorld world)
    {
        StoredContract contract = Given.Contract("{}", Given.Nasty);
        StoredRevision[] revisions =
            [.. Enumerable.Range(1, 5).Select(i => Given.Revision("orders", "v1", i, contract) with { Changes = Given.Nasty, Bump = "minor", Actor = Given.Nasty })];
        await world.Store.ApplyAsync(
            new CatalogChange { Contracts = [contract], Revisions = [.. revisions, Given.Revision("orders", "v2", 9, contract), Given.Revision("other", "v1", 9, contract)] },
            Cancel);

        (await world.Store.ReadRevisionsAsync("orders", "v1", null, 2, Cancel)).ShouldBe([revisions[4], revisions[3]]);
        (await world.Store.ReadRevisionsAsync("orders", "v1", 4, 10, Cancel)).ShouldBe([revisions[2], revisions[1], revisions[0]]);
        (await world.Store.ReadRevisionsAsync("orders", "v3", null, 10, Cancel)).ShouldBeEmpty();
    }

    public static async Task A_revision_comes_into_force_once(StoreWorld world)
    {
        StoredContract contract = Given.Contract("{}");
        await world.Store.ApplyAsync(Given.Orders(contract), Cancel);

        await Should.ThrowAsync<CatalogStorageException>(
            () => world.Store.ApplyAsync(new CatalogChange { Revisions = [Given.Revision("orders", "v1", 1, contract)], Audit = [Given.Note("x", "y")] }, Cancel));

        (await world.Store.ReadAuditAsync(new AuditQuery(null, null, 10), Cancel)).ShouldHaveSingleItem();
    }

    public static async Task Verdicts_get_a_number_and_are_read_from_the_newest_backwards(StoreWorld world)
    {
        StoredVerdict[] verdicts = [.. Enumerable.Range(1, 4).Select(i => Given.Verdict("orders", "v1", $"{i} {Given.Nasty}", i == 2 ? "blocked" : "pass"))];
        await world.Store.ApplyAsync(new CatalogChange { Verdicts = [.. verdicts, Given.Verdict("orders", "v2", "5"), Given.Verdict("invoices", "v1", "6", "blocked")] }, Cancel);

        VerdictQuery ofOrders = new(null, 2) { Api = "orders", Version = "v1" };
        IReadOnlyList<ContractVerdict> newest = await world.Store.ReadVerdictsAsync(ofOrders, Cancel);
        newest.Select(verdict => verdict.Summary).ShouldBe([verdicts[3].Verdict.Summary, verdicts[2].Verdict.Summary]);
        (await SummariesAsync(world, ofOrders with { Before = newest[1].Id, AtMost = 10 })).ShouldBe([verdicts[1].Verdict.Summary, verdicts[0].Verdict.Summary]);
        (await SummariesAsync(world, new VerdictQuery(null, 2))).ShouldBe(["6", "5"]);
        (await SummariesAsync(world, new VerdictQuery(null, 9) { Outcome = "blocked" })).ShouldBe(["6", verdicts[1].Verdict.Summary]);
        (await SummariesAsync(world, new VerdictQuery(null, 9) { Api = "Orders" })).ShouldBeEmpty();

        StoredVerdict read = (await world.Store.ReadVerdictAsync(newest[0].Id!.Value, Cancel)).ShouldNotBeNull();
        DescriptorJson.Write(read.Verdict).ShouldBe(DescriptorJson.Write(verdicts[3].Verdict with { Id = newest[0].Id }));
        read.Inputs.ShouldBe(verdicts[3].Inputs);
        (await world.Store.ReadVerdictAsync(long.MaxValue, Cancel)).ShouldBeNull();
    }

    public static async Task Approvals_are_of_one_document_and_read_from_the_oldest(StoreWorld world)
    {
        string document = Given.Hash("document");
        StoredApproval first = new("orders", "v1", document, Given.At, "bob", "rejected", Given.Nasty);
        StoredApproval second = new("orders", "v1", document, Given.At.AddSeconds(-1), "carol", "approved", "");
        await world.Store.ApplyAsync(new CatalogChange { Approvals = [first] }, Cancel);
        await world.Store.ApplyAsync(
            new CatalogChange { Approvals = [second, second with { Version = "v2" }, second with { DocumentHash = Given.Hash("other") }] }, Cancel);

        (await world.Store.ReadApprovalsAsync("orders", "v1", document, Cancel)).ShouldBe([first, second]);
    }

    public static async Task Policies_are_kept_once_for_each_revision(StoreWorld world)
    {
        StoredPolicies policies = new(Given.Hash("policies"), "{\"a.yaml\": \"" + new string('x', 200_000) + "\"}");
        await world.Store.ApplyAsync(new CatalogChange { Policies = [policies] }, Cancel);
        await world.Store.ApplyAsync(new CatalogChange { Policies = [policies with { Files = "{}" }] }, Cancel);

        (await world.Store.ReadPoliciesAsync(policies.Revision, Cancel)).ShouldBe(policies);
        (await world.Store.ReadPoliciesAsync(Given.Hash("none"), Cancel)).ShouldBeNull();
    }

    public static async Task A_key_keeps_its_secret_and_may_be_revoked(StoreWorld world)
    {
        StoredSecret key = Given.Secret("key-1");
        await world.Store.ApplyAsync(new CatalogChange { Secrets = [key] }, Cancel);
        await world.Store.ApplyAsync(new CatalogChange { Secrets = [key with { Hash = [9], Revoked = Given.At.AddDays(1), Expires = Given.At.AddDays(2) }] }, Cancel);

        StoredSecret read = (await world.Store.ReadStateAsync(Cancel)).Secrets.ShouldHaveSingleItem();
        read.Hash.ShouldBe(key.Hash);
        (read.Revoked, read.Expires, read.Created).ShouldBe((Given.At.AddDays(1), Given.At.AddDays(2), Given.At));
    }

    private static async Task<IEnumerable<string>> SummariesAsync(StoreWorld world, VerdictQuery query) =>
        (await world.Store.ReadVerdictsAsync(query, Cancel)).Select(verdict => verdict.Summary);
}
