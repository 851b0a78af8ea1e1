using System.Text;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Catalog.Tests.Storage;

/// <summary>What is published: the manifest in force, the parts of recent ones, and what gateways made of them.</summary>
internal static class SnapshotScenarios
{
    private static CancellationToken Cancel => StoreWorld.Cancel;

    public static async Task Nothing_is_in_force_at_first(StoreWorld world)
    {
        (await world.Store.ReadSnapshotAsync(Cancel)).ShouldBeNull();
        (await world.Store.ReadPartAsync(Given.Hash("x"), Cancel)).ShouldBeNull();
    }

    public static async Task The_last_one_is_in_force_with_all_its_parts(StoreWorld world)
    {
        StoredContract contract = Given.Contract("{}");
        await world.Store.ApplyAsync(new CatalogChange { Contracts = [contract] }, Cancel);
        SnapshotPartReference contractPart = new(SnapshotPartKind.Contract, "orders/v1", contract.Hash, contract.Document.Length);

        await SaveAsync(world.Store, ["a 1", "b 1", "c 1"], contractPart);
        SnapshotManifest manifest = await SaveAsync(world.Store, ["a 2", "c 1", "d 1"], contractPart);

        SnapshotManifest read = (await world.Store.ReadSnapshotAsync(Cancel)).ShouldNotBeNull();
        read.Revision.ShouldBe(manifest.Revision);
        read.Parts.ShouldBe(manifest.Parts);
        foreach (SnapshotPartReference part in read.Parts)
            SnapshotHash.OfPart(await world.Store.ReadPartAsync(part.Hash, Cancel)).ShouldBe(part.Hash);
        (await world.Store.ReadPartAsync(Given.Hash("b 1"), Cancel)).ShouldNotBeNull("a gateway may still be fetching the one before");
    }

    public static async Task The_same_snapshot_again_changes_nothing(StoreWorld world)
    {
        SnapshotManifest first = await SaveAsync(world.Store, ["a 1"]);
        for (int i = 0; i < 30; i++)
            await SaveAsync(world.Store, ["a 1"]);

        (await world.Store.ReadSnapshotAsync(Cancel))!.Revision.ShouldBe(first.Revision);
        (await world.Store.ReadPartAsync(Given.Hash("a 1"), Cancel)).ShouldNotBeNull();
    }

    public static async Task A_part_outlives_its_last_snapshot_by_twenty(StoreWorld world)
    {
        await SaveAsync(world.Store, ["gone", "kept", "back"]);
        await SaveAsync(world.Store, ["kept", "n 0"]);
        for (int i = 1; i < 19; i++)
            await SaveAsync(world.Store, i == 10 ? ["kept", "back"] : ["kept", $"n {i}"]);
        (await world.Store.ReadPartAsync(Given.Hash("gone"), Cancel)).ShouldNotBeNull("19 snapshots since");

        await SaveAsync(world.Store, ["kept", "n 19"]);

        (await world.Store.ReadPartAsync(Given.Hash("gone"), Cancel)).ShouldBeNull("20 snapshots since");
        foreach (string left in (string[])["kept", "back", "n 0", "n 19"])
            (await world.Store.ReadPartAsync(Given.Hash(left), Cancel)).ShouldBe(Encoding.UTF8.GetBytes(left));
    }

    public static async Task Two_processes_may_publish_in_turns(StoreWorld world)
    {
        ICatalogStore other = await world.OpenAnotherAsync();
        await SaveAsync(world.Store, ["a 1", "b 1"]);
        await SaveAsync(other, ["a 2", "b 1"]);
        await SaveAsync(world.Store, ["a 3", "c 1"]);
        SnapshotManifest last = await SaveAsync(other, ["a 2", "c 1", "d 1"]);

        foreach (ICatalogStore store in (ICatalogStore[])[world.Store, other])
            (await store.ReadSnapshotAsync(Cancel))!.Parts.ShouldBe(last.Parts);
        foreach (SnapshotPartReference part in last.Parts)
            (await world.Store.ReadPartAsync(part.Hash, Cancel)).ShouldNotBeNull();
    }

    public static async Task An_altered_manifest_is_found_out(StoreWorld world)
    {
        await SaveAsync(world.Store, ["a 1", "b 1"]);
        await world.TamperAsync("DELETE FROM snapshot_entries WHERE name = 'b'");

        (await Should.ThrowAsync<CatalogStorageException>(() => world.Store.ReadSnapshotAsync(Cancel))).Problem.ShouldContain("was altered in the store");
    }

    public static async Task The_last_acknowledgement_of_each_gateway_is_kept(StoreWorld world)
    {
        SnapshotAcknowledgement first = new("gw-b", Given.Hash("1"), true, [], null, Given.At);
        SnapshotAcknowledgement second = new("gw-a", Given.Hash("1"), false, [new QuarantinedApi("orders", "v1", Given.Nasty, true)], Given.Nasty, Given.At);
        await world.Store.SaveAcknowledgementAsync(first, Cancel);
        await world.Store.SaveAcknowledgementAsync(second, Cancel);
        await world.Store.SaveAcknowledgementAsync(first with { Revision = Given.Hash("2") }, Cancel);

        IReadOnlyList<SnapshotAcknowledgement> read = await world.Store.ReadAcknowledgementsAsync(Cancel);
        read.Select(DescriptorJson.Write).ShouldBe([DescriptorJson.Write(second), DescriptorJson.Write(first with { Revision = Given.Hash("2") })]);
    }

    /// <param name="parts">Name and content, parted by a space; the whole text is the part's bytes.</param>
    private static async Task<SnapshotManifest> SaveAsync(ICatalogStore store, string[] parts, params SnapshotPartReference[] contracts)
    {
        Dictionary<string, byte[]> bytes = parts.ToDictionary(Given.Hash, Encoding.UTF8.GetBytes);
        SnapshotManifest manifest = SnapshotHash.Manifest(
            [.. parts.Select(part => new SnapshotPartReference(SnapshotPartKind.ApiVersion, part.Split(' ')[0], Given.Hash(part), part.Length)), .. contracts]);
        await store.SaveSnapshotAsync(manifest, bytes, Given.At, Cancel);
        return manifest;
    }
}
