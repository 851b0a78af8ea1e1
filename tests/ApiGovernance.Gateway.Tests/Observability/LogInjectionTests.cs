using System.Text;
using ApiGovernance.Gateway.Tests.World;
using ApiGovernance.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Tests.Observability;

/// <summary>Whatever a caller writes into its request, it is one line of the log, and not what a terminal takes for commands.</summary>
public sealed class LogInjectionTests
{
    private static readonly string[] Heads =
    [
        "GET /commerce/stock/v1/items%0d%0aFAKE%20200 HTTP/1.1\r\nHost: g",
        "GET /commerce/stock/v1/%1b[2J%1b]0;FAKE%07 HTTP/1.1\r\nHost: g",
        "GET /commerce/stock/v1/\u001b[31mFAKE HTTP/1.1\r\nHost: g",
        "GET /nowhere/\u00c3\u00a9\u00e2\u0080\u00a8FAKE HTTP/1.1\r\nHost: g",
        "GET /nowhere/%e2%80%a8FAKE%c2%85 HTTP/1.1\r\nHost: g",
        "G\u001bET /commerce/stock/v1/items HTTP/1.1\r\nHost: g",
        "FAKE-METHOD /commerce/stock/v1/items HTTP/1.1\r\nHost: g",
        "GET /commerce/stock/v1/items HTTP/1.1\r\nHost: g\r\nX-Correlation-Id: a\u001b[31mFAKE",
        "GET /commerce/stock/v1/items HTTP/1.1\r\nHost: g\r\nX-Correlation-Id: a\tFAKE",
        "GET /commerce/stock/v1/items HTTP/1.1\r\nHost: g\r\nX-Correlation-Id: \u00e2\u0080\u00a8FAKE",
        "GET /commerce/stock/v1/items HTTP/1.1\r\nHost: g\r\ntraceparent: 00-\u0085\u00e2\u0080\u00a8FAKE",
        "GET /commerce/stock/v1/items?q=%0aFAKE HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer \u00c3\u00a9FAKE",
    ];

    [Fact]
    public async Task No_request_writes_more_than_its_line_or_other_than_visible_characters()
    {
        using LogLines log = new();
        await using GatewayWorld world = await GatewayWorld.StartAsync(
            w => w.Estate.Api("stock", "v1", Contracts.Get("/items")), services => services.AddLogging(logging => logging.AddProvider(log)));
        int before = log.All.Count;

        foreach (string head in Heads)
            await RawHttp.SendAsync(world.Address, head + "\r\nConnection: close\r\n\r\n");
        (await world.GetAsync("/commerce/stock/v1/items", null, ("X-Correlation-Id", "the-last-one"))).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);

        await Eventually.HoldsAsync(() => log.All.Any(line => line.Contains("the-last-one", StringComparison.Ordinal)), GatewayWorld.Bound, "all are logged");
        string[] lines = [.. log.All.Skip(before)];
        foreach (string line in lines)
        {
            // Where nobody throws there is no stack trace, whose lines would be honest ones.
            line.EnumerateRunes().ShouldAllBe(rune => rune.Value >= 0x20 && rune.Value < 0x7f, line);
        }

        lines.Length.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task A_path_as_long_as_a_request_may_be_is_still_one_line()
    {
        using LogLines log = new();
        await using GatewayWorld world = await GatewayWorld.StartAsync(
            w => w.Estate.Api("stock", "v1", Contracts.Get("/items")), services => services.AddLogging(logging => logging.AddProvider(log)));

        await RawHttp.SendAsync(world.Address, new StringBuilder("GET /").Append('x', 7000).Append(" HTTP/1.1\r\nHost: g\r\nX-Correlation-Id: long\r\nConnection: close\r\n\r\n").ToString());

        await Eventually.HoldsAsync(() => log.All.Any(line => line.Contains("CorrelationId=long", StringComparison.Ordinal)), GatewayWorld.Bound, "it is logged");
        log.All.Single(line => line.Contains("CorrelationId=long", StringComparison.Ordinal)).ShouldContain(" Status=404 ");
    }
}
