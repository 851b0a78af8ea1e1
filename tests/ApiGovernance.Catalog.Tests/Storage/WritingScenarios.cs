using ApiGovernance.Catalog.Storage;

namespace ApiGovernance.Catalog.Tests.Storage;

/// <summary>All or nothing, one after the other, never over somebody else's change.</summary>
internal static class WritingScenarios
{
    private static CancellationToken Cancel => StoreWorld.Cancel;

    public static async Task The_number_rises_with_what_gateways_may_see_and_with_nothing_else(StoreWorld world)
    {
        await world.Store.ApplyAsync(new CatalogChange { Descriptors = [Given.Team("sales")] }, Cancel);
        (await world.Store.ReadNumberAsync(Cancel)).ShouldBe(2);

        await world.Store.ApplyAsync(new CatalogChange { Verdicts = [Given.Verdict("orders", "v1", "No.")], Audit = [Given.Note("refused", "Api/orders/v1")] }, Cancel);
        (await world.Store.ReadNumberAsync(Cancel)).ShouldBe(2);
        (await world.Store.ReadStateAsync(Cancel)).Number.ShouldBe(2);
    }

    public static async Task A_change_that_was_decided_on_an_older_state_writes_nothing(StoreWorld world)
    {
        await world.Store.ApplyAsync(new CatalogChange { BasedOn = 1, Descriptors = [Given.Team("sales")] }, Cancel);

        CatalogChange late = Given.Orders(Given.Contract("{}")) with { BasedOn = 1 };
        await Should.ThrowAsync<CatalogConflictException>(() => world.Store.ApplyAsync(late, Cancel));

        (await world.Store.ReadNumberAsync(Cancel)).ShouldBe(2);
        (await world.Store.ReadStateAsync(Cancel)).Apis.ShouldBeEmpty();
        (await world.Store.ReadContractAsync(late.Contracts[0].Hash, Cancel)).ShouldBeNull();
        (await world.Store.ReadAuditAsync(new AuditQuery(null, null, 10), Cancel)).ShouldBeEmpty();
    }

    public static async Task A_change_of_which_one_part_cannot_be_written_leaves_none(StoreWorld world)
    {
        StoredContract contract = Given.Contract("{}");
        CatalogChange change = Given.Orders(contract) with { Versions = [Given.Version("orders", "v1", contract), Given.Version("nobody", "v1")] };

        CatalogStorageException error = await Should.ThrowAsync<CatalogStorageException>(() => world.Store.ApplyAsync(change, Cancel));

        error.Fix.ShouldNotBeEmpty();
        (await world.Store.ReadContractAsync(contract.Hash, Cancel)).ShouldBeNull();
        (await world.Store.ReadStateAsync(Cancel)).Descriptors.ShouldBeEmpty();
        (await world.Store.ReadNumberAsync(Cancel)).ShouldBe(1);
        await world.Store.ApplyAsync(Given.Orders(contract), Cancel);
        (await world.Store.ReadNumberAsync(Cancel)).ShouldBe(2);
    }

    public static async Task Of_two_processes_that_decide_on_the_same_state_one_is_told_to_decide_again(StoreWorld world)
    {
        ICatalogStore other = await world.OpenAnotherAsync();
        for (int round = 1; round <= 10; round++)
        {
            long number = await world.Store.ReadNumberAsync(Cancel);
            int written = (await Task.WhenAll(
                TryAsync(world.Store, number, $"here-{round}"), TryAsync(other, number, $"there-{round}"))).Count(won => won);
            written.ShouldBe(1);
        }

        CatalogState state = await world.Store.ReadStateAsync(Cancel);
        (state.Number, state.Descriptors.Count).ShouldBe((11, 10));
        (await other.ReadNumberAsync(Cancel)).ShouldBe(11);
    }

    public static async Task Many_writers_of_one_process_all_get_through(StoreWorld world)
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => world.Store.ApplyAsync(
            new CatalogChange { Descriptors = [Given.Team($"team-{i}")], Audit = [Given.Note("registered", $"Team/team-{i}")] }, Cancel)));

        (await world.Store.ReadStateAsync(Cancel)).Descriptors.Count.ShouldBe(20);
        (await world.Store.ReadAuditAsync(new AuditQuery(null, null, 50), Cancel)).Select(entry => entry.Sequence)
            .ShouldBe(Enumerable.Range(1, 20).Reverse().Select(i => (long)i));
    }

    public static async Task A_document_of_thirty_megabytes_is_kept_whole(StoreWorld world)
    {
        byte[] document = new byte[30 * 1024 * 1024];
        new Random(1).NextBytes(document);
        StoredContract contract = Given.Contract(document);
        await world.Store.ApplyAsync(new CatalogChange { Contracts = [contract] }, Cancel);

        StoredContract read = (await world.Store.ReadContractAsync(contract.Hash, Cancel)).ShouldNotBeNull();
        read.Document.AsSpan().SequenceEqual(document).ShouldBeTrue();
        read.Source.AsSpan().SequenceEqual(contract.Source).ShouldBeTrue();
        (await world.Store.ReadPartAsync(contract.Hash, Cancel)).AsSpan().SequenceEqual(document).ShouldBeTrue();
    }

    public static async Task A_contract_is_kept_as_it_came_first(StoreWorld world)
    {
        StoredContract contract = Given.Contract("{}");
        await world.Store.ApplyAsync(new CatalogChange { Contracts = [contract] }, Cancel);
        await world.Store.ApplyAsync(new CatalogChange { Contracts = [contract with { Source = [1], MediaType = "other" }] }, Cancel);

        StoredContract read = (await world.Store.ReadContractAsync(contract.Hash, Cancel)).ShouldNotBeNull();
        (read.Source.Length, read.MediaType).ShouldBe((contract.Source.Length, "application/yaml"));
        (await world.Store.ReadContractAsync(Given.Hash("other"), Cancel)).ShouldBeNull();
    }

    public static async Task Thousands_of_versions_are_one_change(StoreWorld world)
    {
        StoredContract contract = Given.Contract("{}");
        CatalogChange seed = new()
        {
            Contracts = [contract],
            Apis = [.. Enumerable.Range(0, 400).Select(i => Given.Api($"api-{i}"))],
            Versions = [.. Enumerable.Range(0, 2000).Select(i => Given.Version($"api-{i / 5}", $"v{(i % 5) + 1}", contract, 1))],
            Audit = [.. Enumerable.Range(0, 2000).Select(i => Given.Note("seeded", $"Api/api-{i / 5}/v{(i % 5) + 1}"))],
        };

        await world.Store.ApplyAsync(seed, Cancel);

        CatalogState state = await world.Store.ReadStateAsync(Cancel);
        state.Apis.Count.ShouldBe(400);
        state.Apis.ShouldAllBe(api => api.Versions.Count == 5);
        (await world.Store.ReadAuditAsync(new AuditQuery(null, null, 1), Cancel)).ShouldHaveSingleItem().Sequence.ShouldBe(2000);
    }

    private static async Task<bool> TryAsync(ICatalogStore store, long number, string team)
    {
        try
        {
            await store.ApplyAsync(new CatalogChange { BasedOn = number, Descriptors = [Given.Team(team)] }, Cancel);
            return true;
        }
        catch (CatalogConflictException)
        {
            return false;
        }
    }
}
