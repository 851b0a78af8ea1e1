using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Testing;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Catalog.Tests.Rollouts;

/// <summary>A control plane with a rollout policy, and gateways that are played over HTTP: they ask, apply, and report.</summary>
internal sealed class RolloutWorld : IAsyncDisposable
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    public const string Waves = "waves: [1, 100%], bakeSeconds: 20, minRequests: 10, maxRise: {points: 5, factor: 2}, tooFewRequests: {maxWaitSeconds: 300}";

    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, PlayedGateway> _gateways = new(StringComparer.Ordinal);

    private RolloutWorld()
    {
    }

    public CatalogWorld Catalog { get; private set; } = null!;

    public FakeTimeProvider Clock => Catalog.Clock;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="policy">Members of <c>spec</c>; null: there is no policy.</param>
    public static async Task<RolloutWorld> StartAsync(string? policy = Waves, params string[] gateways)
    {
        RolloutWorld world = new();
        if (policy is not null)
            world.Write(policy);
        world.Catalog = await CatalogWorld.StartWithBasicsAsync(world.Options());
        await world.Catalog.PutAsync("apis", "orders", Texts.Api("orders"));
        await world.Catalog.AcceptAsync("orders", "v1", Texts.Contract, "active");
        foreach (string name in gateways)
            world._gateways.Add(name, new PlayedGateway(name));
        await world.PlayAsync();
        return world;
    }

    public PlayedGateway this[string name] => _gateways[name];

    public IReadOnlyCollection<PlayedGateway> Gateways => _gateways.Values;

    public void Join(string name) => _gateways.Add(name, new PlayedGateway(name));

    public void Vanish(string name) => _gateways.Remove(name);

    /// <summary>Every gateway asks, applies what it is given, and reports.</summary>
    public async Task PlayAsync()
    {
        foreach (PlayedGateway gateway in _gateways.Values)
            await gateway.PlayAsync(new HttpSnapshotSource(Catalog.Http), Clock);
    }

    /// <summary>Time goes by in which gateways ask and report.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (TimeSpan passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(5))
        {
            Clock.Advance(TimeSpan.FromSeconds(5));
            await PlayAsync();
        }
    }

    /// <summary>Lets five seconds pass again and again until the rollout is as it should be.</summary>
    public Task UntilAsync(Func<Rollout, bool> condition, string what) => Eventually.HoldsAsync(
        async () =>
        {
            if (condition(await NewestAsync()))
                return true;
            Clock.Advance(TimeSpan.FromSeconds(5));
            await PlayAsync();
            return false;
        },
        Bound, what);

    public async Task<Rollout> NewestAsync() => (await Catalog.Client.Rollouts().AllAsync(Cancel)).Value![0];

    public async Task<IReadOnlyList<Rollout>> RolloutsAsync() => (await Catalog.Client.Rollouts().AllAsync(Cancel)).Value!;

    /// <summary>The gateways that serve a revision, by name.</summary>
    public IEnumerable<string> On(string revision) => _gateways.Values.Where(gateway => gateway.Revision == revision).Select(gateway => gateway.Name).Order(StringComparer.Ordinal);

    /// <param name="down">How long it is down.</param>
    public async Task RestartAsync(TimeSpan down = default)
    {
        FakeTimeProvider clock = Clock;
        await Catalog.DisposeAsync();
        clock.Advance(down);
        Catalog = await CatalogWorld.StartAsync(Options(), clock);
    }

    public void Write(string policy) =>
        _folder.Write("policies/rollout/default.yaml", $"apiVersion: apigovernance/v1\nkind: RolloutPolicy\nspec: {{{policy}}}\n");

    public async ValueTask DisposeAsync()
    {
        await Catalog.DisposeAsync();
        _folder.Dispose();
    }

    private CatalogOptions Options()
    {
        Directory.CreateDirectory(_folder["policies"]);
        return new CatalogOptions { DataDirectory = _folder["data"], PoliciesDirectory = _folder["policies"] };
    }
}

/// <summary>A gateway as the control plane knows one.</summary>
internal sealed class PlayedGateway(string name)
{
    private SnapshotRelease? _release;
    private DateTimeOffset _since;
    private VersionFigures _figures = new("orders", "v1", 0, 0, 0, 0);

    public string Name => name;

    public string? Revision { get; private set; }

    public bool ReportsWanted => _release is not null;

    /// <summary>False: it does not report nor ask.</summary>
    public bool IsReachable { get; set; } = true;

    /// <summary>What every calls end in from now on, by the release that is served; at each time that it plays.</summary>
    public Func<string?, VersionFigures> Calls { get; set; } = _ => new VersionFigures("orders", "v1", 5, 0, 0, 0);

    public async Task PlayAsync(ISnapshotSource source, TimeProvider clock)
    {
        if (!IsReachable)
            return;
        CancellationToken cancel = TestContext.Current.CancellationToken;
        SnapshotOffer offer = await source.WaitForOfferAsync(name, Revision, TimeSpan.Zero, cancel);
        if (offer.Manifest is { } manifest)
        {
            foreach (SnapshotPartReference part in manifest.Parts)
                SnapshotHash.OfPart((await source.GetPartAsync(part.Hash, cancel)).Span).ShouldBe(part.Hash);
            Revision = manifest.Revision;
            await source.AcknowledgeAsync(new SnapshotAcknowledgement(name, Revision, true, [], null, clock.GetUtcNow()), cancel);
        }

        if (offer.Release?.Id != _release?.Id)
            (_since, _figures) = (clock.GetUtcNow(), new VersionFigures("orders", "v1", 0, 0, 0, 0));
        _release = offer.Release;
        if (_release is null)
            return;
        VersionFigures more = Calls(Revision);
        _figures = new VersionFigures(
            "orders", "v1", _figures.Requests + more.Requests, _figures.GatewayFailures + more.GatewayFailures,
            _figures.BackendFailures + more.BackendFailures, _figures.Refusals + more.Refusals);
        await source.ReportAsync(new ReleaseReport(name, Revision!, _release.Id, _since, [_figures]), cancel);
    }
}
