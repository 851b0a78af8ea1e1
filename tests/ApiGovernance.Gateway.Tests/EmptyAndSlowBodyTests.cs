using ApiGovernance.Gateway.Tests.World;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace ApiGovernance.Gateway.Tests;

/// <summary>Bodies that are announced and then do not come, or not in time.</summary>
public class EmptyAndSlowBodyTests
{
    private const string Orders = "/commerce/orders/v1/orders";

    [Theory]
    [InlineData(true, "HTTP/1.1 400")]
    [InlineData(false, "HTTP/1.1 200")]
    public async Task A_body_that_is_announced_and_then_not_sent_is_none_and_needs_no_type(bool required, string status)
    {
        string contract = $$"""
            openapi: 3.1.0
            info: { title: Orders, version: 1.0.0 }
            paths:
              /orders:
                post:
                  requestBody: { required: {{(required ? "true" : "false")}}, content: { application/json: { schema: { type: object } } } }
                  responses: { '200': { description: ok } }
            """;
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Api("orders", "v1", contract));
        const string head = $"POST {Orders} HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";

        string none = await RawHttp.SendAsync(world.Address, head + "0\r\n\r\n");

        none.ShouldStartWith(status);
        if (required)
            none.ShouldContain("missing-body");
        world.Backend.Calls.ShouldBe(required ? 0 : 1);
        // The control: what is a body has to say what it is.
        (await RawHttp.SendAsync(world.Address, head + "2\r\n{}\r\n0\r\n\r\n")).ShouldStartWith("HTTP/1.1 415");
        world.Backend.Calls.ShouldBe(required ? 0 : 1);
    }

    [Theory]
    [InlineData("application/json", "\"retrySafe\":true")]
    [InlineData("application/octet-stream", "\"effect\":\"unknown\"")]
    public async Task A_body_that_comes_too_slowly_is_408(string contentType, string said)
    {
        const string contract = """
            openapi: 3.1.0
            info: { title: Orders, version: 1.0.0 }
            paths:
              /orders:
                post:
                  requestBody: { content: { application/json: { schema: { type: object } }, application/octet-stream: {} } }
                  responses: { '200': { description: ok } }
            """;
        await using GatewayWorld world = await GatewayWorld.StartAsync(
            w => w.Estate.Api("orders", "v1", contract),
            services => services.Configure<KestrelServerOptions>(server => server.Limits.MinRequestBodyDataRate = new MinDataRate(1000, TimeSpan.FromSeconds(1.1))));

        string answer = await RawHttp.SendAsync(world.Address, $"POST {Orders} HTTP/1.1\r\nHost: gateway\r\nContent-Type: {contentType}\r\nContent-Length: 100000\r\n\r\n{{");

        answer.ShouldStartWith("HTTP/1.1 408");
        answer.ShouldContain("Connection: close");
        answer.ShouldContain("request-timeout");
        // What passes as it comes has reached the back end in part.
        answer.ShouldContain(said);
    }
}
