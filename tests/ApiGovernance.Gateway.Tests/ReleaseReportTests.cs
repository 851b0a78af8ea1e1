using System.Net;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests;

/// <summary>How calls fare since a release is served: counted and told only where the control plane asks for it.</summary>
public sealed class ReleaseReportTests
{
    private const string Items = "/commerce/stock/v1/items";

    private static readonly SnapshotRelease First = new("release-1", 1);

    [Fact]
    public async Task What_failed_is_told_apart_and_what_says_nothing_of_the_snapshot_is_left_out()
    {
        await using GatewayWorld world = await StartAsync(First);

        (await world.GetAsync(Items)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.PostAsync("/commerce/lost/v1/items", "{}")).StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await world.PostAsync("/commerce/stock/v1/items", "[]")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await world.GetAsync("/commerce/stock/v1/nothing")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.GetAsync("/commerce/closed/v1/items")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        ReleaseReport report = await ReportAsync(world, all => all.Versions.Sum(version => version.Requests) == 3);
        (report.Gateway, report.Release, report.Revision).ShouldBe(("node-1", "release-1", world.Estate.Build().Manifest.Revision));
        report.Versions.ShouldBe([new VersionFigures("lost", "v1", 1, 0, 1, 0), new VersionFigures("stock", "v1", 2, 0, 0, 1)]);
    }

    [Fact]
    public async Task Another_release_is_counted_anew_and_another_snapshot_of_the_same_release_is_counted_on()
    {
        await using GatewayWorld world = await StartAsync(First);
        await world.GetAsync(Items);
        ReleaseReport one = await ReportAsync(world, all => Requests(all) == 1);

        world.Estate.Consumer("somebody");
        await world.PublishAsync();
        await world.GetAsync(Items);
        ReleaseReport two = await ReportAsync(world, all => Requests(all) == 2);
        two.Revision.ShouldNotBe(one.Revision);
        two.Since.ShouldBe(one.Since);

        world.ControlPlane.Release = new SnapshotRelease("release-2", 1);
        world.Estate.Consumer("somebody-else");
        await world.PublishAsync();
        await world.GetAsync(Items);
        ReleaseReport three = await ReportAsync(world, all => all.Release == "release-2" && Requests(all) > 0);
        Requests(three).ShouldBe(1);
        three.Since.ShouldBeGreaterThan(two.Since);
    }

    [Fact]
    public async Task An_older_snapshot_comes_back_into_force_with_parts_that_are_fetched_again()
    {
        await using GatewayWorld world = await StartAsync(First);
        var (before, parts) = world.Estate.Build();
        world.Estate.Api("stock", "v1", Contracts.Get("/others"), part => part with { BasePath = "/commerce/other" });
        await world.PublishAsync();
        (await world.GetAsync(Items)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        world.ControlPlane.Publish(before, parts);

        await Eventually.HoldsAsync(async () => (await world.GetAsync(Items)).StatusCode == HttpStatusCode.OK, GatewayWorld.Bound, "the snapshot before is served");
        // It is served first, and told when it is on disk.
        await Eventually.HoldsAsync(() => world.ControlPlane.Acknowledgements.Last().Revision == before.Revision, GatewayWorld.Bound, "the snapshot before is acknowledged");
        world.ControlPlane.Acknowledgements.Last().ShouldSatisfyAllConditions(
            acknowledgement => acknowledgement.Applied.ShouldBeTrue(), acknowledgement => acknowledgement.Quarantined.ShouldBeEmpty());
    }

    [Fact]
    public async Task Where_nobody_asks_nothing_is_told()
    {
        await using GatewayWorld world = await StartAsync(null);
        await world.GetAsync(Items);
        await Eventually.HoldsAsync(() => !world.ControlPlane.Usage.IsEmpty, GatewayWorld.Bound, "the call is accounted for");

        world.ControlPlane.Reports.ShouldBeEmpty();
    }

    private static Task<GatewayWorld> StartAsync(SnapshotRelease? release) => GatewayWorld.StartAsync(world =>
    {
        world.ControlPlane.Release = release;
        world.Estate
            .Backend("gone", "http://127.0.0.1:1")
            .Api("stock", "v1", Contract)
            .Api("lost", "v1", Contract, part => part with { Backend = "gone" })
            .Api("closed", "v1", Contract, part => part with { AuthenticationRequired = true });
    });

    private const string Contract = """
        openapi: 3.1.0
        info: {title: Stock, version: 1.0.0}
        paths:
          /items:
            get: {responses: {'200': {description: All.}}}
            post:
              requestBody: {required: true, content: {application/json: {schema: {type: object}}}}
              responses: {'200': {description: Taken.}}
        """;

    private static long Requests(ReleaseReport report) => report.Versions.Where(version => version.Api == "stock").Sum(version => version.Requests);

    private static async Task<ReleaseReport> ReportAsync(GatewayWorld world, Func<ReleaseReport, bool> condition)
    {
        await Eventually.HoldsAsync(() => world.ControlPlane.Reports.Any(condition), GatewayWorld.Bound, "the calls are reported");
        return world.ControlPlane.Reports.First(condition);
    }
}
