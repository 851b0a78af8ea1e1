using ApiGovernance.Catalog.Storage;
using ApiGovernance.Catalog.Storage.SqlServer;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Catalog.Tests.Storage.SqlServer;

/// <summary>Two control planes on one database: each sees, decides on and publishes what the other has written.</summary>
public sealed class SharedStoreTests : IAsyncLifetime
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private readonly TempFolder _folder = new();
    private CatalogWorld _here = null!;
    private CatalogWorld _there = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _here = await StartAsync("here");
        _there = await StartAsync("there");
        await _here.PutAsync("teams", "sales", Texts.Team("sales"));
        await _here.PutAsync("backends", "shop", Texts.Backend("shop", "sales"));
        await _here.PutAsync("plans", "standard", Texts.Plan("standard"));
        await _here.PutAsync("entities", "order", Texts.Entity("order", "sales"));
    }

    public async ValueTask DisposeAsync()
    {
        await _here.DisposeAsync();
        await _there.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_decision_is_made_on_what_the_other_has_written()
    {
        await _here.PutAsync("apis", "orders", Texts.Api("orders"));

        // No second has passed: the other control plane has not been told of the API, nor of its team.
        var answer = await _there.Client.PutDescriptorAsync("apis", "other", CatalogWorld.Bytes(Texts.Api("other")), null, Cancel);

        answer.Status.ShouldBe(409);
        answer.Problem!.Detail!.ShouldContain("of the API orders");
        await _there.PutAsync("apis", "invoices", Texts.Api("invoices", "/sales/invoices"));
        await _there.AcceptAsync("orders", "v1", Texts.Contract, "active");
    }

    [Fact]
    public async Task Gateways_of_either_see_a_change_within_a_second()
    {
        await _here.PutAsync("apis", "orders", Texts.Api("orders"));
        await _here.AcceptAsync("orders", "v1", Texts.Contract, "active");
        SnapshotManifest published = await _here.ManifestAsync();

        await TickUntilAsync(async () => (await _there.ManifestAsync()).Revision == published.Revision);

        foreach (SnapshotPartReference part in published.Parts)
            SnapshotHash.OfPart((await _there.Snapshots.GetPartAsync(part.Hash, Cancel)).Span).ShouldBe(part.Hash);
        (await _there.Client.GetDescriptorAsync("apis", "orders", Cancel)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task What_a_refusal_has_taken_over_is_published_too()
    {
        await _here.PutAsync("apis", "orders", Texts.Api("orders"));
        await _here.AcceptAsync("orders", "v1", Texts.Contract, "active");
        SnapshotManifest published = await _here.ManifestAsync();
        (await _there.Client.PutDescriptorAsync("apis", "other", CatalogWorld.Bytes(Texts.Api("other")), null, Cancel)).Status.ShouldBe(409);

        await TickUntilAsync(async () => (await _there.ManifestAsync()).Revision == published.Revision);
    }

    [Fact]
    public async Task Both_write_at_once_and_nothing_is_lost()
    {
        const int Each = 8;
        await Task.WhenAll(Enumerable.Range(0, 2 * Each).Select(i =>
            (i % 2 == 0 ? _here : _there).PutAsync("teams", $"team-{i}", Texts.Team($"team-{i}"))));

        await TickUntilAsync(async () =>
        {
            int[] statuses = await Task.WhenAll(Enumerable.Range(0, 2 * Each).Select(async i =>
                (await (i % 2 == 0 ? _there : _here).Client.GetDescriptorAsync("teams", $"team-{i}", Cancel)).Status));
            return statuses.All(status => status == 200);
        });
    }

    private async Task TickUntilAsync(Func<Task<bool>> condition) => await Eventually.HoldsAsync(
        () =>
        {
            _here.Clock.Advance(TimeSpan.FromSeconds(1));
            _there.Clock.Advance(TimeSpan.FromSeconds(1));
            return condition();
        },
        Bound, "the other control plane saw the change");

    private Task<CatalogWorld> StartAsync(string name) => CatalogWorld.StartAsync(
        new CatalogOptions { DataDirectory = _folder[name] },
        services: services => services.AddSingleton<ICatalogStore>(new SqlServerCatalogStore(
            "stand-in",
            () => new StandInConnection(new SqliteConnection($"Data Source={_folder["shared.db"]};Pooling=False;Foreign Keys=True")),
            TimeProvider.System)));
}
