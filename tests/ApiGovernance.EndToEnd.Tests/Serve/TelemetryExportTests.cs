using System.Collections.Concurrent;
using System.Text;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.EndToEnd.Tests.Serve;

/// <summary>Traces and metrics leave by OTLP when a collector is named, and only then.</summary>
public sealed class TelemetryExportTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task A_collector_that_is_named_gets_traces_and_the_gateways_metrics()
    {
        // OTLP over HTTP: protobuf, in which names stand as plain text.
        ConcurrentDictionary<string, string> received = new();
        await using LoopbackApp collector = await LoopbackApp.StartAsync(app => app.MapPost("/v1/{signal}", async (HttpRequest request, string signal) =>
        {
            using MemoryStream body = new();
            await request.Body.CopyToAsync(body);
            string text = Encoding.Latin1.GetString(body.ToArray());
            received.AddOrUpdate(signal, text, (_, before) => before + text);
        }));
        await using LoopbackApp backend = await EchoBackend.StartAsync();
        using TempFolder folder = new();
        CatalogFiles files = new CatalogFiles(folder)
            .Backend("echo", backend.BaseAddress)
            .Api("notes", "/test/notes", "echo", Contracts.Notes, anonymous: true);
        await using ServeProcess serve = await ServeProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.BaseAddress.ToString(),
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            },
            files.Arguments);
        using HttpClient client = new() { Timeout = ServeProcess.Patience };

        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(serve.Gateway!, "test/notes/v1/notes?note=hidden-1"))
        {
            Headers = { { "traceparent", $"00-{Trace}-b7ad6b7169203331-01" }, { "tracestate", "vendor=opaque" }, { "baggage", "user=hidden-2" }, { "X-Note", "hidden-3" }, { "Cookie", "session=hidden-4" } },
        };
        Answer answer = await Answer.ToAsync(client, request);

        answer.Status.ShouldBe(200, answer.Body);
        // The collector's own way of passing traces on is no other than the gateway's.
        answer.Echo.Headers["traceparent"].ShouldStartWith($"00-{Trace}-");
        answer.Echo.Headers["tracestate"].ShouldBe("vendor=opaque");
        answer.Echo.Headers.Keys.ShouldNotContain("baggage");
        await Eventually.HoldsAsync(
            () => received.TryGetValue("traces", out string? traces) && traces.Contains("/test/notes/v1/notes", StringComparison.Ordinal),
            ServeProcess.Patience, "the trace of the call has arrived");
        await Eventually.HoldsAsync(
            () => received.TryGetValue("metrics", out string? metrics) && metrics.Contains("apigov.gateway.requests", StringComparison.Ordinal),
            ServeProcess.Patience, "the gateway's metrics have arrived");
        foreach (string signal in received.Values)
            signal.ShouldNotContain("hidden-");
        // The bounds between which a duration of milliseconds is told.
        received["metrics"].ShouldContain(Encoding.Latin1.GetString(BitConverter.GetBytes(0.0025)));
        received["traces"].ShouldContain(Encoding.Latin1.GetString(Convert.FromHexString(Trace)));
        serve.Errors.ShouldContain(collector.BaseAddress.ToString());
    }
}
