using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using ApiGovernance.Catalog;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Catalog.Storage.Sqlite;
using ApiGovernance.Gateway;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Benchmarks.Catalog;

/// <summary>
/// A catalog of the size of a large estate, over real sockets: start, list, search, publication, and how long one changed API takes until
/// a gateway serves it.
/// </summary>
internal static class ScaleCommand
{
    private const int Requests = 100;

    /// <param name="args">number of APIs, versions of each, <c>published</c> or <c>own</c> (which contracts), <c>gateway</c> or <c>no-gateway</c>.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        int apis = int.Parse(args[0], CultureInfo.InvariantCulture), versions = int.Parse(args[1], CultureInfo.InvariantCulture);
        IReadOnlyList<ScaleContract> contracts = ScaleContract.All(published: args[2] == "published");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("apigov-scale-");
        try
        {
            long start = Stopwatch.GetTimestamp();
            await using (SqliteCatalogStore store = new(folder.FullName, TimeProvider.System))
            {
                await store.OpenAsync(CancellationToken.None);
                await ScaleCatalog.FillAsync(store, apis, versions, contracts);
            }

            long bytes = folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
            Line("contracts", $"{apis * versions:N0} of {contracts.Count} documents ({args[2]}), database {bytes / 1024 / 1024:N0} MB, filled in {Since(start)}");
            await MeasureAsync(folder.FullName, args[3] == "gateway");
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(string data, bool withGateway)
    {
        long start = Stopwatch.GetTimestamp();
        await using WebApplication control = ControlPlane(data);
        await control.StartAsync();
        Line("start of the control plane, first snapshot included", Since(start));
        using HttpClient http = new() { BaseAddress = new Uri(control.Urls.First()) };
        CatalogClient client = new(http);

        await TimesAsync("list of APIs, 50 a page (aim 50 ms)", async i => await http.GetByteArrayAsync(new Uri("api/v1/apis?limit=50", UriKind.Relative)));
        await TimesAsync("list filtered by owner (aim 50 ms)", async i => await http.GetByteArrayAsync(new Uri($"api/v1/apis?owner=team-{i % 40}&limit=50", UriKind.Relative)));
        string[] questions = ["order", "customer e-mail", "track shipment", "invoice total", "refund", "address postal code"];
        if ((await http.GetAsync(new Uri("api/v1/search?q=order", UriKind.Relative))).IsSuccessStatusCode)
            await TimesAsync("search (aim 200 ms)", async i => await http.GetByteArrayAsync(new Uri($"api/v1/search?q={Uri.EscapeDataString(questions[i % questions.Length])}", UriKind.Relative)));

        // A change of a plan rebuilds and publishes the whole snapshot.
        await TimesAsync("one changed plan: decided, stored, snapshot built and published (aim 2 s)", async i => await PutPlanAsync(client, i), 10);
        if (withGateway)
            await GatewayAsync(control, data, client);
        Process process = Process.GetCurrentProcess();
        Line("memory (private), processor time", $"{process.PrivateMemorySize64 / 1024 / 1024:N0} MB, {process.TotalProcessorTime.TotalSeconds:N0} s");
    }

    private static async Task GatewayAsync(WebApplication control, string data, CatalogClient client)
    {
        ISnapshotSource source = control.Services.GetRequiredService<ISnapshotSource>();
        using Acknowledgements acknowledged = new(source);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ISnapshotSource>(acknowledged);
        builder.Services.AddSingleton(control.Services.GetRequiredService<IUsageSink>());
        builder.Services.AddGateway(new GatewayOptions { Node = "scale", StateDirectory = Path.Combine(data, "gateway") });
        long start = Stopwatch.GetTimestamp();
        await using WebApplication gateway = builder.Build();
        gateway.UseGateway();
        await gateway.StartAsync();
        await acknowledged.WaitAsync((await source.WaitForManifestAsync(null, TimeSpan.Zero, CancellationToken.None))!.Revision);
        Line("first snapshot applied by a gateway", Since(start));
        await TimesAsync("one changed API until the gateway serves it (aim 2 s)", async i =>
        {
            await PutApiAsync(client, i);
            await acknowledged.WaitAsync((await source.WaitForManifestAsync(null, TimeSpan.Zero, CancellationToken.None))!.Revision);
        }, 10);
    }

    private static async Task PutPlanAsync(CatalogClient client, int number)
    {
        string plan = $"apiVersion: apigovernance/v1\nkind: Plan\nmetadata: {{name: standard}}\nspec: {{limits: [{{name: burst, requests: {100 + number}, perSeconds: 10}}]}}\n";
        Check(await client.PutDescriptorAsync("plans", "standard", System.Text.Encoding.UTF8.GetBytes(plan), null, CancellationToken.None));
    }

    private static async Task PutApiAsync(CatalogClient client, int number)
    {
        string api = $"apiVersion: apigovernance/v1\nkind: Api\nmetadata: {{name: api-7}}\nspec: {{owner: team-7, domain: domain-7, entity: order, visibility: internal, "
            + $"dataClassification: internal, backend: backend-7, basePath: /domain-7/api-7, limits: {{maxBodyBytes: {1000 + number}}}, versions: []}}\n";
        Check(await client.PutDescriptorAsync("apis", "api-7", System.Text.Encoding.UTF8.GetBytes(api), null, CancellationToken.None));
    }

    private static void Check<T>(CatalogAnswer<T> answer)
        where T : class
    {
        if (answer.Problem is { } problem)
            throw new InvalidOperationException($"{problem.Detail} {string.Join(' ', problem.Errors.Select(error => error.Message))}");
    }

    private static WebApplication ControlPlane(string data)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddCatalog(new CatalogOptions { DataDirectory = data });
        WebApplication app = builder.Build();
        app.MapCatalogApi();
        return app;
    }

    private static async Task TimesAsync(string what, Func<int, Task> act, int times = Requests)
    {
        await act(0);
        List<double> milliseconds = [];
        for (int i = 1; i <= times; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await act(i);
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        milliseconds.Sort();
        Line(what, string.Create(CultureInfo.InvariantCulture, $"median {milliseconds[times / 2]:0.0} ms, worst {milliseconds[^1]:0.0} ms of {times}"));
    }

    private static string Since(long start) => string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");

    private static void Line(string what, string figure) => Console.WriteLine($"| {what} | {figure} |");

    /// <summary>The control plane's source, watched: which revision was applied.</summary>
    private sealed class Acknowledgements(ISnapshotSource inner) : ISnapshotSource, IDisposable
    {
        private readonly SemaphoreSlim _arrived = new(0);
        private volatile string? _applied;

        public Task<SnapshotManifest?> WaitForManifestAsync(string? knownRevision, TimeSpan wait, CancellationToken cancellationToken) =>
            inner.WaitForManifestAsync(knownRevision, wait, cancellationToken);

        public Task<ReadOnlyMemory<byte>> GetPartAsync(string hash, CancellationToken cancellationToken) => inner.GetPartAsync(hash, cancellationToken);

        public async Task AcknowledgeAsync(SnapshotAcknowledgement acknowledgement, CancellationToken cancellationToken)
        {
            await inner.AcknowledgeAsync(acknowledgement, cancellationToken);
            _applied = acknowledgement.Revision;
            _arrived.Release();
        }

        public void Dispose() => _arrived.Dispose();

        public async Task WaitAsync(string revision)
        {
            while (_applied != revision)
                await _arrived.WaitAsync();
        }
    }
}
