using System.Net;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests;

public class SnapshotTests
{
    private const string Items = "/commerce/stock/v1/items";

    private static Task<GatewayWorld> StartAsync() => GatewayWorld.StartAsync(world => world.Estate.Api("stock", "v1", Contracts.Get("/items")));

    private static async Task<JsonElement> ReadyAsync(GatewayWorld world, HttpStatusCode status)
    {
        HttpResponseMessage answer = await world.GetAsync("/readyz");
        answer.StatusCode.ShouldBe(status);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
    }

    [Fact]
    public async Task Health_is_read_and_nothing_else()
    {
        await using GatewayWorld world = await StartAsync();

        (await world.SendAsync(HttpMethod.Head, "/healthz")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await world.SendAsync(HttpMethod.Post, "/healthz")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "api-not-registered");
        (await world.SendAsync(HttpMethod.Trace, "/readyz")).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Readiness_comes_with_the_first_snapshot_and_tells_its_revision()
    {
        await using GatewayWorld world = await StartAsync();
        await world.StopGatewayAsync();
        Directory.Delete(world.StateFolder, recursive: true);
        world.ControlPlane.IsGone = true;
        await world.StartGatewayAsync();

        (await world.GetAsync("/healthz")).StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonElement starting = await ReadyAsync(world, HttpStatusCode.ServiceUnavailable);
        starting.GetProperty("status").GetString().ShouldBe("starting");
        starting.GetProperty("missing").GetString().ShouldBe("No snapshot has been applied yet.");
        HttpResponseMessage early = await world.GetAsync(Items);
        await early.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "gateway-not-ready");
        early.Headers.RetryAfter.ShouldNotBeNull();

        world.ControlPlane.IsGone = false;
        await Eventually.HoldsAsync(
            async () => (await world.GetAsync("/readyz")).StatusCode == HttpStatusCode.OK, GatewayWorld.Bound, "the gateway gets its snapshot");
        JsonElement ready = await ReadyAsync(world, HttpStatusCode.OK);
        ready.GetProperty("revision").GetString().ShouldBe(world.Estate.Build().Manifest.Revision);
        ready.GetProperty("node").GetString().ShouldBe("node-1");
        ready.TryGetProperty("missing", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_restart_without_a_control_plane_serves_the_last_good_snapshot()
    {
        await using GatewayWorld world = await StartAsync();
        await world.StopGatewayAsync();
        world.ControlPlane.IsGone = true;

        await world.StartGatewayAsync();

        await Eventually.HoldsAsync(
            async () => (await world.GetAsync(Items)).StatusCode == HttpStatusCode.OK, GatewayWorld.Bound, "the last good snapshot is served");
    }

    [Fact]
    public async Task A_restart_from_disk_is_ready_when_the_control_plane_has_said_what_is_served_now()
    {
        await using GatewayWorld world = await StartAsync();
        await world.StopGatewayAsync();
        world.Estate.Versions.Clear();
        world.Estate.Api("prices", "v1", Contracts.Get("/prices"));
        var (manifest, parts) = world.Estate.Build();
        world.ControlPlane.Publish(manifest, parts);
        TaskCompletionSource silence = new(TaskCreationOptions.RunContinuationsAsynchronously);
        world.ControlPlane.Silence = silence;

        await world.StartGatewayAsync();

        // What is on disk answers whoever asks; who looks at /readyz does not send anybody yet.
        await Eventually.HoldsAsync(
            async () => (await world.GetAsync(Items)).StatusCode == HttpStatusCode.OK, GatewayWorld.Bound, "the last good snapshot is served");
        (await ReadyAsync(world, HttpStatusCode.ServiceUnavailable)).GetProperty("status").GetString().ShouldBe("starting");
        silence.SetResult();
        await Eventually.HoldsAsync(
            async () => (await world.GetAsync("/readyz")).StatusCode == HttpStatusCode.OK, GatewayWorld.Bound, "the control plane's word came");
        (await ReadyAsync(world, HttpStatusCode.OK)).GetProperty("revision").GetString().ShouldBe(manifest.Revision);
        (await world.GetAsync(Items)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_restart_from_disk_waits_for_no_control_plane_that_is_gone_or_silent(bool isGone)
    {
        await using GatewayWorld world = await StartAsync();
        await world.StopGatewayAsync();
        world.ControlPlane.IsGone = isGone;
        world.ControlPlane.Silence = isGone ? null : new();
        // One that is gone is not waited for at all.
        world.Options = options => options with { FirstWordPatience = isGone ? TimeSpan.FromMinutes(5) : TimeSpan.FromMilliseconds(200) };

        await world.StartGatewayAsync();

        await Eventually.HoldsAsync(
            async () => (await world.GetAsync("/readyz")).StatusCode == HttpStatusCode.OK, GatewayWorld.Bound, "the gateway serves what it has");
        (await world.GetAsync(Items)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("manifest.json")]
    [InlineData("parts")]
    public async Task A_corrupt_snapshot_on_disk_is_ignored_and_replaced(string what)
    {
        await using GatewayWorld world = await StartAsync();
        await world.StopGatewayAsync();
        string path = Path.Combine(world.StateFolder, what);
        foreach (string file in Directory.Exists(path) ? Directory.GetFiles(path) : [path])
        {
            byte[] bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            bytes[bytes.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(file, what == "parts" ? bytes : bytes[..(bytes.Length / 2)], TestContext.Current.CancellationToken);
        }

        world.ControlPlane.IsGone = true;
        await world.StartGatewayAsync();
        await (await world.GetAsync(Items)).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "gateway-not-ready");

        world.ControlPlane.IsGone = false;
        await Eventually.HoldsAsync(
            async () => (await world.GetAsync(Items)).StatusCode == HttpStatusCode.OK, GatewayWorld.Bound, "the control plane heals it");
        await world.StopGatewayAsync();
        world.ControlPlane.IsGone = true;
        await world.StartGatewayAsync();
        await Eventually.HoldsAsync(
            async () => (await world.GetAsync(Items)).StatusCode == HttpStatusCode.OK, GatewayWorld.Bound, "what is on disk is whole again");
    }

    [Fact]
    public async Task A_state_folder_that_cannot_be_written_is_not_fatal()
    {
        using TempFolder folder = new();
        // A file stands where the folder should be: nobody can write there, whoever runs the test.
        string file = folder.Write("occupied", "");

        await using GatewayWorld world = await GatewayWorld.StartAsync(w =>
        {
            w.StateFolder = Path.Combine(file, "state");
            w.Estate.Api("stock", "v1", Contracts.Get("/items"));
        });

        (await world.GetAsync(Items)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Only_parts_that_are_lacking_are_fetched_and_only_what_is_served_is_kept()
    {
        await using GatewayWorld world = await StartAsync();
        world.ControlPlane.Fetched.Clear();
        var (before, _) = world.Estate.Build();

        world.Estate.Api("prices", "v1", Contracts.Get("/prices"));
        await world.PublishAsync();
        var (after, _) = world.Estate.Build();
        world.ControlPlane.Fetched.ShouldBe(after.Parts.Except(before.Parts).Select(part => part.Hash), ignoreOrder: true);

        world.Estate.Versions.RemoveAt(0);
        await world.PublishAsync();
        await (await world.GetAsync(Items)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "api-not-registered");
        (await world.GetAsync("/commerce/prices/v1/prices")).StatusCode.ShouldBe(HttpStatusCode.OK);
        Directory.GetFiles(Path.Combine(world.StateFolder, "parts")).Select(Path.GetFileName)
            .ShouldBe(world.Estate.Build().Manifest.Parts.Select(part => part.Hash), ignoreOrder: true);
    }

    [Fact]
    public async Task A_version_that_breaks_is_quarantined_and_goes_on_as_it_was_even_after_a_restart()
    {
        await using GatewayWorld world = await StartAsync();
        string broken = Contracts.Get("/items", "parameters: [{ name: a, in: query, schema: { $ref: '#/components/schemas/Nowhere' } }]");
        world.Estate.Api("stock", "v1", broken).Api("stock", "v2", "just text").Api("prices", "v1", Contracts.Get("/prices"));

        SnapshotAcknowledgement acknowledgement = await world.PublishAsync();

        acknowledgement.Quarantined.Select(api => (api.Api, api.Version, api.ServingPrevious)).ShouldBe([("stock", "v1", true), ("stock", "v2", false)]);
        acknowledgement.Quarantined[0].Reason.ShouldContain("Nowhere");
        (await world.GetAsync(Items)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync("/commerce/prices/v1/prices")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await world.GetAsync("/commerce/stock/v2/items")).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "version-unavailable");
        (await ReadyAsync(world, HttpStatusCode.OK)).GetProperty("quarantined").GetArrayLength().ShouldBe(2);

        await world.StopGatewayAsync();
        world.ControlPlane.IsGone = true;
        await world.StartGatewayAsync();
        await Eventually.HoldsAsync(
            async () => (await world.GetAsync(Items)).StatusCode == HttpStatusCode.OK, GatewayWorld.Bound, "the version before is served from disk");
    }

    [Fact]
    public async Task A_version_on_a_back_end_that_is_not_there_is_quarantined()
    {
        await using GatewayWorld world = await StartAsync();
        world.Estate.Api("prices", "v1", Contracts.Get("/prices"), part => part with { Backend = "nowhere" });

        SnapshotAcknowledgement acknowledgement = await world.PublishAsync();

        acknowledgement.Quarantined.ShouldHaveSingleItem().Reason.ShouldContain("nowhere");
        (await world.GetAsync(Items)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_policy_for_an_operation_that_the_contract_lacks_holds_the_version_back()
    {
        await using GatewayWorld world = await StartAsync();
        OperationPolicy dear = new() { Cost = 5 };
        world.Estate
            .Api("prices", "v1", Contracts.Get("/prices"), part => part with { Operations = [new OperationRule("POST /prices", ["v1"], dear)] })
            .Api("returns", "v1", Contracts.Get("/returns"), part => part with { Operations = [new OperationRule("POST /returns", [], dear)] });

        SnapshotAcknowledgement acknowledgement = await world.PublishAsync();

        QuarantinedApi refused = acknowledgement.Quarantined.ShouldHaveSingleItem();
        (refused.Api, refused.Reason).ShouldBe(("prices", "A policy is for the operation 'POST /prices', which the contract does not have."));
        // Without a version it is for those versions that have the operation; this one has not.
        (await world.GetAsync("/commerce/returns/v1/returns")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_snapshot_that_is_wrong_as_a_whole_is_refused_and_the_one_before_stays()
    {
        await using GatewayWorld world = await StartAsync();
        world.Estate.Consumer("app", plan: "no-such-plan");

        SnapshotAcknowledgement refused = await world.PublishAsync(applied: false);

        refused.Error.ShouldNotBeNull().ShouldContain("no-such-plan");
        (await world.GetAsync(Items)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var (manifest, parts) = world.Estate.Build();
        SnapshotPartReference traffic = manifest.Parts.Single(part => part.Kind == SnapshotPartKind.Traffic);
        world.Estate.Consumer("app");
        (await world.PublishAsync()).Applied.ShouldBeTrue();
        // Bytes that are not what the hash says.
        world.Estate.Backend("more", "http://127.0.0.1:1");
        (manifest, parts) = world.Estate.Build();
        traffic = manifest.Parts.Single(part => part.Kind == SnapshotPartKind.Traffic);
        parts[traffic.Hash] = [.. parts[traffic.Hash], (byte)' '];
        world.ControlPlane.Publish(manifest, parts);
        await Eventually.HoldsAsync(
            () => world.ControlPlane.Acknowledgements.Any(acknowledgement => acknowledgement.Revision == manifest.Revision && !acknowledgement.Applied),
            GatewayWorld.Bound, "the damaged part is refused");
        (await world.GetAsync(Items)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Snapshots_change_under_load_without_one_failed_request()
    {
        await using GatewayWorld world = await StartAsync();
        using CancellationTokenSource done = new();
        int requests = 0;
        List<string> failures = [];
        Task[] clients = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                HttpResponseMessage answer = await world.Client.GetAsync(new Uri(Items, UriKind.Relative), TestContext.Current.CancellationToken);
                Interlocked.Increment(ref requests);
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                    lock (failures)
                        failures.Add($"{answer.StatusCode} {text}");
                }
            }
        }))];

        for (int i = 0; i < 25; i++)
        {
            // APIs come and go, the version under load changes its contract, its back end's settings and its policies.
            world.Estate.Versions.RemoveAll(version => version.Part.Api != "stock");
            world.Estate.Api("extra-" + i, "v1", Contracts.Get("/x"))
                .Api("stock", "v1", Contracts.Get(i % 2 == 0 ? "/{any}" : "/items"), part => part with { UpstreamPath = "/r" + i })
                .Backend("erp", world.Backend.Address, timeoutSeconds: 50 + i);
            await world.PublishAsync();
        }

        await done.CancelAsync();
        await Task.WhenAll(clients);
        failures.ShouldBeEmpty();
        requests.ShouldBeGreaterThan(100);
    }
}
