using System.Collections.Concurrent;
using System.Text;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.EndToEnd.Tests.Business;

/// <summary>What is measured of the business leaves a real process by OTLP, without a word of what it was about.</summary>
public sealed class BusinessExportTests
{
    [Fact]
    public async Task A_collector_gets_orders_and_the_time_to_their_shipment()
    {
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
        CatalogFiles files = TradeFiles.Write(folder, backend.BaseAddress);
        await using ServeProcess serve = await ServeProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.BaseAddress.ToString(),
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
            },
            files.Arguments);
        using HttpClient client = new() { Timeout = ServeProcess.Patience };

        foreach (var (path, json) in ((string, string)[])[(TradeFiles.Orders, TradeFiles.Order("canary-4711")), (TradeFiles.Shipment("canary-4711"), "{}")])
        {
            Answer answer = await Answer.ToAsync(
                client, new HttpRequestMessage(HttpMethod.Post, new Uri(serve.Gateway!, path)) { Content = new StringContent(json, Encoding.UTF8, "application/json") });
            answer.Status.ShouldBe(200, answer.Body);
        }

        foreach (string instrument in (string[])["apigov.business.events", "apigov.business.order_to_shipment.duration"])
        {
            await Eventually.HoldsAsync(
                () => received.TryGetValue("metrics", out string? metrics) && metrics.Contains(instrument, StringComparison.Ordinal), ServeProcess.Patience, $"{instrument} has arrived");
        }

        received["metrics"].ShouldNotContain("canary-4711");
    }
}
