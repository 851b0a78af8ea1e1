using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests;

/// <summary>Many writers at once: nothing is lost, and what may exist once exists once.</summary>
public sealed class ConcurrencyTests : IAsyncLifetime
{
    private const int Writers = 12;
    private readonly TempFolder _folder = new();
    private CatalogWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await CatalogWorld.StartWithBasicsAsync(new CatalogOptions { DataDirectory = _folder.Path });

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Each_writer_finds_its_change_published_when_it_is_answered()
    {
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async i =>
        {
            await _world.PutAsync("apis", $"api-{i}", Texts.Api($"api-{i}", $"/sales/api-{i}"));
            await _world.AcceptAsync($"api-{i}", "v1", Texts.Contract, "active");
            (await _world.PublishedAsync($"api-{i}", "v1")).ShouldNotBeNull();
        }));

        SnapshotManifest manifest = await _world.ManifestAsync();
        manifest.Parts.Count(part => part.Kind == SnapshotPartKind.ApiVersion).ShouldBe(Writers);
        (await _world.Client.Audit().AllAsync(Cancel)).Value!.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, 4 + (2 * Writers)).Reverse().Select(i => (long)i));
    }

    [Fact]
    public async Task Of_many_that_want_one_path_one_gets_it()
    {
        int[] statuses = await Task.WhenAll(Enumerable.Range(0, Writers).Select(async i =>
            (await _world.Client.PutDescriptorAsync("apis", $"api-{i}", CatalogWorld.Bytes(Texts.Api($"api-{i}")), null, Cancel)).Status));

        statuses.Count(status => status == 201).ShouldBe(1);
        statuses.Count(status => status == 409).ShouldBe(Writers - 1);
        (await _world.Client.Apis().AllAsync(Cancel)).Value!.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Usage_of_many_gateways_adds_up()
    {
        await Task.WhenAll(Enumerable.Range(1, Writers).Select(i => _world.ReportAsync("orders", "v1", "GET /orders", "storefront", i)));

        UsageRow row = (await _world.Client.Usage(new UsageFilter { Api = "orders" }).AllAsync(Cancel)).Value!.ShouldHaveSingleItem();
        row.Calls.ShouldBe(Writers * (Writers + 1) / 2);
    }
}
