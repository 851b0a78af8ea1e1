using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Usage;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Catalog.Tests.Usage;

/// <summary>What gateways report of the business, over HTTP, and what the control plane makes of it.</summary>
public sealed class BusinessReportTests : IDisposable
{
    private const string Digest = "00112233445566778899aabbccddeeff";

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => CatalogWorld.Start;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_order_at_one_gateway_and_its_shipment_at_another_are_measured_once_even_over_a_restart()
    {
        ConcurrentQueue<(string Instrument, double Seconds, string? Api, string? Channel)> seen = [];
        CatalogOptions options = new() { DataDirectory = _folder["data"] };
        await using (CatalogWorld before = await CatalogWorld.StartAsync(options))
            await ReportAsync(before, "gw-1", new BusinessMark(BusinessEvent.OrderPlaced, Digest, Now.AddHours(-50), "orders", "edi"));

        await using CatalogWorld world = await CatalogWorld.StartAsync(options);
        using MeterListener listener = Listen(world, seen);
        BusinessMark shipment = new(BusinessEvent.ShipmentConfirmed, Digest, Now, "shipping", "unknown");
        await ReportAsync(world, "gw-2", shipment);
        await ReportAsync(world, "gw-2", shipment);
        await ReportAsync(world, "gw-3", new BusinessMark(BusinessEvent.ReturnReceived, Digest, Now.AddMinutes(-3), "returns", "web"), new BusinessMark(BusinessEvent.CreditIssued, Digest, Now, "credits", "web"));

        seen.ShouldBe(
        [
            ("apigov.business.order_to_shipment.duration", 50 * 3600, "orders", "edi"),
            ("apigov.business.return_to_credit.duration", 180, "returns", "web"),
        ]);
    }

    [Fact]
    public async Task A_back_end_that_breaks_three_answers_of_ten_has_a_score_of_seven_tenths()
    {
        await using CatalogWorld world = await CatalogWorld.StartAsync(new CatalogOptions { DataDirectory = _folder["data"] });
        CheckedAnswers erp = new("erp", "orders", 6, 3, Now);
        await ReportAsync(world, [erp, erp with { Checked = 4, Broken = 0, LastAnswer = Now.AddDays(-1) }, erp with { Backend = "wms", Checked = 1, Broken = 0 }]);
        await ReportAsync(world, [erp with { Checked = 90, Broken = 0, LastAnswer = Now.AddDays(-200) }]);
        await ReportAsync(world, [erp with { Backend = "silent", Checked = 0, Broken = 0 }]);

        (await world.Client.BackendConformance().AllAsync(Cancel)).Value.ShouldBe(
            [new BackendConformance("erp", "orders", 10, 3, 0.7, Now), new BackendConformance("wms", "orders", 1, 0, 1, Now)]);
        (await world.Client.BackendConformance(backend: "erp", days: 300).AllAsync(Cancel)).Value!.ShouldHaveSingleItem().Score.ShouldBe(0.97, 0.0001);
        (await world.Client.BackendConformance(api: "nothing").AllAsync(Cancel)).Value.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("PO-4711-secret", "orders", 1, 0, "lower-case hex digits")]
    [InlineData(Digest, "", 1, 0, "names that are empty")]
    [InlineData(Digest, "orders", 1, 2, "more broken ones than were checked")]
    [InlineData(Digest, "orders", -1, 0, "negative numbers")]
    public async Task A_report_that_cannot_be_true_is_refused(string digest, string api, long looked, long broken, string why)
    {
        await using CatalogWorld world = await CatalogWorld.StartAsync(new CatalogOptions { DataDirectory = _folder["data"] });
        UsageReport report = new("gw-1", Now.AddMinutes(-1), Now, [])
        {
            Marks = [new BusinessMark(BusinessEvent.OrderPlaced, digest, Now, api, "edi")],
            Answers = [new CheckedAnswers("erp", "orders", looked, broken, Now)],
        };

        using HttpResponseMessage answer = await world.Http.PostAsync("api/v1/usage", JsonContent.Create(report, options: ProtocolJson.Options), Cancel);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        text.ShouldContain(why);
        text.ShouldNotContain("4711");
    }

    [Fact]
    public async Task What_the_catalog_says_of_orders_and_channels_is_what_gateways_get()
    {
        await using CatalogWorld world = await CatalogWorld.StartWithBasicsAsync(new CatalogOptions { DataDirectory = _folder["data"] });
        await world.PutAsync("apis", "orders", Texts.Api("orders").Replace(
            "versions: []", "operations: [{operation: POST /orders, policy: {measure: {event: order-placed, channel: 'header:X-Channel', channels: [web], id: 'response:/id'}}}], versions: []",
            StringComparison.Ordinal));
        await world.AcceptAsync("orders", "v1", Texts.Contract, "active");
        await world.PutAsync("consumers", "partner", Texts.Consumer("partner", "orders", "partner").Replace("owner: sales", "owner: sales, channel: edi", StringComparison.Ordinal));

        MeasurePolicy measure = (await world.PublishedAsync("orders", "v1")).ShouldNotBeNull().Operations.ShouldHaveSingleItem().Policy.Measure.ShouldNotBeNull();
        (measure.Event, measure.Channel, measure.Channels.Single(), measure.Id).ShouldBe((BusinessEvent.OrderPlaced, "header:X-Channel", "web", "response:/id"));
        (await world.TrafficAsync()).Consumers.ShouldHaveSingleItem().Channel.ShouldBe("edi");
    }

    private static Task ReportAsync(CatalogWorld world, string gateway, params BusinessMark[] marks) =>
        new HttpUsageSink(world.Http).ReportAsync(new UsageReport(gateway, Now.AddMinutes(-1), Now, []) { Marks = marks }, Cancel);

    private static Task ReportAsync(CatalogWorld world, IReadOnlyList<CheckedAnswers> answers) =>
        new HttpUsageSink(world.Http).ReportAsync(new UsageReport("gw-1", Now.AddMinutes(-1), Now, []) { Answers = answers }, Cancel);

    /// <summary>The instruments of this world alone.</summary>
    private static MeterListener Listen(CatalogWorld world, ConcurrentQueue<(string Instrument, double Seconds, string? Api, string? Channel)> seen)
    {
        IMeterFactory factory = world.Services.GetRequiredService<IMeterFactory>();
        MeterListener listener = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == CatalogTelemetry.MeterName && ReferenceEquals(instrument.Meter.Scope, factory))
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            Dictionary<string, object?> all = tags.ToArray().ToDictionary();
            seen.Enqueue((instrument.Name, value, all["api"]?.ToString(), all["channel"]?.ToString()));
        });
        listener.Start();
        return listener;
    }
}
