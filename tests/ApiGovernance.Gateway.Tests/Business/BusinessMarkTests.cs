using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Usage;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests.Business;

/// <summary>Events that have a counterpart are told to the control plane, by the digest of their id.</summary>
public class BusinessMarkTests
{
    private const string Shipment = "{measure: {event: shipment-confirmed, id: 'path:orderId'}}";

    [Theory]
    [InlineData(ValidationMode.Off)]
    [InlineData(ValidationMode.Enforce)]
    public async Task Request_answer_and_path_give_the_same_digest_for_the_same_id(ValidationMode validation)
    {
        await using BusinessWorld byRequest = await MarkingAsync("marks-request-" + validation, "request:/poNumber", validation);
        await using BusinessWorld byAnswer = await MarkingAsync("marks-answer-" + validation, "response:/id", validation);

        (await byRequest.OrderAsync("PO 4711")).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await byAnswer.OrderAsync("PO-2", headers: ("Answer-Body", """{"more":[1,{}],"id":"PO 4711"}"""))).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await byAnswer.Gateway.PostAsync(byAnswer.Orders + "/PO%204711/shipments", "")).StatusCode.ShouldBe(HttpStatusCode.Created);

        BusinessMark placed = (await MarksAsync(byRequest, 1)).Single();
        List<BusinessMark> others = await MarksAsync(byAnswer, 2);
        (placed.Event, placed.Api, placed.Channel).ShouldBe((BusinessEvent.OrderPlaced, byRequest.Api, "unknown"));
        placed.Digest.Length.ShouldBe(32);
        others.ShouldAllBe(mark => mark.Digest == placed.Digest);
        others.Select(mark => mark.Event).ShouldBe([BusinessEvent.OrderPlaced, BusinessEvent.ShipmentConfirmed]);
    }

    [Fact]
    public async Task What_was_not_accepted_or_has_no_id_is_not_told()
    {
        await using BusinessWorld world = await MarkingAsync("no-marks", "response:/id", ValidationMode.Off);
        await world.OrderAsync("PO-1", headers: ("Answer-Status", "500"));
        await world.OrderAsync("PO-2", headers: ("Answer-Status", "409"));
        await world.OrderAsync("PO-3", headers: ("Answer-Body", """{"number":1}"""));
        await world.OrderAsync("PO-4", headers: ("Answer-Body", "no json"));
        await world.OrderAsync("PO-5", headers: ("Answer-Status", "204"));
        await world.OrderAsync("PO-6", headers: ("Answer-Body", """{"id":"PO-6"}"""));

        (await MarksAsync(world, 1)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_id_is_found_in_answers_that_are_packed_or_too_long_to_hold_and_they_arrive_whole()
    {
        await using BusinessWorld world = await MarkingAsync("long-marks", "response:/id", ValidationMode.Off);
        string answer = $$"""{"id":"PO-1","filler":"{{new string('x', 3 * 1024 * 1024)}}"}""";
        world.Backend.Say(201, "application/json", answer);
        HttpResponseMessage plain = await world.OrderAsync("PO-1");
        (await plain.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(answer);

        byte[] packed = Pack("""{"id":"PO-1"}""");
        world.Backend.Answer = async context =>
        {
            context.Response.StatusCode = 201;
            context.Response.ContentType = "application/json";
            context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.Body.WriteAsync(packed);
        };
        HttpResponseMessage second = await world.OrderAsync("PO-1");
        (await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(packed);

        (await MarksAsync(world, 2)).Select(mark => mark.Digest).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task An_event_has_the_time_of_the_gateways_clock()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero));
        await using BusinessWorld world = await BusinessWorld.StartAsync(
            "clock-marks", [("POST /orders", "{measure: {event: order-placed, id: 'request:/poNumber'}}")], services: services => services.AddSingleton<TimeProvider>(clock));
        await world.OrderAsync("PO-1");
        await world.CountedAsync(1, ("outcome", "accepted"));
        clock.Advance(TimeSpan.FromSeconds(1));

        (await MarksAsync(world, 1)).Single().At.ShouldBe(new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task While_the_control_plane_is_gone_events_wait()
    {
        await using BusinessWorld world = await MarkingAsync("waiting-marks", "request:/poNumber", ValidationMode.Off);
        world.Gateway.ControlPlane.IsGone = true;
        await world.OrderAsync("PO-1");
        await world.CountedAsync(1, ("outcome", "accepted"));
        Marks(world).ShouldBeEmpty();

        world.Gateway.ControlPlane.IsGone = false;

        await MarksAsync(world, 1);
    }

    [Fact]
    public async Task Ids_and_channels_that_callers_write_are_in_no_metric_log_or_report()
    {
        const string canary = "canary-83af61";
        ConcurrentQueue<string> tags = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name.StartsWith("ApiGovernance", StringComparison.Ordinal))
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, all, _) => Note(all));
        listener.SetMeasurementEventCallback<double>((_, _, all, _) => Note(all));
        listener.Start();
        LogLines lines = new();
        await using BusinessWorld world = await BusinessWorld.StartAsync(
            "secret-marks",
            [("POST /orders", "{measure: {event: order-placed, channel: 'header:X-Channel', channels: [web], id: 'request:/poNumber'}}")],
            services: services => services.AddLogging(logging => logging.AddProvider(lines)));

        (await world.OrderAsync(canary + "-id", headers: ("X-Channel", canary + "-channel"))).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await world.OrderAsync(canary + "-bad", ""","note":"canary-83af61 is far too long" """, headers: ("X-Channel", canary))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        await MarksAsync(world, 1);
        await world.CountedAsync(2, ("channel", "other"));
        // The controls: what is looked at is not empty.
        tags.ShouldContain("secret-marks");
        lines.All.ShouldContain(line => line.Contains("answered 201", StringComparison.Ordinal));
        tags.ShouldNotContain(tag => tag.Contains(canary, StringComparison.Ordinal));
        lines.All.ShouldNotContain(line => line.Contains(canary, StringComparison.Ordinal));
        string reports = JsonSerializer.Serialize(world.Gateway.ControlPlane.Usage, ProtocolJson.Options);
        reports.ShouldContain("order-placed");
        reports.ShouldNotContain(canary);

        void Note(ReadOnlySpan<KeyValuePair<string, object?>> all)
        {
            foreach (var tag in all)
                tags.Enqueue(tag.Value?.ToString() ?? "");
        }
    }

    private static Task<BusinessWorld> MarkingAsync(string api, string id, ValidationMode validation) => BusinessWorld.StartAsync(
        api.ToLowerInvariant(),
        [("POST /orders", $"{{measure: {{event: order-placed, id: '{id}'}}}}"), ("POST /orders/{orderId}/shipments", Shipment)],
        part => part with { RequestValidation = validation, ResponseValidation = validation });

    private static List<BusinessMark> Marks(BusinessWorld world) => [.. world.Gateway.ControlPlane.Usage.SelectMany(report => report.Marks)];

    private static async Task<List<BusinessMark>> MarksAsync(BusinessWorld world, int count)
    {
        await Eventually.HoldsAsync(() => Marks(world).Count >= count, GatewayWorld.Bound, $"{count} events are reported");
        Marks(world).Count.ShouldBe(count);
        return Marks(world);
    }

    private static byte[] Pack(string text)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
