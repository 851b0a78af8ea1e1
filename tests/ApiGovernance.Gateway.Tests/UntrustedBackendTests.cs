using System.Text;
using ApiGovernance.Gateway.Tests.World;

namespace ApiGovernance.Gateway.Tests;

/// <summary>Answers that no server should give: none becomes an answer that a client takes for whole and right.</summary>
public class UntrustedBackendTests
{
    /// <summary>The connection was reset: nobody takes that for an answer.</summary>
    private const string Broken = "broken";

    private static async Task<string> AskAsync(string answer)
    {
        await using RawBackend backend = new(answer.Replace("\n", "\r\n", StringComparison.Ordinal));
        await using GatewayWorld world = await GatewayWorld.StartAsync(w => w.Estate.Backend("erp", backend.Address).Api("stock", "v1", Contracts.Get("/items")));
        try
        {
            return await RawHttp.SendAsync(world.Address, "GET /commerce/stock/v1/items HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n");
        }
        catch (IOException)
        {
            return Broken;
        }
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("")]
    [InlineData("HTTP/1.1 200")]
    [InlineData("HTTP/1.1 2x0 OK\nContent-Length: 2\n\nok")]
    [InlineData("HTTP/1.1 200 OK\nno colon\n\nok")]
    [InlineData("HTTP/1.1 200 OK\nX A: b\nContent-Length: 2\n\nok")]
    [InlineData("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nzz\nok\n0\n\n", true)]
    public async Task What_is_no_HTTP_is_502(string answer, bool lateFault = false)
    {
        string given = await AskAsync(answer);

        if (!lateFault)
            given.ShouldStartWith("HTTP/1.1 502");
        // Where the head had gone out already, the end of the body never comes.
        if (given.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
            given.ShouldNotEndWith("0\r\n\r\n");
    }

    [Fact]
    public async Task A_head_without_end_is_502() =>
        (await AskAsync($"HTTP/1.1 200 OK\nX-A: {new string('a', 70 * 1024)}\nContent-Length: 2\n\nok")).ShouldStartWith("HTTP/1.1 502");

    [Theory]
    [InlineData("Content-Length: 10\n\nshort")]
    [InlineData("Transfer-Encoding: chunked\n\n5\nshort\n")]
    public async Task A_body_that_ends_early_never_looks_whole(string rest)
    {
        string given = await AskAsync("HTTP/1.1 200 OK\nContent-Type: text/plain\n" + rest);

        if (given == Broken || given.StartsWith("HTTP/1.1 502", StringComparison.Ordinal))
            return;
        given.ShouldNotEndWith("0\r\n\r\n");
        if (given.Contains("Content-Length: 10", StringComparison.Ordinal))
            given.ShouldEndWith("short");
    }

    [Theory]
    [InlineData("X-A: b\x01c")]
    [InlineData("X-A: b\x7fc")]
    [InlineData("X-A: b\0c")]
    public async Task A_field_with_a_control_character_does_not_reach_a_client(string field)
    {
        string given = await AskAsync($"HTTP/1.1 200 OK\n{field}\nContent-Length: 2\n\nok");

        given.ShouldNotContain("X-A: b\x01");
        given.ShouldNotContain("\0");
        given.ShouldNotContain("\x7f");
    }

    [Fact]
    public async Task Letters_beyond_ASCII_in_a_field_arrive_as_they_were_sent()
    {
        string sent = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("Zoë"));

        (await AskAsync($"HTTP/1.1 200 OK\nX-Name: {sent}\nX-Latin: caf\xe9\nContent-Length: 2\n\nok")).ShouldContain($"X-Name: {sent}\r\nX-Latin: caf\xe9\r\n");
    }

    [Fact]
    public async Task Fields_of_one_hop_and_of_the_software_behind_end_here()
    {
        string given = await AskAsync(
            "HTTP/1.1 200 OK\nServer: secret/1.0\nX-Powered-By: secret\nApigov-Decision: secret\nIdempotency-Replayed: secret\nKeep-Alive: timeout=5\nProxy-Connection: keep-alive\nConnection: close , x-hop,X-Other\nX-Hop: secret\nX-Other: secret\nX-Kept: 1\nContent-Length: 2\n\nok");

        given.ShouldContain("X-Kept: 1");
        given.ShouldNotContain("secret");
        given.ShouldNotContain("Keep-Alive");
        given.ShouldNotContain("Proxy-Connection");
    }

    [Fact]
    public async Task Fields_that_Connection_names_are_for_the_gateway_only()
    {
        string given = await AskAsync("HTTP/1.1 200 OK\nConnection: close, X-Hop\nConnection: x-next\nX-Hop: secret\nX-Next: secret\nX-Kept: 1\nContent-Length: 2\n\nok");

        given.ShouldContain("X-Kept: 1");
        given.ShouldNotContain("secret");
        given.ShouldEndWith("ok");
    }
}
