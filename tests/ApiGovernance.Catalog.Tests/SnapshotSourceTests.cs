using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests;

/// <summary>What every source of snapshots promises; run against the publisher in the process and against the HTTP feed.</summary>
public abstract class SnapshotSourceContract : IAsyncLifetime
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private readonly TempFolder _folder = new();

    private protected CatalogWorld World { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ISnapshotSource Source => SourceOf(World);

    public async ValueTask InitializeAsync()
    {
        World = await CatalogWorld.StartWithBasicsAsync(new CatalogOptions { DataDirectory = _folder.Path });
        await World.PutAsync("apis", "orders", Texts.Api("orders"));
        await World.AcceptAsync("orders", "v1", Texts.Contract, "active");
    }

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected abstract ISnapshotSource SourceOf(CatalogWorld world);

    [Fact]
    public async Task A_gateway_that_knows_nothing_gets_the_manifest_at_once_and_every_part_by_its_hash()
    {
        SnapshotManifest manifest = (await Source.WaitForManifestAsync(null, TimeSpan.FromSeconds(30), Cancel)).ShouldNotBeNull();

        manifest.Parts.Select(part => $"{part.Kind} {part.Name}").ShouldBe(["ApiVersion orders/v1", "Contract orders/v1", "Traffic traffic"]);
        SnapshotHash.Manifest(manifest.Parts).Revision.ShouldBe(manifest.Revision);
        foreach (SnapshotPartReference part in manifest.Parts)
        {
            ReadOnlyMemory<byte> bytes = await Source.GetPartAsync(part.Hash, Cancel);
            SnapshotHash.OfPart(bytes.Span).ShouldBe(part.Hash);
            bytes.Length.ShouldBe(part.Size);
        }
    }

    [Fact]
    public async Task A_known_revision_is_waited_out()
    {
        string known = (await World.ManifestAsync()).Revision;

        (await Source.WaitForManifestAsync(known, TimeSpan.Zero, Cancel)).ShouldBeNull();

        Task<SnapshotManifest?> waiting = Source.WaitForManifestAsync(known, TimeSpan.FromSeconds(30), Cancel);
        await Eventually.HoldsAsync(
            () =>
            {
                World.Clock.Advance(TimeSpan.FromSeconds(31));
                return waiting.IsCompleted;
            },
            Bound, "the wait ended");
        (await waiting).ShouldBeNull();
    }

    [Fact]
    public async Task A_change_wakes_whoever_waits()
    {
        string known = (await World.ManifestAsync()).Revision;
        Task<SnapshotManifest?>[] waiting = [.. Enumerable.Range(0, 5).Select(_ => Source.WaitForManifestAsync(known, TimeSpan.FromSeconds(60), Cancel))];

        await World.AcceptAsync("orders", "v2", Texts.Contract, "preview");

        SnapshotManifest?[] manifests = await Task.WhenAll(waiting).WaitAsync(Bound, Cancel);
        manifests.ShouldAllBe(manifest => manifest != null && manifest.Revision != known);
    }

    [Fact]
    public async Task A_part_that_is_not_there_is_an_error()
    {
        SnapshotSourceException error = await Should.ThrowAsync<SnapshotSourceException>(() => Source.GetPartAsync(new string('0', 64), Cancel));

        error.Message.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_acknowledgement_is_seen_by_the_operator()
    {
        string revision = (await World.ManifestAsync()).Revision;
        SnapshotAcknowledgement applied = new("gw-1", revision, true, [new QuarantinedApi("orders", "v1", "No.", true)], null, CatalogWorld.Start);
        SnapshotAcknowledgement refused = new("gw-2", revision, false, [], "Broken.", CatalogWorld.Start);

        await Source.AcknowledgeAsync(applied with { Revision = "old" }, Cancel);
        await Source.AcknowledgeAsync(applied, Cancel);
        await Source.AcknowledgeAsync(refused, Cancel);

        IReadOnlyList<GatewayStatus> gateways = (await World.Client.Gateways().AllAsync(Cancel)).Value!;
        gateways.Select(gateway => (gateway.Acknowledgement.Gateway, gateway.UpToDate, gateway.Acknowledgement.Error))
            .ShouldBe([("gw-1", true, null), ("gw-2", false, "Broken.")]);
        gateways[0].Acknowledgement.Quarantined.ShouldBe(applied.Quarantined);
    }
}

public sealed class PublisherAsSourceTests : SnapshotSourceContract
{
    private protected override ISnapshotSource SourceOf(CatalogWorld world) => world.Snapshots;
}

public sealed class HttpSnapshotSourceTests : SnapshotSourceContract
{
    private protected override ISnapshotSource SourceOf(CatalogWorld world) => new HttpSnapshotSource(world.Http);

    [Fact]
    public async Task A_control_plane_that_is_gone_is_an_error_of_the_source()
    {
        using HttpClient nobody = new() { BaseAddress = new Uri("http://127.0.0.1:1/") };
        SnapshotSourceException error = await Should.ThrowAsync<SnapshotSourceException>(
            () => new HttpSnapshotSource(nobody).WaitForManifestAsync(null, TimeSpan.Zero, TestContext.Current.CancellationToken));

        error.Message.ShouldStartWith("The catalog at http://127.0.0.1:1/ cannot be reached");
    }

    [Fact]
    public async Task Nonsense_is_an_error_of_the_source()
    {
        await using LoopbackApp other = await LoopbackApp.StartAsync(
            app => Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(app, "/api/v1/snapshots/current", () => "hello"));

        await Should.ThrowAsync<SnapshotSourceException>(
            () => new HttpSnapshotSource(other.Client).WaitForManifestAsync(null, TimeSpan.Zero, TestContext.Current.CancellationToken));
    }
}
