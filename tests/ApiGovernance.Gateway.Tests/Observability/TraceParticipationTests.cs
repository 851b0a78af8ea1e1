using System.Text.Json;
using ApiGovernance.Gateway.Tests.World;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Tests.Observability;

/// <summary>A caller's trace goes on; what it wrote to be handed from call to call does not.</summary>
public sealed class TraceParticipationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_trace_goes_on_and_its_baggage_does_not_whether_or_not_the_gateway_takes_part_in_it(bool takesPart)
    {
        using LogLines log = new();
        await using GatewayWorld world = await GatewayWorld.StartAsync(
            w => w.Estate.Api("stock", "v1", Contracts.Get("/items")),
            // The server begins an activity for each request where anybody logs.
            services => services.AddLogging(logging => logging.AddProvider(takesPart ? log : Microsoft.Extensions.Logging.Abstractions.NullLoggerProvider.Instance)));

        string answer = await RawHttp.SendAsync(
            world.Address,
            "GET /commerce/stock/v1/items HTTP/1.1\r\nHost: g\r\nConnection: close\r\ntraceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n"
            + "tracestate: vendor=x\r\nbaggage: user=admin,tenant=other\r\nCorrelation-Context: role=admin\r\n\r\n");

        JsonElement headers = JsonDocument.Parse(answer[answer.IndexOf('{', StringComparison.Ordinal)..(answer.LastIndexOf('}') + 1)]).RootElement.GetProperty("headers");
        headers.GetProperty("traceparent").GetString()!.ShouldStartWith("00-0af7651916cd43dd8448eb211c80319c-");
        headers.GetProperty("traceparent").GetString()!.Contains("b7ad6b7169203331", StringComparison.Ordinal).ShouldBe(!takesPart);
        headers.GetProperty("tracestate").GetString().ShouldBe("vendor=x");
        headers.GetRawText().ShouldNotContain("admin");
    }
}
