using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Storage;

namespace ApiGovernance.Catalog.Tests.Storage;

/// <summary>The audit and what follows it.</summary>
internal static class AuditScenarios
{
    private static CancellationToken Cancel => StoreWorld.Cancel;

    private static AuditQuery Everything => new(null, null, 1000) { Ascending = true };

    public static async Task Entries_are_linked_across_changes_and_processes(StoreWorld world)
    {
        ICatalogStore other = await world.OpenAnotherAsync();
        AuditNote full = Given.Note("registered", "Team/sales") with { Why = Given.Nasty, Before = "", After = "{}" };
        await world.Store.ApplyAsync(new CatalogChange { Audit = [full, Given.Note("a", "b")] }, Cancel);
        await other.ApplyAsync(new CatalogChange { Audit = [Given.Note("c", "d")] }, Cancel);

        IReadOnlyList<AuditRecord> entries = await world.Store.ReadAuditAsync(Everything, Cancel);

        string previous = AuditChain.Beginning;
        foreach (AuditRecord entry in entries)
        {
            entry.PreviousHash.ShouldBe(previous);
            entry.Hash.ShouldBe(AuditChain.HashOf(entry));
            previous = entry.Hash;
        }

        entries.Select(entry => entry.Sequence).ShouldBe([1, 2, 3]);
        entries[0].ShouldBe(AuditChain.Link(full, 1, AuditChain.Beginning));
        (entries[1].Before, entries[1].After, entries[1].Why).ShouldBe((null, null, ""));
    }

    public static async Task Pages_go_either_way(StoreWorld world)
    {
        await world.Store.ApplyAsync(new CatalogChange { Audit = [.. Enumerable.Range(1, 7).Select(i => Given.Note($"n{i}", "Api/a"))] }, Cancel);

        (await Sequences(world, new AuditQuery(null, null, 3))).ShouldBe([7, 6, 5]);
        (await Sequences(world, new AuditQuery(5, null, 3))).ShouldBe([4, 3, 2]);
        (await Sequences(world, new AuditQuery(null, 5, 3) { Ascending = true })).ShouldBe([6, 7]);
        (await Sequences(world, new AuditQuery(5, 2, 10))).ShouldBe([4, 3]);
    }

    public static async Task Filters_are_exact_and_an_object_stands_for_what_is_below_it(StoreWorld world)
    {
        await world.Store.ApplyAsync(
            new CatalogChange
            {
                Audit =
                [
                    Given.Note("registered", "Api/a_b"), Given.Note("changed", "Api/a_b/v1", "bob"), Given.Note("changed", "Api/axb/v1"),
                    Given.Note("changed", "Api/a_bc"), Given.Note("Changed", "Api/A_B", "Bob"), Given.Note("changed", "Api/50%"), Given.Note("changed", "Api/50%/v1"), Given.Note("changed", "Api/50x/v1"),
                    Given.Note("changed", "Api/[a-z]!/v1"),
                ],
            },
            Cancel);

        (await Sequences(world, Everything with { Object = "Api/a_b" })).ShouldBe([1, 2]);
        (await Sequences(world, Everything with { Object = "Api/50%" })).ShouldBe([6, 7]);
        (await Sequences(world, Everything with { Object = "Api/[a-z]!" })).ShouldBe([9]);
        (await Sequences(world, Everything with { Actor = "bob" })).ShouldBe([2]);
        (await Sequences(world, Everything with { Action = "registered" })).ShouldBe([1]);
        (await Sequences(world, Everything with { Action = "changed", Object = "Api/a_b", Actor = "bob" })).ShouldBe([2]);
    }

    public static async Task A_span_of_time_has_both_its_ends_in_it(StoreWorld world)
    {
        // The smallest step that a moment can be from another.
        TimeSpan tick = TimeSpan.FromTicks(1);
        await world.Store.ApplyAsync(
            new CatalogChange { Audit = [.. new[] { Given.At - tick, Given.At, Given.At + tick, Given.At.AddDays(1) }.Select(at => Given.Note("changed", "Api/a") with { At = at })] },
            Cancel);

        (await Sequences(world, Everything with { Since = Given.At })).ShouldBe([2, 3, 4]);
        (await Sequences(world, Everything with { Until = Given.At })).ShouldBe([1, 2]);
        (await Sequences(world, Everything with { Since = Given.At, Until = Given.At })).ShouldBe([2]);
        (await Sequences(world, Everything with { Since = Given.At.ToOffset(TimeSpan.FromHours(5)), Until = Given.At.AddHours(1) })).ShouldBe([2, 3]);
        (await Sequences(world, Everything with { Since = Given.At + tick, Ascending = false })).ShouldBe([4, 3]);
        (await Sequences(world, new AuditQuery(4, null, 1) { Since = Given.At })).ShouldBe([3]);
    }

    public static async Task The_database_itself_refuses_to_change_or_delete_an_entry(StoreWorld world)
    {
        await world.Store.ApplyAsync(new CatalogChange { Audit = [Given.Note("registered", "Team/sales")] }, Cancel);

        (await Should.ThrowAsync<System.Data.Common.DbException>(() => world.TamperAsync("UPDATE audit SET actor = 'mallory'"))).Message.ShouldContain("audit entries are never changed");
        (await Should.ThrowAsync<System.Data.Common.DbException>(() => world.TamperAsync("DELETE FROM audit"))).Message.ShouldContain("audit entries are never deleted");

        (await world.Store.ReadAuditAsync(Everything, Cancel)).ShouldHaveSingleItem().Actor.ShouldBe("alice");
    }

    public static async Task A_webhook_goes_on_where_it_was(StoreWorld world)
    {
        StoredWebhookState first = new("b", 1, 0, null, "");
        StoredWebhookState second = new("a", 9_000_000_000, 3, Given.At, Given.Nasty);
        await world.Store.SaveWebhookStateAsync(first, Cancel);
        await world.Store.SaveWebhookStateAsync(second, Cancel);
        await world.Store.SaveWebhookStateAsync(first with { Sequence = 2, NextAttempt = Given.At.AddMinutes(1), Attempts = 1, LastOutcome = "503" }, Cancel);

        (await world.Store.ReadWebhookStatesAsync(Cancel)).ShouldBe([second, new StoredWebhookState("b", 2, 1, Given.At.AddMinutes(1), "503")]);
    }

    private static async Task<IEnumerable<long>> Sequences(StoreWorld world, AuditQuery query) =>
        (await world.Store.ReadAuditAsync(query, Cancel)).Select(entry => entry.Sequence);
}
