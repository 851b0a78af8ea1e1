using System.Diagnostics.Metrics;
using System.Net;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Catalog.Tests.Rollouts;

/// <summary>A changed snapshot reaches the gateways in waves, and is withdrawn when calls fare worse.</summary>
public sealed class RolloutFlowTests
{
    private static readonly string[] Three = ["gw-1", "gw-2", "gw-3"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_good_change_goes_to_one_gateway_first_and_to_all_after_it_has_baked()
    {
        await using RolloutWorld world = await RolloutWorld.StartAsync(gateways: Three);
        string stable = world["gw-1"].Revision!;
        await world.PassAsync(TimeSpan.FromSeconds(10));

        await world.Catalog.AcceptAsync("orders", "v1", Texts.Compatible);
        await world.PlayAsync();

        Rollout rollout = await world.NewestAsync();
        (rollout.Status, rollout.Wave, rollout.StableRevision).ShouldBe((RolloutStatus.Running, 1, stable));
        string first = rollout.Waves[0].Gateways.ShouldHaveSingleItem();
        world.On(rollout.Revision).ShouldBe([first]);
        world.On(stable).ShouldBe(Three.Except([first]));
        // The operator sees who has what, and that each has what it should have.
        IReadOnlyList<GatewayStatus> gateways = (await world.Catalog.Client.Gateways().AllAsync(Cancel)).Value!;
        gateways.ShouldAllBe(gateway => gateway.UpToDate);
        gateways.Where(gateway => gateway.Wave == 1).Select(gateway => gateway.Acknowledgement.Gateway).ShouldBe([first]);
        gateways.Where(gateway => gateway.Revision == stable).Count().ShouldBe(2);

        await world.PassAsync(TimeSpan.FromSeconds(10));
        world.On(rollout.Revision).ShouldBe([first]);

        await world.UntilAsync(now => now.Wave == 2, "the second wave has begun");
        await world.PlayAsync();
        world.On(rollout.Revision).ShouldBe(Three);

        await world.UntilAsync(now => now.Status == RolloutStatus.Completed, "the rollout is through");
        (await world.Catalog.Client.Gateways().AllAsync(Cancel)).Value!.ShouldAllBe(gateway => gateway.UpToDate && gateway.Wave == null);
        (await ActionsAsync(world)).ShouldBe(["rollout-started", "rollout-completed"]);
    }

    [Fact]
    public async Task A_change_with_which_calls_fail_is_withdrawn_after_the_first_wave_and_the_others_never_have_it()
    {
        await using RolloutWorld world = await RolloutWorld.StartAsync(gateways: Three);
        string stable = world["gw-1"].Revision!;
        await world.PassAsync(TimeSpan.FromSeconds(10));
        HashSet<string> served = [];
        foreach (PlayedGateway gateway in world.Gateways)
        {
            gateway.Calls = revision =>
            {
                if (revision != stable)
                    served.Add(gateway.Name);
                return new VersionFigures("orders", "v1", 5, 0, revision == stable ? 0 : 4, 0);
            };
        }

        await world.Catalog.AcceptAsync("orders", "v1", Texts.Compatible);
        await world.UntilAsync(now => now.Status == RolloutStatus.RolledBack, "the rollout is rolled back");
        await world.PlayAsync();

        Rollout rollout = await world.NewestAsync();
        rollout.Wave.ShouldBe(1);
        string first = rollout.Waves[0].Gateways.ShouldHaveSingleItem();
        served.ShouldBe([first]);
        world.On(stable).ShouldBe(Three);
        RolloutRegression regression = rollout.Regressions.ShouldHaveSingleItem();
        (regression.Measure, regression.Figures.Api, regression.Figures.Version, regression.Baseline).ShouldBe(("failures", "orders", "v1", 0));
        regression.Rate.ShouldBeGreaterThan(0.05);
        regression.Gateways.ShouldBe([first]);
        AuditEntry told = (await AuditAsync(world))[0];
        (told.Action, told.Actor).ShouldBe(("rollout-rolled-back", "control-plane"));
        told.Detail.ShouldContain($"orders/v1: ");
        told.Detail.ShouldContain($"at {first}");
        using HttpResponseMessage feed = await world.Catalog.Http.GetAsync("api/v1/feed?limit=200", Cancel);
        (await feed.Content.ReadAsStringAsync(Cancel)).ShouldContain("dev.apigovernance.rollout.rolled-back.v1");

        // The catalog's record stays, and its next change is tried anew, from the first wave on.
        (await world.Catalog.PublishedAsync("orders", "v1"))!.ContractVersion.ShouldBe("1.0.0");
        foreach (PlayedGateway gateway in world.Gateways)
            gateway.Calls = _ => new VersionFigures("orders", "v1", 5, 0, 0, 0);
        await world.Catalog.AcceptAsync("orders", "v2", Texts.Contract.Replace("version: 1.0.0", "version: 2.0.0", StringComparison.Ordinal), "preview");
        (await world.NewestAsync()).ShouldSatisfyAllConditions(
            now => now.Status.ShouldBe(RolloutStatus.Running), now => now.Wave.ShouldBe(1), now => now.Revision.ShouldNotBe(rollout.Revision));
        await world.UntilAsync(now => now.Status == RolloutStatus.Completed, "the next change is through");
    }

    [Fact]
    public async Task A_back_end_that_fails_everywhere_is_not_the_candidates_doing()
    {
        await using RolloutWorld world = await RolloutWorld.StartAsync(gateways: Three);
        await world.PassAsync(TimeSpan.FromSeconds(10));
        await world.Catalog.AcceptAsync("orders", "v1", Texts.Compatible);
        foreach (PlayedGateway gateway in world.Gateways)
            gateway.Calls = _ => new VersionFigures("orders", "v1", 10, 0, 9, 0);

        await world.UntilAsync(now => now.Wave == 2 || now.Status != RolloutStatus.Running, "the first wave is over");

        (await world.NewestAsync()).Status.ShouldBe(RolloutStatus.Running);
    }

    [Fact]
    public async Task A_contract_that_refuses_what_was_accepted_is_withdrawn()
    {
        await using RolloutWorld world = await RolloutWorld.StartAsync(gateways: Three);
        string stable = world["gw-1"].Revision!;
        await world.PassAsync(TimeSpan.FromSeconds(10));
        foreach (PlayedGateway gateway in world.Gateways)
            gateway.Calls = revision => new VersionFigures("orders", "v1", 10, 0, 0, revision == stable ? 1 : 5);

        await world.Catalog.AcceptAsync("orders", "v1", Texts.Compatible);
        await world.UntilAsync(now => now.Status == RolloutStatus.RolledBack, "the rollout is rolled back");

        (await world.NewestAsync()).Regressions.ShouldHaveSingleItem().Measure.ShouldBe("refusals");
    }

    [Fact]
    public async Task What_is_revoked_reaches_all_gateways_at_once_in_the_middle_of_a_rollout_and_after_one_was_withdrawn()
    {
        await using RolloutWorld world = await RolloutWorld.StartAsync(gateways: Three);
        await world.Catalog.PutAsync("consumers", "storefront", Texts.Consumer("storefront", "orders", "storefront"));
        await world.PlayAsync();
        string stable = world["gw-1"].Revision!;
        world.On(stable).ShouldBe(Three);
        (await world.RolloutsAsync()).ShouldBeEmpty();
        await world.Catalog.AcceptAsync("orders", "v1", Texts.Compatible);
        await world.PlayAsync();
        Rollout before = await world.NewestAsync();

        using (HttpResponseMessage revoked = await world.Catalog.Http.DeleteAsync("api/v1/consumers/storefront", Cancel))
            revoked.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await world.PlayAsync();

        Rollout after = await world.NewestAsync();
        (after.Release, after.Status, after.Wave, after.Started).ShouldBe((before.Release, RolloutStatus.Running, 1, before.Started));
        after.Revision.ShouldNotBe(before.Revision);
        world.On(before.Revision).Concat(world.On(stable)).ShouldBeEmpty();
        world.On(after.Revision).ShouldBe(before.Waves[0].Gateways);
        foreach (PlayedGateway gateway in world.Gateways)
            (await ConsumersAsync(world, gateway)).ShouldBeEmpty(gateway.Name);

        (await world.Catalog.Client.RollBackAsync(after.Revision, Cancel)).Value!.Status.ShouldBe(RolloutStatus.RolledBack);
        await world.Catalog.PutAsync("consumers", "kiosk", Texts.Consumer("kiosk", "orders", "kiosk"));
        await world.PlayAsync();
        foreach (PlayedGateway gateway in world.Gateways)
            (await ConsumersAsync(world, gateway)).ShouldBe(["kiosk"], gateway.Name);
        // What was withdrawn is not tried again because of it.
        (await world.NewestAsync()).Status.ShouldBe(RolloutStatus.RolledBack);
        world.Gateways.Select(gateway => gateway.Revision).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_change_in_the_middle_takes_the_place_of_the_candidate_and_starts_from_the_first_wave()
    {
        await using RolloutWorld world = await RolloutWorld.StartAsync(gateways: Three);
        await world.PassAsync(TimeSpan.FromSeconds(10));
        await world.Catalog.AcceptAsync("orders", "v1", Texts.Compatible);
        await world.UntilAsync(now => now.Wave == 2, "the second wave has begun");
        Rollout first = await world.NewestAsync();

        await world.Catalog.AcceptAsync("orders", "v2", Texts.Contract.Replace("version: 1.0.0", "version: 2.0.0", StringComparison.Ordinal), "preview");
        await world.PlayAsync();

        IReadOnlyList<Rollout> rollouts = await world.RolloutsAsync();
        rollouts.Select(rollout => (rollout.Status, rollout.Wave)).ShouldBe([(RolloutStatus.Running, 1), (RolloutStatus.Superseded, 2)]);
        world.On(rollouts[0].Revision).ShouldBe(rollouts[0].Waves[0].Gateways);
        world.On(first.StableRevision).Count().ShouldBe(2);
        world.On(first.Revision).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_control_plane_that_is_restarted_goes_on_where_it_was()
    {
        await using RolloutWorld world = await RolloutWorld.StartAsync(gateways: Three);
        await world.PassAsync(TimeSpan.FromSeconds(10));
        await world.Catalog.AcceptAsync("orders", "v1", Texts.Compatible);
        await world.PlayAsync();
        Rollout before = await world.NewestAsync();

        // Gone for so long that nobody counts as alive: that is not taken for gateways that are none.
        await world.RestartAsync(TimeSpan.FromMinutes(10));
        await world.PlayAsync();

        Rollout after = await world.NewestAsync();
        (after.Revision, after.Status, after.Wave).ShouldBe((before.Revision, RolloutStatus.Running, 1));
        world.On(before.Revision).ShouldBe(before.Waves[0].Gateways);
        world.On(before.StableRevision).Count().ShouldBe(2);
        await world.UntilAsync(now => now.Status == RolloutStatus.Completed, "the rollout is through");
        await world.PlayAsync();
        world.On(before.Revision).ShouldBe(Three);
    }

    [Fact]
    public async Task A_gateway_that_joins_waits_for_its_wave_and_one_that_vanishes_holds_nobody_up()
    {
        await using RolloutWorld world = await RolloutWorld.StartAsync(gateways: Three);
        await world.PassAsync(TimeSpan.FromSeconds(10));
        await world.Catalog.AcceptAsync("orders", "v1", Texts.Compatible);
        await world.PlayAsync();
        Rollout rollout = await world.NewestAsync();

        world.Join("gw-new");
        world.Vanish(rollout.Waves[0].Gateways[0]);
        await world.PlayAsync();
        world["gw-new"].Revision.ShouldBe(rollout.StableRevision);

        await world.UntilAsync(now => now.Waves[0].Gateways.Count == 2, "another gateway has taken the place of the one that vanished");
        await world.UntilAsync(now => now.Status == RolloutStatus.Completed, "the rollout is through");
        await world.PlayAsync();
        world.Gateways.ShouldAllBe(gateway => gateway.Revision == rollout.Revision);
    }

    [Fact]
    public async Task A_snapshot_that_a_gateway_refuses_as_a_whole_is_withdrawn()
    {
        await using RolloutWorld world = await RolloutWorld.StartAsync(gateways: Three);
        await world.Catalog.AcceptAsync("orders", "v1", Texts.Compatible);
        string revision = (await world.NewestAsync()).Revision;

        await new HttpSnapshotSource(world.Catalog.Http).AcknowledgeAsync(new SnapshotAcknowledgement("gw-1", revision, false, [], "Broken.", world.Clock.GetUtcNow()), Cancel);

        Rollout rollout = await world.NewestAsync();
        (rollout.Status, rollout.Reason).ShouldBe((RolloutStatus.RolledBack, "gw-1 refused the snapshot: Broken."));
    }

    [Fact]
    public async Task Operators_promote_and_roll_back_by_hand()
    {
        await using RolloutWorld world = await RolloutWorld.StartAsync(gateways: Three);
        string stable = world["gw-1"].Revision!;
        await world.Catalog.AcceptAsync("orders", "v1", Texts.Compatible);
        Rollout rollout = await world.NewestAsync();

        (await world.Catalog.Client.RollBackAsync(rollout.Revision, Cancel)).Value!.Reason.ShouldBe("Rolled back by local.");
        await world.PlayAsync();
        world.On(stable).ShouldBe(Three);
        CatalogAnswer<Rollout> again = await world.Catalog.Client.RollBackAsync(rollout.Revision, Cancel);
        (again.Status, again.Problem!.Type).ShouldBe((409, "https://apigovernance.dev/problems/catalog/rollout-over"));
        (await world.Catalog.Client.PromoteRolloutAsync(new string('0', 64), Cancel)).Status.ShouldBe(404);

        // What was withdrawn can be put into force all the same.
        (await world.Catalog.Client.PromoteRolloutAsync(rollout.Revision, Cancel)).Value!.Status.ShouldBe(RolloutStatus.Completed);
        await world.PlayAsync();
        world.On(rollout.Revision).ShouldBe(Three);
        (await world.Catalog.Client.PromoteRolloutAsync(rollout.Revision, Cancel)).Status.ShouldBe(409);

        await world.Catalog.AcceptAsync("orders", "v2", Texts.Contract.Replace("version: 1.0.0", "version: 2.0.0", StringComparison.Ordinal), "preview");
        await world.PlayAsync();
        string next = (await world.NewestAsync()).Revision;
        world.On(next).Count().ShouldBe(1);
        (await world.Catalog.Client.PromoteRolloutAsync(next, Cancel)).Value!.Reason.ShouldBe("Promoted by local.");
        await world.PlayAsync();
        world.On(next).ShouldBe(Three);
    }

    [Fact]
    public async Task Without_a_policy_all_gateways_have_it_at_once_and_report_nothing()
    {
        await using RolloutWorld world = await RolloutWorld.StartAsync(policy: null, gateways: Three);
        await world.Catalog.AcceptAsync("orders", "v1", Texts.Compatible);
        await world.PlayAsync();

        world.Gateways.Select(gateway => gateway.Revision).Distinct().ShouldHaveSingleItem().ShouldBe((await world.Catalog.ManifestAsync()).Revision);
        world.Gateways.ShouldAllBe(gateway => !gateway.ReportsWanted);
        (await world.RolloutsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_policy_that_comes_later_starts_from_what_the_gateways_have_and_one_that_goes_leaves_nothing_behind()
    {
        await using RolloutWorld world = await RolloutWorld.StartAsync(policy: null, gateways: Three);
        world.Write(RolloutWorld.Waves);
        await world.RestartAsync();
        await world.PlayAsync();
        world.Gateways.ShouldAllBe(gateway => gateway.ReportsWanted);
        string stable = world["gw-1"].Revision!;
        await world.Catalog.AcceptAsync("orders", "v1", Texts.Compatible);
        await world.PlayAsync();
        world.On(stable).Count().ShouldBe(2);
    }

    [Fact]
    public async Task Gateways_are_measured_by_what_they_serve()
    {
        await using RolloutWorld world = await RolloutWorld.StartAsync(gateways: Three);
        await world.Catalog.AcceptAsync("orders", "v1", Texts.Compatible);
        await world.PlayAsync();
        Rollout rollout = await world.NewestAsync();
        List<string> measured = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                // Other tests have catalogs of their own.
                if (instrument.Meter.Name == CatalogTelemetry.MeterName && instrument.Meter.Scope == world.Catalog.Services.GetService(typeof(IMeterFactory)))
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => measured.Add($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}"));
        listener.Start();

        listener.RecordObservableInstruments();

        measured.Order(StringComparer.Ordinal).ShouldBe(
            new[] { $"apigov.catalog.gateways 1 {rollout.Revision} candidate", $"apigov.catalog.gateways 2 {rollout.StableRevision} stable", "apigov.catalog.rollout 1 running" }.Order(StringComparer.Ordinal));
    }

    private static async Task<IEnumerable<string>> ConsumersAsync(RolloutWorld world, PlayedGateway gateway)
    {
        HttpSnapshotSource source = new(world.Catalog.Http);
        SnapshotManifest manifest = (await source.WaitForOfferAsync(gateway.Name, null, TimeSpan.Zero, Cancel)).Manifest!;
        manifest.Revision.ShouldBe(gateway.Revision);
        ReadOnlyMemory<byte> bytes = await source.GetPartAsync(manifest.Parts.Single(part => part.Kind == SnapshotPartKind.Traffic).Hash, Cancel);
        return System.Text.Json.JsonSerializer.Deserialize<TrafficPart>(bytes.Span, ApiGovernance.Protocol.ProtocolJson.Options)!.Consumers.Select(consumer => consumer.Name);
    }

    private static async Task<IReadOnlyList<AuditEntry>> AuditAsync(RolloutWorld world) =>
        [.. (await world.Catalog.Client.Audit().AllAsync(Cancel)).Value!.Where(entry => entry.Object.StartsWith("Rollout/", StringComparison.Ordinal))];

    private static async Task<IEnumerable<string>> ActionsAsync(RolloutWorld world) => (await AuditAsync(world)).Select(entry => entry.Action).Reverse();
}
