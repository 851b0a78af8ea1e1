using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using ApiGovernance.Catalog;
using ApiGovernance.Catalog.Http;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Gateway;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.EndToEnd.Tests.Business;

/// <summary>An order comes in at one gateway, its shipment days later at another: the control plane knows how long it took.</summary>
public sealed class OrderToShipmentTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_gateways_and_a_control_plane_measure_from_order_to_shipment()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero));
        using TempFolder folder = new();
        await using LoopbackApp backend = await EchoBackend.StartAsync();
        CatalogFiles files = TradeFiles.Write(folder, backend.BaseAddress);
        await using LoopbackApp catalog = await LoopbackApp.StartAsync(
            services => services.AddSingleton<TimeProvider>(clock).AddCatalog(new CatalogOptions { DataDirectory = files.Data, CatalogDirectory = files.Catalog, PoliciesDirectory = files.Policies }),
            app => app.MapCatalogApi());
        await using LoopbackApp north = await GatewayAsync(catalog, clock, "north", folder);
        await using LoopbackApp south = await GatewayAsync(catalog, clock, "south", folder);
        ConcurrentQueue<(double Seconds, string? Api, string? Channel)> measured = [];
        using MeterListener listener = Listen(catalog, measured);

        await PostAsync(north, TradeFiles.Orders, TradeFiles.Order("PO-4711"), ("X-Channel", "EDI"));
        await PostAsync(north, TradeFiles.Orders, TradeFiles.Order("PO-4712"), ("X-Channel", "web"));
        await Eventually.HoldsAsync(
            async () =>
            {
                clock.Advance(Interval);
                return (await new CatalogClient(catalog.Client).Usage(new UsageFilter { Api = "orders" }).AllAsync(Cancel)).Value!.Sum(row => row.Calls) >= 2;
            },
            ServeProcess.Patience, "the orders are reported");
        DateTimeOffset asked = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromHours(70));
        // The control: an order that nobody knows of, and one whose shipment never comes.
        await PostAsync(south, TradeFiles.Shipment("PO-0"), "{}");
        await PostAsync(south, TradeFiles.Shipment("PO-4711"), "{}");
        await Eventually.HoldsAsync(
            () =>
            {
                clock.Advance(Interval);
                return !measured.IsEmpty;
            },
            ServeProcess.Patience, "the time is measured");

        (double seconds, string? api, string? channel) = measured.ShouldHaveSingleItem();
        (api, channel).ShouldBe(("orders", "edi"));
        seconds.ShouldBe((TimeSpan.FromHours(70) + (asked - new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero))).TotalSeconds, 0.001);
    }

    private static async Task<LoopbackApp> GatewayAsync(LoopbackApp catalog, FakeTimeProvider clock, string node, TempFolder folder)
    {
        LoopbackApp gateway = await LoopbackApp.StartAsync(
            services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                services.AddSingleton<ISnapshotSource>(new HttpSnapshotSource(catalog.Client));
                services.AddSingleton<IUsageSink>(new HttpUsageSink(catalog.Client));
                services.AddGateway(new GatewayOptions { Node = node, StateDirectory = folder[node], UsageInterval = Interval });
            },
            app => app.UseGateway());
        await Eventually.HoldsAsync(
            async () => (await gateway.Client.GetAsync(new Uri("readyz", UriKind.Relative), Cancel)).StatusCode == HttpStatusCode.OK, ServeProcess.Patience, "the gateway is ready");
        return gateway;
    }

    private static async Task PostAsync(LoopbackApp gateway, string path, string json, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using HttpResponseMessage answer = await gateway.Client.SendAsync(request, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static MeterListener Listen(LoopbackApp catalog, ConcurrentQueue<(double Seconds, string? Api, string? Channel)> measured)
    {
        IMeterFactory factory = catalog.Services.GetRequiredService<IMeterFactory>();
        MeterListener listener = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "apigov.business.order_to_shipment.duration" && ReferenceEquals(instrument.Meter.Scope, factory))
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) =>
        {
            Dictionary<string, object?> all = tags.ToArray().ToDictionary();
            measured.Enqueue((value, all["api"]?.ToString(), all["channel"]?.ToString()));
        });
        listener.Start();
        return listener;
    }
}
