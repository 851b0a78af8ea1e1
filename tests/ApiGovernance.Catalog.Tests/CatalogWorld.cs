using System.Text;
using System.Text.Json;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Catalog.Tests;

/// <summary>A control plane on a real socket, with a real database in a folder of its own. The clock only moves when it is told to.</summary>
internal sealed class CatalogWorld : IAsyncDisposable
{
    private readonly LoopbackApp _app;

    private CatalogWorld(LoopbackApp app, FakeTimeProvider clock)
    {
        _app = app;
        Clock = clock;
        Client = new CatalogClient(app.Client);
    }

    public static DateTimeOffset Start { get; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Clock { get; }

    public CatalogClient Client { get; }

    public HttpClient Http => _app.Client;

    public IServiceProvider Services => _app.Services;

    public ISnapshotSource Snapshots => Services.GetRequiredService<ISnapshotSource>();

    /// <param name="services">Takes the place of what the catalog brings.</param>
    public static async Task<CatalogWorld> StartAsync(
        CatalogOptions options, FakeTimeProvider? clock = null, Action<IServiceCollection>? services = null)
    {
        clock ??= new FakeTimeProvider(Start);
        LoopbackApp app = await LoopbackApp.StartAsync(
            all =>
            {
                all.AddSingleton<TimeProvider>(clock).AddCatalog(options);
                services?.Invoke(all);
            },
            web => web.MapCatalogApi());
        return new CatalogWorld(app, clock);
    }

    /// <summary>An empty catalog with a team, a back end, a plan and an entity registered.</summary>
    public static async Task<CatalogWorld> StartWithBasicsAsync(CatalogOptions options, FakeTimeProvider? clock = null)
    {
        CatalogWorld world = await StartAsync(options, clock);
        await world.PutAsync("teams", "sales", Texts.Team("sales"));
        await world.PutAsync("backends", "shop", Texts.Backend("shop", "sales"));
        await world.PutAsync("plans", "standard", Texts.Plan("standard"));
        await world.PutAsync("entities", "order", Texts.Entity("order", "sales"));
        return world;
    }

    /// <summary>Puts what must be accepted.</summary>
    public async Task PutAsync(string collection, string name, string yaml)
    {
        CatalogAnswer<JsonDocument> answer = await Client.PutDescriptorAsync(collection, name, Bytes(yaml), null, Cancel);
        (answer.Problem?.Detail + string.Concat(answer.Problem?.Errors.Select(error => error.Message) ?? [])).ShouldBeEmpty($"{collection}/{name}");
    }

    public Task<CatalogAnswer<ContractVerdict>> SubmitAsync(string api, string version, string contract, string? stage = null) =>
        Client.SubmitAsync(api, version, Bytes(contract), stage, Cancel);

    /// <summary>Submits what must be accepted.</summary>
    public async Task<ContractVerdict> AcceptAsync(string api, string version, string contract, string? stage = null)
    {
        CatalogAnswer<ContractVerdict> answer = await SubmitAsync(api, version, contract, stage);
        answer.Value.ShouldNotBeNull(answer.Problem?.Detail + string.Join('\n', answer.Problem?.Errors.Select(error => error.ToString()) ?? []));
        return answer.Value;
    }

    public async Task ReportAsync(string api, string version, string operation, string? consumer, long calls, long failures = 0)
    {
        UsageReport report = new(
            "gw-1", Clock.GetUtcNow().AddMinutes(-1), Clock.GetUtcNow(),
            [new UsageCount(api, version, operation, consumer, calls, failures, Clock.GetUtcNow().AddSeconds(-10))]);
        await new HttpUsageSink(Http).ReportAsync(report, Cancel);
    }

    /// <summary>Gateways have listened for 40 days, to an API of no interest: from here on silence is silence.</summary>
    public Task ListenedAsync() => new HttpUsageSink(Http).ReportAsync(ListenedReport(Clock.GetUtcNow()), Cancel);

    public static UsageReport ListenedReport(DateTimeOffset now) => new(
        "gw-1", now.AddDays(-41), now, [.. new[] { 40, 0 }.Select(days => new UsageCount("elsewhere", "v1", "GET /", null, 1, 0, now.AddDays(-days)))]);

    public async Task<SnapshotManifest> ManifestAsync() =>
        (await Snapshots.WaitForManifestAsync(null, TimeSpan.Zero, Cancel)).ShouldNotBeNull();

    /// <summary>The part of an API version in the snapshot in force; null when it is not published.</summary>
    public async Task<ApiVersionPart?> PublishedAsync(string api, string version)
    {
        SnapshotManifest manifest = await ManifestAsync();
        SnapshotPartReference? reference =
            manifest.Parts.SingleOrDefault(part => part.Kind == SnapshotPartKind.ApiVersion && part.Name == $"{api}/{version}");
        return reference is null ? null : await PartAsync<ApiVersionPart>(reference);
    }

    public async Task<TrafficPart> TrafficAsync() =>
        await PartAsync<TrafficPart>((await ManifestAsync()).Parts.Single(part => part.Kind == SnapshotPartKind.Traffic));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private async Task<T> PartAsync<T>(SnapshotPartReference reference)
    {
        ReadOnlyMemory<byte> bytes = await Snapshots.GetPartAsync(reference.Hash, Cancel);
        SnapshotHash.OfPart(bytes.Span).ShouldBe(reference.Hash);
        return JsonSerializer.Deserialize<T>(bytes.Span, ProtocolJson.Options)!;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
