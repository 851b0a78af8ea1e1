using ApiGovernance.Gateway.Tests.World;

namespace ApiGovernance.Gateway.Tests;

/// <summary>A connection is handed over for what the contract offers, and for nothing else that a back end might take.</summary>
public class UpgradeTests
{
    private static async Task<string> AskAsync(string upgrade)
    {
        await using GatewayWorld world = await GatewayWorld.StartAsync(world => world.Estate.Api("feed", "v1", Contracts.Get("/socket", "x-apigov-websocket: true")));
        return await RawHttp.SendAsync(
            world.Address,
            $"GET /commerce/feed/v1/socket HTTP/1.1\r\nHost: gateway\r\nUpgrade: {upgrade}\r\nConnection: Upgrade, HTTP2-Settings, close\r\nHTTP2-Settings: AAMAAABk\r\n\r\n");
    }

    [Theory]
    [InlineData("h2c")]
    [InlineData("SPDY/3.1")]
    [InlineData("websocket, h2c")]
    [InlineData("TLS/1.0")]
    public async Task An_upgrade_to_something_else_than_a_WebSocket_does_not_go_on(string upgrade)
    {
        string answer = await AskAsync(upgrade);

        answer.ShouldStartWith("HTTP/1.1 200");
        answer.ShouldNotContain("\"upgrade\"");
        answer.ShouldNotContain("\"connection\"");
        answer.ShouldNotContain("\"http2-settings\"");
    }

    [Fact]
    public async Task One_to_a_WebSocket_does() => (await AskAsync("WebSocket")).ShouldContain("\"upgrade\":\"WebSocket\"");
}
