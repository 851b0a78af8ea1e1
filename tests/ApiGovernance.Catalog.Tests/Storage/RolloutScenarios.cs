using System.Text;
using ApiGovernance.Catalog.Rollouts;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Catalog.Tests.Storage;

/// <summary>What is being rolled out, the stable snapshot with its parts, and what gateways report.</summary>
internal static class RolloutScenarios
{
    private static readonly Dictionary<string, byte[]> NoParts = [];

    private static CancellationToken Cancel => StoreWorld.Cancel;

    public static async Task Nothing_is_rolled_out_at_first(StoreWorld world)
    {
        (RolloutState state, SnapshotManifest? stable) = (await world.Store.ReadRolloutAsync(-1, Cancel))!;

        (state.Version, state.StableRevision, state.Current, stable).ShouldBe((0, null, null, null));
    }

    public static async Task Of_two_processes_that_decide_at_once_one_is_told_that_it_was_too_late(StoreWorld world)
    {
        ICatalogStore other = await world.OpenAnotherAsync();
        RolloutState first = State(1, "a") with { Current = RolloutSteps.Begin(Given.Hash("b"), "release", Given.Hash("a"), "stable", RolloutPolicy.Default, Given.At) };

        (await world.Store.SaveRolloutAsync(first, Manifest("a"), NoParts, Cancel)).ShouldBeTrue();
        (await other.SaveRolloutAsync(State(1, "c"), Manifest("c"), NoParts, Cancel)).ShouldBeFalse();

        foreach (ICatalogStore store in (ICatalogStore[])[world.Store, other])
        {
            (RolloutState state, SnapshotManifest? stable) = (await store.ReadRolloutAsync(0, Cancel))!;
            (await store.ReadRolloutAsync(1, Cancel)).ShouldBeNull();
            DescriptorJson.Write(state).ShouldBe(DescriptorJson.Write(first));
            stable!.Parts.ShouldBe(Manifest("a").Parts);
        }

        (await other.SaveRolloutAsync(State(2, "c"), Manifest("c"), NoParts, Cancel)).ShouldBeTrue();
        (await other.SaveRolloutAsync(State(3, "c") with { WithdrawnRelease = "w" }, null, NoParts, Cancel)).ShouldBeTrue();
        (RolloutState last, SnapshotManifest? now) = (await world.Store.ReadRolloutAsync(1, Cancel))!;
        (last.Version, last.WithdrawnRelease).ShouldBe((3, "w"));
        now!.Parts.ShouldBe(Manifest("c").Parts);
    }

    public static async Task The_parts_of_the_stable_snapshot_stay_as_long_as_it_is_stable(StoreWorld world)
    {
        await PublishAsync(world.Store, "a 1", "old");
        // Its own part is in no snapshot that was ever published.
        (await world.Store.SaveRolloutAsync(State(1, "a 1", "own"), Manifest("a 1", "own"), Bytes("own"), Cancel)).ShouldBeTrue();
        for (int i = 2; i < 40; i++)
            await PublishAsync(world.Store, $"a {i}");

        (await world.Store.ReadPartAsync(Given.Hash("old"), Cancel)).ShouldBeNull();
        foreach (string part in (string[])["a 1", "own"])
            (await world.Store.ReadPartAsync(Given.Hash(part), Cancel)).ShouldBe(Encoding.UTF8.GetBytes(part), part);

        (await world.Store.SaveRolloutAsync(State(2, "a 39"), Manifest("a 39"), NoParts, Cancel)).ShouldBeTrue();
        await PublishAsync(world.Store, "a 40");
        foreach (string part in (string[])["a 1", "own"])
            (await world.Store.ReadPartAsync(Given.Hash(part), Cancel)).ShouldBeNull(part);
    }

    public static async Task Of_each_gateway_the_last_report_is_kept_beside_its_mark_and_the_last_of_the_release_before(StoreWorld world)
    {
        await world.Store.SaveReleaseReportAsync(Report("gw-b", "one", 1), Given.At, Cancel);
        await world.Store.SaveReleaseReportAsync(Report("gw-a", "one", 2), Given.At, Cancel);
        await world.Store.MarkReleaseReportsAsync(Given.At, Cancel);
        await world.Store.SaveReleaseReportAsync(Report("gw-b", "one", 3), Given.At.AddSeconds(1), Cancel);
        await world.Store.SaveReleaseReportAsync(Report("gw-b", "two", 4), Given.At.AddSeconds(2), Cancel);
        await world.Store.SaveReleaseReportAsync(Report("gw-b", "two", 5), Given.At.AddSeconds(3), Cancel);

        (await world.Store.ReadReleaseReportsAsync(Cancel)).Select(report => (report.Gateway, report.Received, Of(report.Latest), Of(report.Mark), Of(report.Before)))
            .ShouldBe([("gw-a", Given.At, "one 2", "one 2", null), ("gw-b", Given.At.AddSeconds(3), "two 5", "one 1", "one 3")]);

        await world.Store.MarkReleaseReportsAsync(Given.At.AddSeconds(1), Cancel);
        (await world.Store.ReadReleaseReportsAsync(Cancel)).Select(report => (report.Gateway, Of(report.Mark))).ShouldBe([("gw-b", "two 5")]);
    }

    public static async Task A_stable_snapshot_that_was_altered_is_found_out(StoreWorld world)
    {
        await world.Store.SaveRolloutAsync(State(1, "a", "b"), Manifest("a", "b"), NoParts, Cancel);
        await world.TamperAsync("DELETE FROM rollout_entries WHERE name = 'b'");

        (await Should.ThrowAsync<CatalogStorageException>(() => world.Store.ReadRolloutAsync(0, Cancel))).Problem.ShouldContain("was altered in the store");
    }

    private static RolloutState State(long version, params string[] parts) => new() { Version = version, StableRevision = Manifest(parts).Revision, StableRelease = "stable" };

    private static ReleaseReport Report(string gateway, string release, long calls) =>
        new(gateway, Given.Hash(release), release, Given.At, [new VersionFigures("orders", "v1", calls, 0, 0, 0)]);

    private static string? Of(ReleaseReport? report) => report is null ? null : $"{report.Release} {report.Versions.Single().Requests}";

    private static Task PublishAsync(ICatalogStore store, params string[] parts) => store.SaveSnapshotAsync(Manifest(parts), Bytes(parts), Given.At, Cancel);

    private static SnapshotManifest Manifest(params string[] parts) => SnapshotHash.Manifest(
        parts.Select(part => new SnapshotPartReference(SnapshotPartKind.ApiVersion, part.Split(' ')[0], Given.Hash(part), part.Length)));

    private static Dictionary<string, byte[]> Bytes(params string[] parts) => parts.ToDictionary(Given.Hash, Encoding.UTF8.GetBytes);
}
